import type pg from 'pg'
import type { Request } from './measure.ts'

export type Workload = {
  name: string
  /** The least share of the reference's requests per second, from the performance targets. */
  target: number
  product: readonly Request[]
  reference: readonly Request[]
}

const cycle = 400

/** The same work for both servers: other paths, same rows. */
export async function makeWorkloads(pool: pg.Pool): Promise<Workload[]> {
  const owners = await column(
    pool,
    "select id from users where role = 'sales_rep' order by username limit 50",
  )
  // Many, so that their histories stay as long as they are while activities are added.
  const leads = await column(pool, 'select id from leads order by md5(id::text) limit 10000')
  const classes = ['hot', 'warm', 'cold', 'warm', 'cold']
  const words = [
    'ivanov 12',
    'globex 4',
    'tanaka',
    'lead77',
    'kira novak',
    'wayne 99',
    'rossi 1',
    'hooli.com',
  ]
  const lists = Array.from({ length: cycle }, (_, index) => {
    const owner = owners[index % owners.length]
    return `?owner_id=${owner}&classification=${classes[index % classes.length]}`
  })
  const searches = Array.from(
    { length: cycle },
    (_, i) => `?search=${encodeURIComponent(words[i % words.length] ?? '')}`,
  )
  const activity = JSON.stringify({ activity_type: 'email_open' })
  const get = (paths: string[]): Request[] => paths.map((path) => ({ method: 'GET', path }))
  const post = (paths: string[], body: string): Request[] =>
    paths.map((path) => ({ method: 'POST', path, body }))
  return [
    pair('list 25 of one owner and class by score', 0.75, (base) =>
      get(lists.map((query) => `${base}/leads${query}`)),
    ),
    pair('one lead with its last 20 activities', 0.7, (base) =>
      get(leads.map((id) => `${base}/leads/${id}`)),
    ),
    pair('add an activity, score updated', 0.5, (base) =>
      post(
        leads.map((id) => `${base}/leads/${id}/activity`),
        activity,
      ),
    ),
    pair('create a lead', 0.5, (base) => [{ method: 'POST', path: `${base}/leads`, body: newLead }]),
    pair('search by name, company or e-mail', 0.9, (base) =>
      get(searches.map((query) => `${base}/leads${query}`)),
    ),
  ]
}

const newLead = JSON.stringify({ name: 'Nora Bench', company: 'Globex', title: 'VP Sales', source: 'ads' })

function pair(name: string, target: number, make: (base: string) => readonly Request[]): Workload {
  return { name, target, product: make('/api'), reference: make('') }
}

async function column(pool: pg.Pool, text: string): Promise<string[]> {
  return (await pool.query<{ id: string }>(text)).rows.map((row) => row.id)
}
