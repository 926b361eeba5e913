import { createHash } from 'node:crypto'

export const statusPageStyle = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f9, #14171c);
  --card: light-dark(#ffffff, #1c2027);
  --line: light-dark(#dfe3e8, #323943);
  --text: light-dark(#1b2430, #e6e9ee);
  --quiet: light-dark(#566273, #a3adba);
  --good: light-dark(#1f7a4d, #5fcf95);
  --warn: light-dark(#96590a, #f0b45c);
  --bad: light-dark(#b3261e, #ff8f85);
  --good-back: light-dark(#e9f6ef, #16281f);
  --warn-back: light-dark(#fdf3e1, #2e2415);
  --bad-back: light-dark(#fdecea, #351c1b);
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
.page { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
.top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; margin: 0 0 1rem; color: var(--quiet); }
.top strong { color: var(--text); }
.state { border: 1px solid var(--line); border-left: .5rem solid var(--tone); border-radius: .75rem; background: var(--back); padding: 1.5rem; }
.good { --tone: var(--good); --back: var(--good-back); }
.warn { --tone: var(--warn); --back: var(--warn-back); }
.bad { --tone: var(--bad); --back: var(--bad-back); }
h1 { margin: 0; font-size: clamp(1.6rem, 5vw, 2.4rem); line-height: 1.2; letter-spacing: -.01em; text-wrap: balance; }
h1 b { color: var(--tone); font-weight: inherit; }
.state p { margin: .6rem 0 0; max-width: 46rem; }
h2 { margin: 2rem 0 .75rem; font-size: 1.15rem; }
.steps { margin: 0; padding: 0; list-style: none; counter-reset: step; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); }
.steps li { counter-increment: step; position: relative; padding: .7rem 1rem .7rem 3.4rem; }
.steps li + li { border-top: 1px solid var(--line); }
.steps li::before {
  content: counter(step); position: absolute; left: 1rem; top: .7rem; width: 1.6rem; height: 1.6rem; border-radius: 50%;
  background: var(--text); color: var(--card); font-size: .9rem; font-weight: 600; line-height: 1.6rem; text-align: center;
}
.hint { color: var(--quiet); margin: .75rem 0 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: .75rem; margin: 0; }
.card { border: 1px solid var(--line); border-radius: .75rem; background: var(--card); padding: .9rem 1rem; }
.card dt { color: var(--quiet); font-size: .9rem; }
.card dd { margin: 0; }
.card .value { font-size: 1.15rem; font-weight: 600; color: var(--tone, var(--text)); }
.card .more { color: var(--quiet); font-size: .9rem; }
.card.warn, .card.bad { border-color: var(--tone); }
.gauge { display: block; width: 100%; height: .6rem; margin: .5rem 0; border-radius: .3rem; }
.gauge .track { fill: var(--line); }
.gauge .fill { fill: var(--tone, var(--good)); }
.gauge .mark { fill: var(--quiet); }
footer { margin-top: 2rem; color: var(--quiet); font-size: .9rem; }
footer p { margin: .25rem 0; }
a { color: inherit; }
code { font: .95em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
`

const hash = createHash('sha256').update(statusPageStyle).digest('base64')

/** Nothing may run or be loaded; only this style counts, and the icon that the page carries. */
export const statusPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
