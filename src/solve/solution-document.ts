import type { LimitedEnd } from '../../arrays/network/problem.ts'
import type { UndeterminedPart } from '../../arrays/network/undetermined-part.ts'
import { planeOf, planeRows } from '../../arrays/plane.ts'
import type { SolvedArray } from './solve-array-file.ts'

/** Above this many cells planes are written as NPY files instead of JSON. */
export const MAX_JSON_CELLS = 2_000_000

export type SolutionPlane =
  | 'wordVoltages'
  | 'bitVoltages'
  | 'cellVoltages'
  | 'cellCurrents'
  | 'deviceVoltages'

/** Name of the NPY file of each plane. */
export const PLANE_FILES: Readonly<Record<SolutionPlane, string>> = Object.freeze({
  wordVoltages: 'word-voltages',
  bitVoltages: 'bit-voltages',
  cellVoltages: 'cell-voltages',
  cellCurrents: 'cell-currents',
  deviceVoltages: 'device-voltages',
})

/** Document of `sneakpath solve --json`. Voltages in V, currents in A. */
export interface SolutionDocument {
  /** N x M rows each; above 2e6 cells the path of an NPY file. */
  readonly wordVoltages: number[][] | string
  readonly bitVoltages: number[][] | string
  readonly cellVoltages: number[][] | string
  readonly cellCurrents: number[][] | string
  /** Where there is an element in series with the device. */
  readonly deviceVoltages?: number[][] | string
  /** Into the array. */
  readonly wordCurrents: { readonly left: number[]; readonly right: number[] }
  /** Out of the array. */
  readonly bitCurrents: { readonly top: number[]; readonly bottom: number[] }
  /** W. */
  readonly power: {
    readonly delivered: number
    readonly cells: number
    readonly wires: number
    readonly drivers: number
  }
  readonly report: {
    readonly engine: string
    readonly backend: string
    readonly iterations: number
    readonly newton: number
    readonly residual: number
    readonly seconds: number
    readonly warnings: readonly string[]
    /** Floating parts whose potential the currents do not determine: lines, the voltage found (V) and the range that balances, from volts + down to volts + up; null where a range has no end. */
    readonly undetermined?: readonly UndeterminedPart[]
    /** Drivers at their compliance, with the current into the line, A; absent where no driver has one. */
    readonly limited?: readonly LimitedEnd[]
  }
}

/** The planes of a solution by their names in the document. */
export function solutionPlanes({ solution }: SolvedArray): [SolutionPlane, Float64Array][] {
  const { wordVoltages, bitVoltages, cellVoltages, cellCurrents, deviceVoltages } = solution
  return Object.entries({ wordVoltages, bitVoltages, cellVoltages, cellCurrents, deviceVoltages }).filter(
    (entry): entry is [SolutionPlane, Float64Array] => entry[1] !== undefined,
  )
}

/**
 * A solution as JSON.
 * @param planePath where the plane of a name was written; left out, planes are rows of numbers
 */
export function solutionDocument(
  solved: SolvedArray,
  planePath?: (file: string) => string,
): SolutionDocument {
  const { size, solution, warnings } = solved
  const planes = Object.fromEntries(
    solutionPlanes(solved).map(([name, data]) => [
      name,
      planePath === undefined ? planeRows(planeOf(data, size)) : planePath(PLANE_FILES[name]),
    ]),
  ) as Pick<SolutionDocument, SolutionPlane>
  const { engine, backend, iterations, newton, residual, seconds, undetermined, limited } = solution.report
  return {
    ...planes,
    wordCurrents: { left: [...solution.leftCurrents], right: [...solution.rightCurrents] },
    bitCurrents: { top: [...solution.topCurrents], bottom: [...solution.bottomCurrents] },
    power: solution.power,
    report: {
      ...{ engine, backend, iterations, newton, residual, seconds, warnings },
      ...(undetermined === undefined ? {} : { undetermined }),
      ...(limited === undefined ? {} : { limited }),
    },
  }
}
