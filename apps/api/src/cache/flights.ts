/** A loaded value, or null: ask again. */
export type Landed = { value: unknown } | null

/** The generation of the figures when somebody asked, and the one of now, which a new load is of. */
type Since = { asked: number; now: number }

type Flight = { generation: number; landing: Promise<Landed> }

export type Flights = {
  /**
   * Loads, or waits for the load of that key that is under way, so that at most one is. One that began before
   * something changed, or that failed for who had begun it (who may have left), answers the others with null.
   */
  join(key: string, since: Since, load: () => Promise<unknown>): Promise<Landed>
}

export function createFlights(): Flights {
  const flights = new Map<string, Flight>()
  return {
    join(key, { asked, now }, load) {
      const flying = flights.get(key)
      if (flying) return flying.generation >= asked ? flying.landing : flying.landing.then(() => null)
      const loading = load()
      const flight = { generation: now, landing: loading.then((value) => ({ value })).catch(() => null) }
      flights.set(key, flight)
      return loading
        .then((value) => ({ value }))
        .finally(() => {
          if (flights.get(key) === flight) flights.delete(key)
        })
    },
  }
}
