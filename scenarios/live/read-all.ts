import { createArrayReader } from '../../arrays/crossbar/array-reader.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { biasRule } from '../../arrays/crossbar/bias/index.ts'
import { readCells } from '../../arrays/crossbar/device-cells.ts'
import { quietDrive } from '../../arrays/crossbar/drive.ts'
import { networkProblem } from '../../arrays/crossbar/operating-point.ts'
import {
  createReadReport,
  type ReadOptions,
  type ReadReport,
  readSelections,
  recordRead,
} from '../../arrays/crossbar/read-array.ts'
import { prepareNetwork } from '../../arrays/network/prepare-network.ts'
import { type CellLaws, VOLTAGE } from '../../arrays/network/problem.ts'
import { factorise, solveFactorised } from '../../kernels/small-matrix.ts'

type AllReads = Pick<ReadOptions, 'volts' | 'bias'>

/**
 * Reads every cell of a crossbar, one after the other, at fixed states. Linear cells are read by superposition: one network for each line
 * says what every drive does, to about 1e-12 of the largest current; other cells take a network each.
 * @param breathe called between two networks, with the cells done, when some time has passed; what it throws ends the reads
 * @throws SolverError where a network has no answer; what `breathe` throws
 */
export async function readAll(
  spec: ArraySpec,
  states: readonly Float64Array[],
  options: AllReads,
  breathe: (done: number) => Promise<void> = async () => {},
): Promise<ReadReport> {
  const cells = readCells(spec, states)
  if (isSuperposed(spec, cells)) return readSuperposed(spec, states, cells, options)
  const report = createReadReport(spec.size)
  const reader = createArrayReader(spec)
  let breath = performance.now()
  for (const selection of readSelections(spec, { ...options, network: 'crossbar', by: 'cell' })) {
    recordRead(spec, selection, reader.point(selection.drive, states), report)
    if (performance.now() - breath < BREATH_MS) continue
    await breathe(selection.cells[0] + 1)
    breath = performance.now()
  }
  return report
}

/** Milliseconds after which others have their turn. */
const BREATH_MS = 40

/** Lines up to which the currents of all lines under all drives are kept. */
const MOST_LINES = 512

/** Whether what flows is a sum over the lines: cells without sources, every line held by voltages without a compliance. */
function isSuperposed({ access, left, right, top, bottom, size }: ArraySpec, cells: CellLaws): boolean {
  const count = size[0] * size[1]
  if (!cells.linear || access.kind !== 'none' || size[0] + size[1] > MOST_LINES) return false
  if ([left, right, top, bottom].some(({ limit }) => limit !== undefined)) return false
  const held = (k: number, ...ends: readonly { readonly kind: Uint8Array }[]): boolean =>
    ends.some(({ kind }) => kind[k] === VOLTAGE)
  for (let i = 0; i < size[0]; i++) if (!held(i, left, right)) return false
  for (let j = 0; j < size[1]; j++) if (!held(j, top, bottom)) return false
  const [current, slope] = [new Float64Array(count), new Float64Array(count)]
  cells.evaluate(new Float64Array(count), current, slope)
  return current.every(amps => amps === 0)
}

/** Responses to 1 V on each line, the others at 0 V: word lines first. */
interface Responses {
  /** N*M cell voltages for each line. */
  readonly cells: readonly Float64Array[]
  /** Current into the array at each line, for each line. */
  readonly currents: readonly Float64Array[]
}

