import type { ArraySpec } from './array-spec.ts'
import { readCells } from './device-cells.ts'
import type { Drive } from './drive.ts'
import { type OperatingPoint, operatingPoint } from './operating-point.ts'
import { createReadStarts } from './read-starts.ts'
import type { SolveRecorder } from './solve-log.ts'
import { createSweptCrossbar } from './swept-crossbar.ts'
import type { SweptMark } from './swept-grid.ts'

/** Of the largest voltage between two lines: so near nodes are to where they settle, which leaves currents within 1e-11 of the largest. */
const SETTLED = 1e-13

/** Voltages and currents while an array is read. Planes are row-major, N*M. */
export interface ReadPoint {
  /** Word minus bit, V. */
  readonly cellVolts: Float64Array
  /** From word to bit line, A. */
  readonly cellCurrents: Float64Array
  /** Out of each bit line, A; absent where cells are wired alone. */
  readonly bitCurrents?: Float64Array
}

/** Reads an array again and again: what that needs is made once. */
export interface ArrayReader {
  /**
   * Result of a drive of a read. Charge that cells return is left out, as a read does that takes the current at 0 V before.
   * @returns good until the next read
   * @throws SolverError where the network has no answer
   */
  point(drive: Drive, states: readonly Float64Array[], recorder?: SolveRecorder): ReadPoint
  /** Lets the next read begin afresh, not where the one before ended: its last digits then follow from its states alone. */
  restart(): void
}

/**
 * A network is settled by line sweeps where they serve it, and solved in full where they do not. A read begins where those before it
 * lead to: most lines are nearly where they were, those that float above all.
 */
export function createArrayReader(spec: ArraySpec): ArrayReader {
  let swept = createSweptCrossbar(spec, true)
  const starts = swept && createReadStarts(spec.size)
  let mark: SweptMark | undefined
  return {
    restart() {
      starts?.restart()
    },
    point(drive, states, recorder) {
      if (swept?.drive(drive, SETTLED, recorder)) {
        const start = starts?.at(drive)
        if (start !== undefined) swept.startAt(start)
        if (swept.solve(states)) {
          swept.finish()
          mark = swept.mark(mark)
          starts?.keep(drive, mark)
          return sweptPoint(spec, mark)
        }
        // Neither will it settle the other reads of such lines.
        swept = undefined
      }
      const cells = readCells(spec, states)
      return solvedPoint(operatingPoint(spec, drive, states, recorder ? { recorder, cells } : { cells }))
    },
  }
}

function sweptPoint({ size: [, columns] }: ArraySpec, { cellVolts, currents }: SweptMark): ReadPoint {
  const bitCurrents = new Float64Array(columns)
  for (let k = 0; k < currents.length; k++) bitCurrents[k % columns] += currents[k]
  return { cellVolts, cellCurrents: currents, bitCurrents }
}

function solvedPoint({ cellVolts, cellCurrents, solution }: OperatingPoint): ReadPoint {
  if (solution === undefined) return { cellVolts, cellCurrents }
  const { topCurrents, bottomCurrents } = solution
  return { cellVolts, cellCurrents, bitCurrents: topCurrents.map((amps, j) => amps + bottomCurrents[j]) }
}
