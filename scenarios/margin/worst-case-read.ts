import { accessLaws } from '../../arrays/access/access-laws.ts'
import { type AccessOption, accessSpec } from '../../arrays/access/access-option.ts'
import { addressCells } from '../../arrays/crossbar/bias/address-cells.ts'
import type { BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import { FLOAT, type LineEnds, type NetworkSolution, VOLTAGE } from '../../arrays/network/problem.ts'
import { solveNetwork } from '../../arrays/network/solve-network.ts'
import { usualThreads } from '../../kernels/assembly/second-thread.ts'
import type { CellLevels } from '../matrix/cell-levels.ts'

/** A square array and how one of its cells is read. */
export interface WorstCase {
  readonly levels: CellLevels
  /** Lines of each kind. */
  readonly size: number
  readonly bias: BiasScheme
  readonly access: AccessOption
  /** Ohms of a wire segment. */
  readonly wire: number
  /** Ohms between the sense end and ground. */
  readonly senseOhms: number
  /** Whether the cell that is read is low resistive, as all others are. */
  readonly cellLow: boolean
}

export interface WorstRead {
  /** Out of the selected bit line, A. */
  readonly senseCurrent: number
  /** Through the cell that is read, A. */
  readonly cellCurrent: number
  readonly solution: NetworkSolution
}

/**
 * Reads the cell farthest from its driver and its sense end: word lines are driven at the left, bit lines sensed at the bottom,
 * so it is at the first word line and the last bit line. Only the transistors of its word line are on.
 * @param start a solution of a similar read
 * @throws SolverError where the network has no answer
 */
export function worstCaseRead(worst: WorstCase, start?: NetworkSolution): WorstRead {
  const { levels, size, bias, access, wire, senseOhms, cellLow } = worst
  const lines = [size, size] as const
  const cell = size - 1
  const target = new Float64Array(size * size).fill(levels.high)
  if (!cellLow) target[cell] = levels.low
  const selected = new Uint8Array(size)
  selected[cell] = 1
  const volts = addressCells(lines, 0, selected, levels.readVolts, bias)
  const gateOn = new Uint8Array(size)
  gateOn[0] = 1
  const series = accessLaws(accessSpec(access, lines), lines, gateOn)
  const bottom = drivenEnds(volts.bit)
  bottom.ohms[cell] = senseOhms
  const open = (): LineEnds => drivenEnds(new Float64Array(size).fill(Number.NaN))
  const solution = solveNetwork(
    {
      rows: size,
      columns: size,
      wordWire: wire,
      bitWire: wire,
      left: drivenEnds(volts.word),
      right: open(),
      top: open(),
      bottom,
      cells: levels.lawsOf({ size: lines, target }),
      ...(series === undefined ? {} : { series }),
    },
    { ...(start === undefined ? {} : { start }), threads: usualThreads(size * size, true) },
  )
  return {
    senseCurrent: solution.bottomCurrents[cell],
    cellCurrent: solution.cellCurrents[cell],
    solution,
  }
}

/**
 * The solution of an array as a start for one of another size: the selected lines stay selected, and each node is where the
 * one in its place was.
 * @param from lines of the array that was solved
 * @param size lines of the other
 */
export function spreadTo(solution: NetworkSolution, from: number, size: number): NetworkSolution {
  const place = (k: number) => Math.floor((k * (from - 1)) / (size - 1))
  const rows = Int32Array.from({ length: size }, (_, i) => (i === 0 ? 0 : from - 1 - place(size - 1 - i)))
  const columns = Int32Array.from({ length: size }, (_, j) => (j === size - 1 ? from - 1 : place(j)))
  const spread = (plane: Float64Array): Float64Array => {
    const other = new Float64Array(size * size)
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) other[i * size + j] = plane[rows[i] * from + columns[j]]
    }
    return other
  }
  const { wordVoltages, bitVoltages, cellVoltages, deviceVoltages } = solution
  return {
    ...solution,
    wordVoltages: spread(wordVoltages),
    bitVoltages: spread(bitVoltages),
    cellVoltages: spread(cellVoltages),
    ...(deviceVoltages === undefined ? {} : { deviceVoltages: spread(deviceVoltages) }),
  }
}

/** Ideal sources; NaN leaves a line open. */
function drivenEnds(volts: Float64Array): LineEnds {
  return {
    kind: Uint8Array.from(volts, value => (Number.isNaN(value) ? FLOAT : VOLTAGE)),
    value: volts.map(value => (Number.isNaN(value) ? 0 : value)),
    ohms: new Float64Array(volts.length),
  }
}
