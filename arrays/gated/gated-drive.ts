import { checkOptionKeys, type OptionNames } from '../config/check-option-keys.ts'
import { addressCells } from '../crossbar/bias/address-cells.ts'
import type { BiasScheme } from '../crossbar/bias/index.ts'
import { between } from '../crossbar/drive.ts'
import { OptionError } from '../errors.ts'
import { CURRENT, FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'

/** Sources at the lines of a three-terminal array for a while. */
export interface GatedDrive {
  readonly gate: { readonly left: LineEnds; readonly right: LineEnds }
  readonly drain: { readonly left: LineEnds; readonly right: LineEnds }
  readonly source: { readonly top: LineEnds; readonly bottom: LineEnds }
}

/** Quantity that drives the gate lines. */
export type GateControl = 'voltage' | 'current'

export interface WritePhase {
  /** One value a gate line, V, or A into each driven end; NaN leaves the line open. */
  readonly gate: ArrayLike<number>
  /** V of every source line; NaN leaves it open. */
  readonly source: ArrayLike<number>
  /** @defaultValue as the device is controlled */
  readonly control?: GateControl
}

export interface ReadPhase {
  /** V of every drain line; NaN leaves it open. */
  readonly drain: ArrayLike<number>
  /** V of every source line. @defaultValue 0 V, where the currents are sensed */
  readonly source?: ArrayLike<number>
  /** Gate lines open, or held at these volts. @defaultValue 'open' */
  readonly gates?: 'open' | number
}

const WRITE_NAMES: OptionNames<Required<WritePhase>> = {
  gate: true,
  source: true,
  control: true,
}

/** The write phase: gate lines driven against source lines, all drain lines open. */
export function writeDrive(spec: GatedArraySpec, phase: WritePhase): GatedDrive {
  checkOptionKeys('writeDrive', phase, WRITE_NAMES)
  const { gate, source, control = spec.model.control } = phase
  const [rows, columns] = spec.size
  requireLines('writeDrive gate', gate, rows)
  requireLines('writeDrive source', source, columns)
  const open = new Float64Array(rows).fill(Number.NaN)
  return {
    gate: bothEnds(spec.gate, gate, control === 'current' ? CURRENT : VOLTAGE),
    drain: bothEnds(spec.drain, open, VOLTAGE),
    source: sourceEnds(spec, source),
  }
}

/** Cells of one row that a write addresses. */
export interface GateSelection {
  readonly row: number
  /** One entry a source line, not 0 where selected. */
  readonly selected: ArrayLike<number>
  /** V, or A as the device is controlled. */
  readonly amplitude: number
}

/**
 * The write phase that addresses cells of one row. By a gate voltage the other gate and source lines are biased as word and bit lines
 * are; by a gate current the other source lines are open and no current goes into the other gate lines.
 */
export function gateWrite(
  spec: GatedArraySpec,
  { row, selected, amplitude }: GateSelection,
  bias: BiasScheme,
): GatedDrive {
  if (spec.model.control === 'voltage') {
    const { word, bit } = addressCells(spec.size, row, selected, amplitude, bias)
    return writeDrive(spec, { gate: word, source: bit })
  }
  const gate = new Float64Array(spec.size[0])
  gate[row] = amplitude
  return writeDrive(spec, { gate, source: Float64Array.from(selected, on => (on !== 0 ? 0 : Number.NaN)) })
}

const READ_NAMES: OptionNames<Required<ReadPhase>> = {
  drain: true,
  source: true,
  gates: true,
}

/** The read phase: drain lines driven against source lines, gate lines open or held. */
export function readDrive(spec: GatedArraySpec, phase: ReadPhase): GatedDrive {
  checkOptionKeys('readDrive', phase, READ_NAMES)
  const [rows, columns] = spec.size
  const { drain, source = new Float64Array(columns), gates = 'open' } = phase
  requireLines('readDrive drain', drain, rows)
  requireLines('readDrive source', source, columns)
  const held = new Float64Array(rows).fill(gates === 'open' ? Number.NaN : gates)
  return {
    gate: bothEnds(spec.gate, held, VOLTAGE),
    drain: bothEnds(spec.drain, drain, VOLTAGE),
    source: sourceEnds(spec, source),
  }
}

/** Lines driven one by one: gate and drain lines at their left ends, source lines at the bottom; those that are not named are open. */
export function linesDrive(
  spec: GatedArraySpec,
  sources: { readonly [Side in 'gate' | 'drain' | 'source']?: Pick<LineEnds, 'kind' | 'value'> },
): GatedDrive {
  const [rows, columns] = spec.size
  const open = (lines: number): Pick<LineEnds, 'kind' | 'value'> => ({
    kind: new Uint8Array(lines).fill(FLOAT),
    value: new Float64Array(lines),
  })
  const ends = (line: 'gate' | 'drain'): GatedDrive['gate'] => ({
    left: { ...spec[line].left, ...(sources[line] ?? open(rows)) },
    right: { ...spec[line].right, ...open(rows) },
  })
  return {
    gate: ends('gate'),
    drain: ends('drain'),
    source: {
      top: { ...spec.source.top, ...open(columns) },
      bottom: { ...spec.source.bottom, ...(sources.source ?? open(columns)) },
    },
  }
}

function bothEnds(
  ends: { readonly left: LineEnds; readonly right: LineEnds },
  values: ArrayLike<number>,
  kind: number,
): { left: LineEnds; right: LineEnds } {
  return { left: driven(ends.left, values, kind), right: driven(ends.right, values, kind) }
}

function sourceEnds({ source }: GatedArraySpec, volts: ArrayLike<number>): GatedDrive['source'] {
  return { top: driven(source.top, volts, VOLTAGE), bottom: driven(source.bottom, volts, VOLTAGE) }
}

/** Ends that have a driver get the line's value; the others, and lines left open, float. */
function driven(ends: LineEnds, values: ArrayLike<number>, kind: number): LineEnds {
  const closed = (line: number): boolean => ends.kind[line] !== FLOAT && !Number.isNaN(values[line])
  return {
    ...ends,
    kind: ends.kind.map((_, line) => (closed(line) ? kind : FLOAT)),
    value: ends.value.map((_, line) => (closed(line) ? values[line] : 0)),
  }
}

function requireLines(name: string, values: ArrayLike<number>, lines: number): void {
  if (values.length !== lines) {
    throw new OptionError(name, `${values.length} values`, `one for each of ${lines} lines`)
  }
}

/** A drive on the straight way between two of the same lines, at a place from 0 to 1. */
export function gatedDriveBetween(from: GatedDrive, to: GatedDrive, place: number): GatedDrive {
  if (from === to) return from
  const mix = (a: LineEnds, b: LineEnds): LineEnds => ({ ...a, value: between(a.value, b.value, place) })
  const rows = (a: GatedDrive['gate'], b: GatedDrive['gate']): GatedDrive['gate'] => ({
    left: mix(a.left, b.left),
    right: mix(a.right, b.right),
  })
  return {
    gate: rows(from.gate, to.gate),
    drain: rows(from.drain, to.drain),
    source: { top: mix(from.source.top, to.source.top), bottom: mix(from.source.bottom, to.source.bottom) },
  }
}

/** The values of all ends. */
export function sourceValues({ gate, drain, source }: GatedDrive): Float64Array[] {
  return [gate.left, gate.right, drain.left, drain.right, source.top, source.bottom].map(({ value }) => value)
}
