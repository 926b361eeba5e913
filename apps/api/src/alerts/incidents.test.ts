import { describe, expect, it } from 'vitest'
import { createAlertDuty } from './alert-duty.ts'
import { createIncidents } from './incidents.ts'

const start = Date.parse('2026-11-22T09:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1_000)

describe('incidents (R071)', () => {
  it('tells an outage of more than five minutes once, and its end once', () => {
    const incidents = createIncidents()
    incidents.down(at(0), 'connection_refused')
    expect(incidents.look('down', at(300))).toBeNull()
    const told = incidents.look('down', at(301))
    expect(told).toMatchObject({
      kind: 'down',
      incident: { since: at(0), reason: 'prolonged_outage', errorType: 'connection_refused' },
    })
    expect(incidents.look('down', at(302))).toBeNull()
    expect(incidents.look('down', at(9_000))).toBeNull()
    incidents.up(at(9_001))
    expect(incidents.look('up', at(9_030))).toBeNull()
    const recovered = incidents.look('up', at(9_031))
    expect(recovered).toMatchObject({
      kind: 'recovered',
      incident: { since: at(0), troubleUntil: at(9_001) },
    })
    expect(incidents.look('up', at(9_032))).toBeNull()
    expect(incidents.open()).toBeNull()
  })

  it('names the cause that is known when it is told', () => {
    const incidents = createIncidents()
    incidents.down(at(0), 'server_restarting')
    incidents.look('down', at(100), 'connection_refused')
    expect(incidents.look('down', at(301))?.incident.errorType).toBe('connection_refused')
  })

  it('says nothing of a short outage', () => {
    const incidents = createIncidents()
    incidents.down(at(0), null)
    incidents.look('down', at(100))
    incidents.up(at(120))
    for (let second = 120; second < 200; second++) expect(incidents.look('up', at(second))).toBeNull()
    expect(incidents.open()).toBeNull()
  })

  it('tells the eleventh failed try within five minutes, and no second time for the same incident', () => {
    const incidents = createIncidents()
    for (let second = 1; second <= 10; second++) incidents.failure(at(second))
    expect(incidents.look('down', at(10))).toBeNull()
    incidents.failure(at(11))
    expect(incidents.look('down', at(11))).toMatchObject({
      kind: 'down',
      incident: { reason: 'repeated_failures', since: at(1) },
    })
    expect(incidents.look('down', at(400))).toBeNull()
  })

  it('does not add up failures that lie further apart', () => {
    const incidents = createIncidents()
    for (let count = 0; count < 20; count++) {
      incidents.failure(at(count * 40))
      expect(incidents.look('down', at(count * 40 + 1))?.incident.reason).not.toBe('repeated_failures')
    }
  })

  it('takes a database that comes and goes for one incident', () => {
    const incidents = createIncidents()
    const news = []
    for (let second = 0; second < 1_200; second++) {
      const isDown = second % 40 < 20
      if (second % 40 === 0) incidents.down(at(second), null)
      if (second % 40 === 20) incidents.up(at(second))
      if (isDown && second % 2 === 0) incidents.failure(at(second))
      news.push(incidents.look(isDown ? 'down' : 'up', at(second)))
    }
    expect(news.filter(Boolean)).toHaveLength(1)
    expect(incidents.look('up', at(1_211))).toMatchObject({ kind: 'recovered' })
  })

  it('begins anew after the end', () => {
    const incidents = createIncidents({ prolongedMs: 1_000, settledMs: 1_000 })
    const told: string[] = []
    for (const first of [0, 100]) {
      incidents.down(at(first), null)
      told.push(incidents.look('down', at(first + 2))?.kind ?? '')
      incidents.up(at(first + 3))
      told.push(incidents.look('up', at(first + 5))?.kind ?? '')
    }
    expect(told).toEqual(['down', 'recovered', 'down', 'recovered'])
  })
})

describe('alert duty (decision 016)', () => {
  it('is the leader of the time before, however many processes there are', () => {
    let leader = 1
    const processes = [0, 1, 2, 3].map((id) =>
      createAlertDuty({ isLeader: () => leader === id, isFirst: () => id % 2 === 0 }),
    )
    for (const each of processes) each.look(true, at(0))
    // The lock goes with the database.
    leader = -1
    for (const each of processes) each.look(false, at(400))
    expect(processes.map(({ isMine }) => isMine)).toEqual([false, true, false, false])
  })

  it('passes to the next leader, a minute after the last sign of the old one', () => {
    let isLeader = true
    const duty = createAlertDuty({ isLeader: () => isLeader, isFirst: () => true })
    duty.look(true, at(0))
    isLeader = false
    duty.look(true, at(30))
    expect(duty.isMine).toBe(true)
    duty.look(true, at(61))
    expect(duty.isMine).toBe(false)
  })

  it('is the first of the host while the database was never met', () => {
    const [first, second] = [true, false].map((isFirst) =>
      createAlertDuty({ isLeader: () => false, isFirst: () => isFirst }),
    )
    first?.look(false, at(0))
    second?.look(false, at(0))
    expect([first?.isMine, second?.isMine]).toEqual([true, false])
  })
})
