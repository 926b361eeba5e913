import bcrypt from 'bcrypt'
import type pg from 'pg'

export type BenchSize = { leads: number; activities: number; reps: number }
export type BenchUser = { username: string; password: string }

export const benchPassword = 'a bench password of its own'

/** Fills a migrated database with leads and activities of realistic spread; the same rows for the same size. */
export async function fillDatabase(pool: pg.Pool, size: BenchSize): Promise<void> {
  const hash = await bcrypt.hash(benchPassword, 4)
  await pool.query('select setseed(0.42)')
  await pool.query(
    `insert into users (email, username, full_name, role, hashed_password)
     select 'user' || n || '@bench.test', 'user' || n, 'User ' || n,
            (case when n = 0 then 'manager' else 'sales_rep' end)::role, $2
       from generate_series(0, $1::int) n`,
    [size.reps, hash],
  )
  // Triggers off while filling: the search text is written set-based below, as an import of this size would.
  const client = await pool.connect()
  try {
    await client.query("set session_replication_role = 'replica'; set statement_timeout = 0")
    await client.query(leads, [size.leads, size.reps])
    await client.query(
      'insert into lead_search (lead_id, text) select l.id, lead_search_text(l) from leads l',
    )
    await client.query(assignments)
    await client.query(activities, [size.activities, size.leads])
    await client.query(
      `update leads l set last_activity_at = a.at
         from (select lead_id, max(occurred_at) as at from activities group by lead_id) a where a.lead_id = l.id`,
    )
    await client.query(history)
    await client.query('vacuum analyze')
  } finally {
    client.release(true)
  }
}

const leads = `
  with words as (
    select array['Anna','Ben','Carla','David','Elif','Farid','Grace','Hiro','Ines','Jonas','Kira','Liam','Mona',
                 'Noah','Olga','Pavel','Rosa','Samir','Tara','Uwe'] as first,
           array['Schmidt','Okafor','Garcia','Ivanov','Tanaka','Smith','Kowalski','Haddad','Larsen','Rossi','Novak',
                 'Dubois','Costa','Meyer','Singh','Wang','Brown','Silva','Khan','Berg'] as last,
           array['Globex','Initech','Umbra','Stark','Wayne','Acme','Hooli','Vandelay','Wonka','Tyrell'] as company,
           array['website','referral','webinar','ads','event','cold_call','partner','linkedin'] as source,
           array['CEO','VP Sales','Engineer','Head of IT','Marketing Manager','Student','Buyer','CFO'] as title
  )
  insert into leads (id, name, email, phone, company, title, industry, company_size, country, location, source, status,
                     estimated_value, owner_id, current_score, engagement_score, buying_score, fit_score,
                     classification, scored_at, scoring_model_id, created_at, updated_at)
  select gen_random_uuid(),
         w.first[1 + n % 20] || ' ' || w.last[1 + (n / 20) % 20] || ' ' || n,
         'lead' || n || '@' || lower(w.company[1 + n % 10]) || '.com',
         '+1415' || lpad((n % 10000000)::text, 7, '0'),
         w.company[1 + n % 10] || ' ' || (n % 997), w.title[1 + n % 8], 'software', 10 + n % 5000, 'Germany', 'Berlin',
         w.source[1 + n % 8],
         (array['new','new','contacted','contacted','qualified','proposal','won','lost'])[1 + n % 8]::lead_status,
         (n % 500) * 100, case when n % 10 = 0 then null else o.id end,
         s.engagement + s.buying + s.fit, s.engagement, s.buying, s.fit,
         (case when s.engagement + s.buying + s.fit >= 80 then 'hot'
               when s.engagement + s.buying + s.fit >= 50 then 'warm' else 'cold' end)::classification,
         now(), m.id, now() - random() * interval '365 days', now()
    from generate_series(1, $1::int) n
   cross join words w
    join lateral (select floor(random() * random() * 41)::int + n * 0 as engagement,
                         floor(random() * random() * 41)::int as buying,
                         floor(random() * 21)::int as fit) s on true
    join lateral (select id from scoring_models where is_active) m on true
    join lateral (select id from users where username = 'user' || (1 + n % $2::int)) o on true`

const assignments = `insert into assignments (lead_id, user_id, assigned_at)
  select id, owner_id, created_at from leads where owner_id is not null`

const activities = `
  with numbered as (select id, row_number() over (order by email) as n from leads)
  insert into activities (lead_id, user_id, activity_type, occurred_at, points_awarded, created_at)
  select l.id, null,
         (array['email_open','email_open','website_visit','website_visit','email_click','pricing_page_view','call',
                'content_download','meeting','demo_request'])[1 + a % 10],
         at.at, a % 4, at.at
    from generate_series(1, $1::int) a
    join numbered l on l.n = 1 + a % $2::int
    -- With the row's own number, or the same moment would do for all.
    join lateral (select now() - random() * interval '365 days' + a * interval '0 s' as at) at on true`

const history = `
  insert into score_history (lead_id, new_score, new_classification, engagement_score, buying_score, fit_score, trigger,
                             scoring_model_id)
  select id, current_score, classification, engagement_score, buying_score, fit_score, 'created', scoring_model_id
    from leads`
