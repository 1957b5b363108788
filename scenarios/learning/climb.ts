/** Most steps away from the start. */
const FARTHEST = 4

/**
 * The best place along one direction, in steps from `from`: one step to both sides, and on while the last step was the best; of
 * places that are as good the nearest.
 * @param moved the place so many steps away, which may be below 0; `undefined` where there is none
 * @param valuesOf of several places, in their order; the larger the better
 */
export async function climb<Place>(
  from: Place,
  moved: (steps: number) => Place | undefined,
  valuesOf: (places: readonly Place[]) => Promise<readonly number[]>,
): Promise<Place> {
  const places = new Map<number, Place>([[0, from]])
  const values = new Map<number, number>()
  let next = [-1, 0, 1]
  let best = 0
  while (next.length > 0) {
    for (const steps of next) {
      const place = steps === 0 ? from : moved(steps)
      if (place !== undefined) places.set(steps, place)
    }
    const there = next.filter(steps => places.has(steps))
    const found = await valuesOf(there.map(steps => places.get(steps)!))
    there.forEach((steps, k) => {
      values.set(steps, found[k])
    })
    const nearest = [...values.keys()].sort((a, b) => Math.abs(a) - Math.abs(b))
    best = nearest.reduce((most, steps) => (values.get(steps)! > values.get(most)! ? steps : most), 0)
    const onward = best + Math.sign(best)
    next = values.has(onward) || Math.abs(onward) > FARTHEST || there.length === 0 ? [] : [onward]
  }
  return places.get(best)!
}
