import { withSourceAmps } from '../crossbar/device-cells.ts'
import { compileGatedLaws } from '../devices/compile-laws.ts'
import type { CellLaws, LineEnds, NetworkProblem } from '../network/problem.ts'
import { channelCurrents } from './channel-currents.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import type { GatedDrive } from './gated-drive.ts'

/**
 * The network that a drive makes of a three-terminal array, as a crossbar of twice as many word lines: word line 2 i is
 * gate line i, word line 2 i + 1 is drain line i, the bit lines are the source lines, and the two nodes that cell (i, j) has
 * on its source line are one (0 ohm between them). So the write and the read network share their source lines
 * exactly, and what an open drain line still carries between source lines is in the answer.
 */
export function gatedNetwork(
  spec: GatedArraySpec,
  drive: GatedDrive,
  states: readonly Float64Array[],
  response?: GateResponse,
): NetworkProblem {
  const [rows, columns] = spec.size
  return {
    rows: 2 * rows,
    columns,
    wordWire: interleaveWires(spec.gateWire, spec.drainWire, rows, columns - 1),
    bitWire: sourceSegments(spec.sourceWire, rows, columns),
    left: interleaveEnds(drive.gate.left, drive.drain.left),
    right: interleaveEnds(drive.gate.right, drive.drain.right),
    top: drive.source.top,
    bottom: drive.source.bottom,
    cells: bothPaths(spec, states, response),
    nameLine: (side, line) =>
      side === 'bit'
        ? { kind: 'source', number: line }
        : { kind: line % 2 === 0 ? 'gate' : 'drain', number: line >> 1 },
  }
}

/** Values of the gate rows and of the drain rows of such a network, N*M each. */
export function splitRows(
  both: Float64Array,
  [rows, columns]: readonly [number, number],
): { gate: Float64Array; drain: Float64Array } {
  const gate = new Float64Array(rows * columns)
  const drain = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    const from = 2 * i * columns
    gate.set(both.subarray(from, from + columns), i * columns)
    drain.set(both.subarray(from + columns, from + 2 * columns), i * columns)
  }
  return { gate, drain }
}

function joinRows(gate: Float64Array, drain: Float64Array, columns: number, both: Float64Array): void {
  for (let from = 0; from < gate.length; from += columns) {
    both.set(gate.subarray(from, from + columns), 2 * from)
    both.set(drain.subarray(from, from + columns), 2 * from + columns)
  }
}

/** How the states of each cell, and with them the current of its gate stack, follow what controls it. */
export interface GateResponse {
  /** Gate volts or amperes that led to the states. */
  readonly control: Float64Array
  /** Change of the gate current by the control through the states, at fixed gate volts. */
  readonly slope: Float64Array
}

/** Of the slope of a gate stack, or of its control: states that drive it further are not followed beyond. */
const MOST_DRIVE = 0.5

/**
 * Gate stacks and channels at fixed states, as the cells of that network: twice N x M.
 * @param response lets the states follow the gates in a straight line
 */
export function bothPaths(
  spec: GatedArraySpec,
  states: readonly Float64Array[],
  response?: GateResponse,
): CellLaws {
  const { model, size, parameters } = spec
  const laws = compileGatedLaws(model)
  const channels = channelCurrents(spec)
  const [rows, columns] = size
  const count = rows * columns
  const gate = { current: new Float64Array(count), slope: new Float64Array(count) }
  const channel = { current: new Float64Array(count), slope: new Float64Array(count) }
  const cells: CellLaws = {
    linear: model.gate.linear && model.channel.linear,
    evaluate(volts, current, slope) {
      const split = splitRows(volts, size)
      laws.gate(count, split.gate, states, parameters, gate.current, gate.slope)
      if (response !== undefined) follow(model.control, response, split.gate, gate)
      channels(split.drain, states, channel.current, channel.slope)
      joinRows(gate.current, channel.current, columns, current)
      joinRows(gate.slope, channel.slope, columns, slope)
    },
  }
  // A gate stack that has a voltage of its own drives a current at 0 V.
  return withSourceAmps(cells, 2 * count)
}

/** The current of gate stacks whose states follow. */
function follow(
  by: 'voltage' | 'current',
  { control, slope: change }: GateResponse,
  volts: Float64Array,
  gate: { readonly current: Float64Array; readonly slope: Float64Array },
): void {
  const { current, slope } = gate
  for (let k = 0; k < current.length; k++) {
    if (by === 'voltage') {
      const more = Math.max(change[k], -MOST_DRIVE * slope[k])
      current[k] = current[k] + more * (volts[k] - control[k])
      slope[k] = slope[k] + more
    } else {
      // The current that the states of its own leave: i = gate + change (i - control).
      const divisor = 1 - Math.min(change[k], MOST_DRIVE)
      current[k] = control[k] + (current[k] - control[k]) / divisor
      slope[k] = slope[k] / divisor
    }
  }
}

function interleaveWires(
  gate: number | Float64Array,
  drain: number | Float64Array,
  rows: number,
  segments: number,
): number | Float64Array {
  if (typeof gate === 'number' && gate === drain) return gate
  const both = new Float64Array(2 * rows * segments)
  joinRows(plane(gate, rows * segments), plane(drain, rows * segments), segments, both)
  return both
}

function sourceSegments(ohms: number | Float64Array, rows: number, columns: number): number | Float64Array {
  if (ohms === 0) return 0
  const own = plane(ohms, (rows - 1) * columns)
  const all = new Float64Array((2 * rows - 1) * columns)
  for (let i = 0; i < rows - 1; i++) {
    all.set(own.subarray(i * columns, (i + 1) * columns), (2 * i + 1) * columns)
  }
  return all
}

function plane(value: number | Float64Array, count: number): Float64Array {
  return typeof value === 'number' ? new Float64Array(count).fill(value) : value
}

function interleaveEnds(gate: LineEnds, drain: LineEnds): LineEnds {
  const lines = gate.kind.length
  const ends = {
    kind: new Uint8Array(2 * lines),
    value: new Float64Array(2 * lines),
    ohms: new Float64Array(2 * lines),
    limit: new Float64Array(2 * lines).fill(Number.POSITIVE_INFINITY),
  }
  for (const [offset, from] of [gate, drain].entries()) {
    for (let i = 0; i < lines; i++) {
      ends.kind[2 * i + offset] = from.kind[i]
      ends.value[2 * i + offset] = from.value[i]
      ends.ohms[2 * i + offset] = from.ohms[i]
      ends.limit[2 * i + offset] = from.limit?.[i] ?? Number.POSITIVE_INFINITY
    }
  }
  return ends
}
