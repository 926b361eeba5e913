import { durationText } from './duration-text.ts'
import type { HealthReport } from './health-presenter.ts'
import { Html, html } from './html.ts'
import { statusCards } from './status-cards.ts'
import { statusPageStyle } from './status-page-style.ts'

type Asked = { requestId: string; refreshSeconds: number }

/** The report of /health for a person who looks at it in a browser, perhaps for the first time and in a hurry (R013). */
export function statusPage(report: HealthReport, { requestId, refreshSeconds }: Asked): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title(report)} · Leadglass</title>
<link rel="icon" href="${iconOf(report)}">
<style>${style}</style>
</head>
<body>
<div class="page">
<header class="top">
<span><strong>Leadglass</strong> ${report.version}${report.commit ? ` · ${report.commit.slice(0, 7)}` : null}</span>
<span>${report.environment}</span>
</header>
<main>
${stateOf(report)}
${stepsOf(report, refreshSeconds)}
<h2>In detail</h2>
${statusCards(report)}
</main>
${footer(report, { requestId, refreshSeconds })}
</div>
</body>
</html>
`.text
}

// Under a hash in the policy of the page, so it must stand there unchanged.
const style = new Html(statusPageStyle)

const states = {
  ok: { word: 'All good', tone: 'good' },
  degraded: { word: 'Degraded', tone: 'warn' },
  down: { word: 'Down', tone: 'bad' },
} as const

function wordAndTone({ status, ready }: HealthReport) {
  return states[ready ? status : 'down']
}

function title(report: HealthReport): string {
  const { word } = wordAndTone(report)
  return report.headline ? `${word}: ${report.headline}` : word
}

const iconColours = { good: '1f7a4d', warn: 'c77700', bad: 'b3261e' }

/** The tab shows the state as well, for whoever waits in another one. */
function iconOf(report: HealthReport): string {
  const colour = iconColours[wordAndTone(report).tone]
  return `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='%23${colour}'/%3E%3C/svg%3E`
}

function stateOf(report: HealthReport): Html {
  const { word, tone } = wordAndTone(report)
  const heading = report.headline ? html`<b>${word}:</b> ${report.headline}` : html`<b>${word}</b>`
  return html`<section class="state ${tone}" role="status">
<h1>${heading}</h1>
<p>${messageOf(report)}</p>
</section>`
}

function messageOf({ status, error_message, uptime }: HealthReport): string {
  if (error_message) return error_message
  if (status === 'ok') return `The database answers, and this server has been up for ${durationText(uptime)}.`
  return 'Requests are served. What is wrong is marked below.'
}

function stepsOf(report: HealthReport, refreshSeconds: number): Html | null {
  const { solution, error_type, database_error } = report
  if (!solution) return null
  return html`<h2>What to do</h2>
<ol class="steps">${solution.map((step) => html`<li>${step}</li>`)}</ol>
<p class="hint">This page asks again every ${refreshSeconds} seconds and turns green by itself once it is mended.
Cause: <code>${error_type ?? 'unknown'}</code>${database_error ? html` – ${database_error}` : null}.
${isAboutUrl(report) ? urlHint : null}</p>`
}

/** Other troubles have nothing to do with where the database is looked for. */
function isAboutUrl({ database, error_type }: HealthReport): boolean {
  return database === 'disconnected' && error_type !== 'pool_exhausted'
}

const urlHint = html`What this server uses as DATABASE_URL, without user and password:
<a href="/debug/database-url">/debug/database-url</a> (in production with the header X-Debug-Token).`

function footer({ timestamp, worker, uptime }: HealthReport, { requestId, refreshSeconds }: Asked): Html {
  return html`<footer>
<p>As of ${timestamp.slice(0, 19).replace('T', ' ')} UTC, renewed every ${refreshSeconds} seconds ·
<a href="/health?format=json">the same as JSON</a></p>
<p>Worker ${worker.id} of ${worker.count}, process ${worker.pid}, up for ${durationText(uptime)}</p>
<p>Request <code>${requestId}</code></p>
</footer>`
}
