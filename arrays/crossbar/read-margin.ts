import { createArrayReader, type ReadPoint } from './array-reader.ts'
import type { ArraySpec } from './array-spec.ts'
import type { Drive } from './drive.ts'
import { createReadReport, type ReadOptions, readSelections, recordRead } from './read-array.ts'

/**
 * Read margin (I_low - I_high) / I_low of every cell in the worst background: I_low is the sense current with the
 * selected cell in its low-resistance state, I_high in its high-resistance state, all other cells low-resistance. The two
 * states are those of the most and the least conductive working cell of the array as it is.
 * @param states in the model's order, N*M values each; not changed
 * @returns N*M margins, row-major; 0 where all cells are alike
 */
export function readMargin(
  spec: ArraySpec,
  states: readonly Float64Array[],
  options: ReadOptions,
): Float64Array {
  const { low, high } = extremeCells(spec, states, options.volts)
  const background = states.map(x => new Float64Array(x.length).fill(x[low]))
  const margin = new Float64Array(spec.size[0] * spec.size[1]).fill(Number.NaN)
  const reports = [createReadReport(spec.size), createReadReport(spec.size)] as const
  const reader = createArrayReader(spec)
  // Both of a pair begin afresh, so that equal cells have the same current to its last digit.
  const pointAfresh = (drive: Drive): ReadPoint => {
    reader.restart()
    return reader.point(drive, background)
  }
  for (const selection of readSelections(spec, { ...options, by: 'cell' })) {
    recordRead(spec, selection, pointAfresh(selection.drive), reports[0])
    for (const k of selection.cells) {
      states.forEach((x, s) => {
        background[s][k] = x[high]
      })
    }
    recordRead(spec, selection, pointAfresh(selection.drive), reports[1])
    for (const k of selection.cells) {
      const lowCurrent = reports[0].senseCurrents[k]
      margin[k] = lowCurrent === 0 ? 0 : (lowCurrent - reports[1].senseCurrents[k]) / lowCurrent
      states.forEach((x, s) => {
        background[s][k] = x[low]
      })
    }
  }
  return margin
}

/** Flat indices of the most and the least conductive working cell, each wired alone at the read voltage. */
function extremeCells(
  spec: ArraySpec,
  states: readonly Float64Array[],
  volts: number,
): { low: number; high: number } {
  const count = spec.size[0] * spec.size[1]
  const alone = createArrayReader({ ...spec, access: { kind: 'none' } }).point(
    { kind: 'isolated', volts: new Float64Array(count).fill(volts) },
    states,
  )
  let low = -1
  let high = -1
  for (let k = 0; k < count; k++) {
    if (spec.stuck !== undefined && !Number.isNaN(spec.stuck[k])) continue
    const size = Math.abs(alone.cellCurrents[k])
    if (low < 0 || size > Math.abs(alone.cellCurrents[low])) low = k
    if (high < 0 || size < Math.abs(alone.cellCurrents[high])) high = k
  }
  return low < 0 ? { low: 0, high: 0 } : { low, high }
}
