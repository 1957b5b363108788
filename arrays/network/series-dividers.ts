import type { CellLaws } from './problem.ts'

const MAX_STEPS = 200

/** How the voltage of each cell divides between a device and an element in series, both of monotone laws. */
export class SeriesDividers {
  /** Voltage across each device and each element at the last search, V. */
  readonly deviceVolts: Float64Array
  readonly elementVolts: Float64Array
  /** Currents of the elements there, A, and their slopes, S. */
  readonly elementCurrent: Float64Array
  readonly elementSlope: Float64Array
  readonly #device: CellLaws
  readonly #element: CellLaws
  readonly #linear: boolean
  readonly #low: Float64Array
  readonly #high: Float64Array
  readonly #moved: Float64Array
  readonly #done: Uint8Array

  constructor(device: CellLaws, element: CellLaws, count: number) {
    const plane = () => new Float64Array(count)
    this.#device = device
    this.#element = element
    this.#linear = device.linear && element.linear
    this.deviceVolts = plane()
    this.elementVolts = plane()
    this.elementCurrent = plane()
    this.elementSlope = plane()
    this.#low = plane()
    this.#high = plane()
    this.#moved = plane()
    this.#done = new Uint8Array(count)
  }

  /**
   * For each cell voltage V seeks the u of device(u) = element(V - u) from where `deviceVolts` stands: Newton's method kept
   * inside a bracket and halving it where steps do not halve.
   * @param kept 1 where `deviceVolts` is to stay as it is
   * @param current @param slope of the devices at what was found
   */
  seek(volts: Float64Array, kept: Uint8Array, current: Float64Array, slope: Float64Array): void {
    const { deviceVolts, elementVolts, elementCurrent, elementSlope } = this
    this.#low.fill(-Infinity)
    this.#high.fill(Infinity)
    this.#moved.fill(Infinity)
    this.#done.set(kept)
    for (let k = 0; k < volts.length; k++) elementVolts[k] = volts[k] - deviceVolts[k]
    for (let step = 0; ; step++) {
      this.#device.evaluate(deviceVolts, current, slope)
      this.#element.evaluate(elementVolts, elementCurrent, elementSlope)
      if (step === MAX_STEPS || !this.#step(volts, current, slope)) return
    }
  }

  /** Moves the dividers that are not found yet; false where all were. */
  #step(volts: Float64Array, current: Float64Array, slope: Float64Array): boolean {
    const { deviceVolts, elementVolts, elementCurrent, elementSlope } = this
    const [low, high, moved, done] = [this.#low, this.#high, this.#moved, this.#done]
    const linear = this.#linear
    let open = false
    for (let k = 0; k < volts.length; k++) {
      if (done[k] === 1) continue
      open = true
      const u = deviceVolts[k]
      const excess = current[k] - elementCurrent[k]
      if (excess > 0) high[k] = u
      else if (excess < 0) low[k] = u
      const sum = slope[k] + elementSlope[k]
      let next = u - excess / sum
      // Two open elements carry nothing at any divider; the drop is put on the device.
      if (excess === 0) next = sum === 0 ? volts[k] : u
      // A step that is lost in the rounding of u is none that leaves the bracket.
      else if (!linear && next !== u) {
        next = keepInside(next, u, excess, volts[k], low[k], high[k])
        // Far up an exponential each step is as long as the last, and thousands of them would be needed.
        if (2 * Math.abs(next - u) > moved[k]) next = halve(next, excess, volts[k], low[k], high[k])
        moved[k] = Math.abs(next - u)
      }
      deviceVolts[k] = next
      elementVolts[k] = volts[k] - next
      // A finer divider would be lost in the rounding of V - u.
      const rounding = 4 * Number.EPSILON * Math.max(Math.abs(next), Math.abs(elementVolts[k]))
      if (Math.abs(next - u) <= rounding || linear || !Number.isFinite(next)) done[k] = 1
    }
    return open
  }
}

/** The Newton step where it stays in the bracket; else towards the natural ends 0 and V, then outwards, then the middle. */
function keepInside(
  next: number,
  from: number,
  excess: number,
  volts: number,
  low: number,
  high: number,
): number {
  const natural = excess > 0 ? Math.min(0, volts) : Math.max(0, volts)
  const outward = excess > 0 ? low === -Infinity : high === Infinity
  if (!outward) {
    if (next > low && next < high) return next
    return Number.isFinite(low) && Number.isFinite(high) ? low + (high - low) / 2 : next
  }
  if (excess > 0 ? next >= natural : next <= natural) return next
  // A charged device may hold the divider beyond the natural end; then the way is on, not back.
  if (excess > 0 ? from > natural : from < natural) return natural
  const reach = Math.max(Math.abs(from), Math.abs(volts), 1e-3)
  const limit = excess > 0 ? from - 2 * reach : from + 2 * reach
  return excess > 0 ? Math.max(next, limit) : Math.min(next, limit)
}

/** The middle of the bracket; where it is open on the side to go to, the natural end there, unless the step is beyond it. */
function halve(next: number, excess: number, volts: number, low: number, high: number): number {
  if (low > -Infinity && high < Infinity) return low + (high - low) / 2
  const natural = excess > 0 ? Math.min(0, volts) : Math.max(0, volts)
  return excess > 0 ? Math.min(next, natural) : Math.max(next, natural)
}
