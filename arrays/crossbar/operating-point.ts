import { accessLaws } from '../access/access-laws.ts'
import {
  type CellLaws,
  FLOAT,
  type LineEnds,
  type NetworkProblem,
  type NetworkSolution,
  VOLTAGE,
} from '../network/problem.ts'
import { solveNetwork } from '../network/solve-network.ts'
import type { ArraySpec } from './array-spec.ts'
import { deviceCells } from './device-cells.ts'
import type { Drive } from './drive.ts'
import type { EnergySplit } from './energy-meter.ts'
import type { SolveRecorder } from './solve-log.ts'

/** Voltages and currents of an array at one instant. Planes are row-major, N*M. */
export interface OperatingPoint {
  /** Voltage across each device alone, V: what its state law sees. */
  readonly deviceVolts: Float64Array
  /** Word minus bit, V; with an access element the sum of both drops. */
  readonly cellVolts: Float64Array
  /** From word to bit line, A. */
  readonly cellCurrents: Float64Array
  readonly power: EnergySplit
  /** The network solution; absent where no network had to be solved. */
  readonly solution?: NetworkSolution
}

export interface OperatingOptions {
  /** A point of a similar drive to start from. */
  readonly start?: OperatingPoint
  readonly recorder?: SolveRecorder
  /** Laws of the devices in place of those at the given states, as over a step of cells that store charge. */
  readonly cells?: CellLaws
  /** Largest Kirchhoff imbalance over the largest branch current. @defaultValue that of solveNetwork */
  readonly tolerance?: number
}

/**
 * Solves an array at fixed states.
 * @param states in the model's order, N*M values each
 * @throws SolverError where the network has no answer
 */
export function operatingPoint(
  spec: ArraySpec,
  drive: Drive,
  states: readonly Float64Array[],
  options: OperatingOptions = {},
): OperatingPoint {
  const { start, recorder, cells = deviceCells(spec, states), tolerance } = options
  if (drive.kind === 'isolated' && spec.access.kind === 'none') return evaluateAlone(drive.volts, cells)
  const problem = networkOf(spec, drive, cells)
  const solution = solveNetwork(problem, {
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(start?.solution === undefined ? {} : { start: start.solution }),
    ...(spec.engine === undefined ? {} : { createEngine: spec.engine.createLinear }),
  })
  recorder?.add(solution.report)
  return {
    deviceVolts: solution.deviceVoltages ?? solution.cellVoltages,
    cellVolts: solution.cellVoltages,
    cellCurrents: solution.cellCurrents,
    power: solution.power,
    solution,
  }
}

/** The network that a drive makes of an array. */
export function networkProblem(
  spec: ArraySpec,
  drive: Drive,
  states: readonly Float64Array[],
): NetworkProblem {
  return networkOf(spec, drive, deviceCells(spec, states))
}

function networkOf(spec: ArraySpec, drive: Drive, cells: CellLaws): NetworkProblem {
  const count = spec.size[0] * spec.size[1]
  if (drive.kind === 'isolated') {
    // Cells wired alone are a crossbar of one bit line at 0 V without resistance: word line k is the source of cell k.
    const series = accessLaws(spec.access, [count, 1], new Uint8Array(count).fill(1))
    return {
      rows: count,
      columns: 1,
      wordWire: 0,
      bitWire: 0,
      left: {
        kind: new Uint8Array(count).fill(VOLTAGE),
        value: drive.volts,
        ohms: new Float64Array(count),
      },
      right: floating(count),
      top: floating(1),
      bottom: { kind: Uint8Array.of(VOLTAGE), value: new Float64Array(1), ohms: new Float64Array(1) },
      cells,
      ...(series === undefined ? {} : { series }),
    }
  }
  const series = accessLaws(spec.access, spec.size, drive.gateOn)
  return {
    rows: spec.size[0],
    columns: spec.size[1],
    wordWire: spec.wordWire,
    bitWire: spec.bitWire,
    left: drive.left,
    right: drive.right,
    top: drive.top,
    bottom: drive.bottom,
    cells,
    ...(series === undefined ? {} : { series }),
  }
}

function evaluateAlone(volts: Float64Array, laws: CellLaws): OperatingPoint {
  const count = volts.length
  const current = new Float64Array(count)
  laws.evaluate(volts, current, new Float64Array(count))
  let cells = 0
  for (let k = 0; k < count; k++) cells += volts[k] * current[k]
  return {
    deviceVolts: volts,
    cellVolts: volts,
    cellCurrents: current,
    power: { delivered: cells, cells, wires: 0, drivers: 0 },
  }
}

function floating(lines: number): LineEnds {
  return {
    kind: new Uint8Array(lines).fill(FLOAT),
    value: new Float64Array(lines),
    ohms: new Float64Array(lines),
  }
}
