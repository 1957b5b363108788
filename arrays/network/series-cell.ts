import type { CellLaws } from './problem.ts'

/** Cells of a device and an element in series as one law each, and how the voltage divides. */
export interface SeriesCells {
  readonly laws: CellLaws
  /** Voltage across each device at the last evaluation, V. */
  readonly deviceVolts: Float64Array
  /** Share of a change of the cell voltage that the element takes, at the last evaluation: 0 to 1. */
  readonly elementShare: Float64Array
}

const MAX_STEPS = 200

/**
 * Joins two monotone laws in series. For each cell voltage V the divider voltage u solves device(u) = element(V - u):
 * Newton's method kept inside a bracket and halving it where steps do not halve, from the last divider found. The current is the mean of both laws weighted
 * by the other's slope, which is exact to first order in what is left of the divider's error; the slope is that of
 * two conductances in series. An element of infinite slope at 0 V is a short.
 * @param device currents at the voltage across the device alone
 * @param element currents at the voltage across the series element alone
 */
export function seriesCells(device: CellLaws, element: CellLaws, count: number): SeriesCells {
  const deviceVolts = new Float64Array(count)
  const elementShare = new Float64Array(count)
  const elementVolts = new Float64Array(count)
  const elementCurrent = new Float64Array(count)
  const elementSlope = new Float64Array(count)
  const low = new Float64Array(count)
  const high = new Float64Array(count)
  const done = new Uint8Array(count)
  const moved = new Float64Array(count)
  const bothLinear = device.linear && element.linear
  element.evaluate(elementVolts, elementCurrent, elementSlope)
  const shorts = Uint8Array.from(elementSlope, slope => (slope === Infinity ? 1 : 0))
  const closed = shorts.reduce((sum, short) => sum + short, 0)

  function evaluate(volts: Float64Array, current: Float64Array, slope: Float64Array): void {
    low.fill(-Infinity)
    high.fill(Infinity)
    done.set(shorts)
    moved.fill(Infinity)
    for (let k = 0; k < count; k++) {
      if (shorts[k] === 1) deviceVolts[k] = volts[k]
      else deviceVolts[k] = bothLinear ? 0 : between(deviceVolts[k], 0, volts[k])
    }
    let open = count - closed
    for (let step = 0; ; step++) {
      for (let k = 0; k < count; k++) elementVolts[k] = volts[k] - deviceVolts[k]
      device.evaluate(deviceVolts, current, slope)
      element.evaluate(elementVolts, elementCurrent, elementSlope)
      if (open === 0 || step === MAX_STEPS) break
      for (let k = 0; k < count; k++) {
        if (done[k] === 1) continue
        const u = deviceVolts[k]
        const excess = current[k] - elementCurrent[k]
        if (excess > 0) high[k] = u
        else if (excess < 0) low[k] = u
        const sum = slope[k] + elementSlope[k]
        let next = u - excess / sum
        // Two open elements carry nothing at any divider; the drop is put on the device.
        if (excess === 0) next = sum === 0 ? volts[k] : u
        else if (!bothLinear) {
          next = keepInside(next, u, excess, volts[k], low[k], high[k])
          // Far up an exponential each step is as long as the last, and thousands of them would be needed.
          if (2 * Math.abs(next - u) > moved[k]) next = halve(next, excess, volts[k], low[k], high[k])
          moved[k] = Math.abs(next - u)
        }
        deviceVolts[k] = next
        // A finer divider would be lost in the rounding of V - u.
        const rounding = 4 * Number.EPSILON * Math.max(Math.abs(next), Math.abs(volts[k] - next))
        if (Math.abs(next - u) <= rounding || bothLinear || !Number.isFinite(next)) {
          done[k] = 1
          open--
        }
      }
    }
    for (let k = 0; k < count; k++) {
      elementShare[k] = 0
      if (shorts[k] === 1) continue
      const sum = slope[k] + elementSlope[k]
      if (!(sum > 0)) {
        slope[k] = 0
        continue
      }
      const share = elementSlope[k] / sum
      // Infinity over Infinity: the divider sits on an overflow, which the caller must see.
      current[k] = sum === Infinity ? NaN : share * current[k] + (1 - share) * elementCurrent[k]
      elementShare[k] = slope[k] / sum
      slope[k] *= share
    }
  }

  return {
    laws: {
      evaluate,
      linear: bothLinear,
      ...(device.sourceAmps === undefined ? {} : { sourceAmps: device.sourceAmps }),
    },
    deviceVolts,
    elementShare,
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

/** 0 or what is nearest to it where the value is none, as after an overflow. */
function between(value: number, a: number, b: number): number {
  if (Number.isNaN(value)) return between(0, a, b)
  return Math.min(Math.max(value, Math.min(a, b)), Math.max(a, b))
}