function readSuperposed(
  spec: ArraySpec,
  states: readonly Float64Array[],
  laws: CellLaws,
  { volts, bias }: AllReads,
): ReadReport {
  const [rows, columns] = spec.size
  const responses = respond(spec, states)
  const report = createReadReport(spec.size)
  const cellVolts = new Float64Array(rows * columns)
  const rest = biasRule(bias).unselected(volts)
  const floats = Number.isNaN(rest.word) || Number.isNaN(rest.bit)
  const potentials = floats ? floatingPotentials(responses.currents) : undefined
  const others = potentials === undefined ? drivenTogether(responses, rows, rest) : undefined
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j
      if (potentials !== undefined) {
        const lines = potentials(i, rows + j, volts)
        report.senseCurrents[k] = lines.amps
        cellVolts[k] = lines.volts.reduce((sum, u, p) => sum + u * responses.cells[p][k], 0)
      } else {
        const [up, down] = [volts - rest.word, 0 - rest.bit]
        const sense = -(
          others!.currents[rows + j] +
          up * responses.currents[i][rows + j] +
          down * responses.currents[rows + j][rows + j]
        )
        report.senseCurrents[k] = sense
        cellVolts[k] = others!.cells[k] + up * responses.cells[i][k] + down * responses.cells[rows + j][k]
      }
    }
  }
  laws.evaluate(cellVolts, report.cellCurrents, new Float64Array(rows * columns))
  report.sneakShares.set(report.senseCurrents.map((sense, k) => 1 - report.cellCurrents[k] / sense))
  return report
}

function respond(spec: ArraySpec, states: readonly Float64Array[]): Responses {
  const [rows, columns] = spec.size
  const network = prepareNetwork(networkProblem(spec, quietDrive(spec, 'crossbar'), states))
  const cells: Float64Array[] = []
  const currents: Float64Array[] = []
  for (let p = 0; p < rows + columns; p++) {
    const word = new Float64Array(rows)
    const bit = new Float64Array(columns)
    if (p < rows) word[p] = 1
    else bit[p - rows] = 1
    const solution = network.solve({ left: word, right: word, top: bit, bottom: bit })
    cells.push(solution.cellVoltages)
    const into = new Float64Array(rows + columns)
    for (let i = 0; i < rows; i++) into[i] = solution.leftCurrents[i] + solution.rightCurrents[i]
    for (let j = 0; j < columns; j++) into[rows + j] = -(solution.topCurrents[j] + solution.bottomCurrents[j])
    currents.push(into)
  }
  return { cells, currents }
}

/** All lines at the volts of unselected ones. */
function drivenTogether(
  { cells, currents }: Responses,
  rows: number,
  rest: { readonly word: number; readonly bit: number },
): { readonly cells: Float64Array; readonly currents: Float64Array } {
  const sum = (planes: readonly Float64Array[]): Float64Array => {
    const total = new Float64Array(planes[0].length)
    planes.forEach((plane, p) => {
      const volts = p < rows ? rest.word : rest.bit
      for (let k = 0; k < total.length; k++) total[k] = total[k] + volts * plane[k]
    })
    return total
  }
  return { cells: sum(cells), currents: sum(currents) }
}

/**
 * Potentials of all lines and the current between two of them, the others floating: line currents are the conductances between lines
 * times their potentials, in which a common potential counts for nothing.
 */
function floatingPotentials(
  currents: readonly Float64Array[],
): (from: number, to: number, volts: number) => { readonly volts: Float64Array; readonly amps: number } {
  const count = currents.length
  const scale = currents.reduce((most, row, p) => Math.max(most, Math.abs(row[p])), 0)
  const matrix = Float64Array.from({ length: count * count }, (_, k) => {
    const [p, q] = [Math.floor(k / count), k % count]
    return currents[q][p] / scale + 1 / count
  })
  const pivots = new Int32Array(count)
  factorise(matrix, pivots, count)
  const columns = currents.map((_, p) => {
    const unit = new Float64Array(count)
    unit[p] = 1
    solveFactorised(matrix, pivots, unit)
    return unit
  })
  return (from, to, volts) => {
    const difference = columns[from].map((u, p) => u - columns[to][p])
    const across = difference[from] - difference[to]
    const factor = volts / across
    return { volts: difference.map(u => (u - difference[to]) * factor), amps: factor * scale }
  }
}
