import { gateVoltsOf } from '../access/access-laws.ts'
import { checkOptionKeys, type OptionNames } from '../config/check-option-keys.ts'
import type { ArraySpec } from '../crossbar/array-spec.ts'
import type { Drive } from '../crossbar/drive.ts'
import { networkProblem } from '../crossbar/operating-point.ts'
import { OptionError } from '../errors.ts'
import { accessCircuit } from './access-circuit.ts'
import { deviceElement, type SpiceElement } from './spice-element.ts'
import { type SpiceCircuit, writeNetlist } from './write-netlist.ts'

/** A drive of a program: held, or moved in a straight line to another of the same lines. */
export interface NetlistDrive {
  readonly drive: Drive
  readonly to?: Drive
  readonly seconds: number
}

export interface ArrayNetlistOptions {
  /** First line of the netlist. */
  readonly title?: string
  /** A pulse program to play; without it the netlist asks for an operating point. */
  readonly program?: readonly NetlistDrive[]
  /** Drive of the lines where there is no program. @defaultValue that of `solve`: the array's own sources, every gate on */
  readonly drive?: Drive
  /** Seconds at which the program prints; the ends of its segments by default. */
  readonly samples?: readonly number[]
}

const NAMES: OptionNames<Required<ArrayNetlistOptions>> = {
  title: true,
  program: true,
  drive: true,
  samples: true,
}

/**
 * Writes an array of any device as an ngspice netlist that runs as it is; see writeNetlist for what it prints. Cells wired
 * alone become word lines w_k_0 of one grounded bit line.
 * @param states where the netlist starts, in the model's order, N*M values each
 * @throws RangeError for a program without segments or that mixes isolated cells and the crossbar
 */
export function arrayNetlist(
  spec: ArraySpec,
  states: readonly Float64Array[],
  options: ArrayNetlistOptions = {},
): string {
  checkOptionKeys('arrayNetlist', options, NAMES)
  const { left, right, top, bottom } = spec
  const gateOn = new Uint8Array(spec.size[0]).fill(1)
  const asSolved: Drive = { kind: 'crossbar', left, right, top, bottom, gateOn }
  const { program, drive = asSolved, samples } = options
  const { title = `${spec.model.title}, ${spec.size.join(' x ')}` } = options
  const drives = program === undefined ? [drive] : program.map(({ drive }) => drive)
  const kind = drives[0]?.kind
  if (kind === undefined || drives.some(drive => drive.kind !== kind)) {
    throw new OptionError(
      'arrayNetlist',
      'a program that is empty or mixes isolated and crossbar',
      'one of them',
    )
  }
  const problems = drives.map(drive => networkProblem(spec, drive, states))
  const circuit: SpiceCircuit = {
    title,
    wiring: problems[0],
    cell: k => deviceAt(spec, states, k),
    ...accessCircuit(spec.access, gateHistory(spec, drives), kind === 'isolated' ? 1 : spec.size[1]),
    ...(program === undefined
      ? {}
      : {
          program: program.map(({ to, seconds }, s) => ({
            seconds,
            ...problems[s],
            ...(to === undefined ? {} : { to: networkProblem(spec, to, states) }),
          })),
        }),
    ...(samples === undefined ? {} : { samples }),
  }
  return writeNetlist(circuit)
}

function deviceAt(
  { model, parameters, stuck }: ArraySpec,
  states: readonly Float64Array[],
  k: number,
): SpiceElement {
  const siemens = stuck?.[k] ?? Number.NaN
  if (!Number.isNaN(siemens)) return { kind: 'conductance', siemens }
  return deviceElement(
    model,
    parameters.map(values => (values.length === 1 ? values[0] : values[k])),
    states.map(values => values[k]),
  )
}

/** Gate volts of every cell in each segment; none where there are no gates. */
function gateHistory({ access, size }: ArraySpec, drives: readonly Drive[]): Float64Array[] {
  if (access.kind !== 'transistor') return []
  const all = new Uint8Array(size[0]).fill(1)
  return drives.map(drive => gateVoltsOf(access, size, drive.kind === 'crossbar' ? drive.gateOn : all))
}
