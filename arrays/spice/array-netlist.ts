import { gateOverdrive } from '../access/access-laws.ts'
import { THERMAL_VOLTAGE } from '../access/transistor.ts'
import type { ArraySpec } from '../crossbar/array-spec.ts'
import type { Drive } from '../crossbar/drive.ts'
import { networkProblem } from '../crossbar/operating-point.ts'
import { deviceElement, type SpiceElement } from './spice-element.ts'
import { type SpiceCircuit, writeNetlist } from './write-netlist.ts'

export interface ArrayNetlistOptions {
  /** First line of the netlist. */
  readonly title?: string
  /** A pulse program to play; without it the netlist asks for the operating point that `solve` gives: the array's own sources, every gate on. */
  readonly program?: readonly { readonly drive: Drive; readonly seconds: number }[]
  /** Seconds at which the program prints; the ends of its segments by default. */
  readonly samples?: readonly number[]
}

/**
 * Writes an array of any device as an ngspice netlist that runs as it is; see writeNetlist for what it prints. Cells wired
 * alone become bit lines b_0_k of one grounded word line.
 * @param states where the netlist starts, in the model's order, N*M values each
 * @throws RangeError for a program without segments or that mixes isolated cells and the crossbar
 */
export function arrayNetlist(
  spec: ArraySpec,
  states: readonly Float64Array[],
  options: ArrayNetlistOptions = {},
): string {
  const { left, right, top, bottom } = spec
  const gateOn = new Uint8Array(spec.size[0]).fill(1)
  const asSolved: Drive = { kind: 'crossbar', left, right, top, bottom, gateOn }
  const { program, samples, title = `${spec.model.title}, ${spec.size.join(' x ')}` } = options
  const drives = program === undefined ? [asSolved] : program.map(({ drive }) => drive)
  const kind = drives[0]?.kind
  if (kind === undefined || drives.some(drive => drive.kind !== kind)) {
    throw new RangeError(
      'arrayNetlist: found a program that is empty or mixes isolated and crossbar; expected one of them',
    )
  }
  const problems = drives.map(drive => networkProblem(spec, drive, states))
  const access = accessElement(spec, kind)
  const circuit: SpiceCircuit = {
    title,
    wiring: problems[0]!,
    cell: k => deviceAt(spec, states, k),
    ...(access === undefined ? {} : { series: access }),
    ...(program === undefined
      ? {}
      : { program: program.map(({ seconds }, s) => ({ seconds, ...problems[s]! })) }),
    ...(samples === undefined ? {} : { samples }),
    signals: gateSignals(spec, drives),
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
    parameters.map(values => (values.length === 1 ? values[0]! : values[k]!)),
    states.map(values => values[k]!),
  )
}

/** The laws of arrays/access as expressions; a transistor reads its overdrive from the node of its gate. */
function accessElement(
  { access, size }: ArraySpec,
  kind: Drive['kind'],
): ((k: number) => SpiceElement) | undefined {
  const element = (current: (volts: string) => string): SpiceElement => ({ kind: 'law', current, states: [] })
  switch (access.kind) {
    case 'none':
      return undefined
    case 'selector':
      return () => element(v => `${access.saturation} * sinh(${v} / ${access.scale})`)
    case 'transistor':
      return k => {
        const open = `max(0, V(gate_${kind === 'isolated' ? 0 : Math.floor(k / size[1])}))`
        return element(v => {
          const channel = `min(abs(${v}), ${open})`
          const leakage = `${access.offCurrent} * (1 - exp(-abs(${v}) / ${THERMAL_VOLTAGE}))`
          return `(${v} < 0 ? (-1) : 1) * (${access.transconductance} * (${open} - ${channel} / 2) * ${channel} + ${leakage})`
        })
      }
    default:
      return access satisfies never
  }
}

/** Overdrive of each word line's gates in each segment, V. */
function gateSignals({ access }: ArraySpec, drives: readonly Drive[]): NonNullable<SpiceCircuit['signals']> {
  if (access.kind !== 'transistor') return []
  const segments = drives.map(drive =>
    gateOverdrive(access, drive.kind === 'crossbar' ? drive.gateOn : Uint8Array.of(1)),
  )
  return Array.from(segments[0]!, (_, i) => ({ name: `gate_${i}`, values: segments.map(volts => volts[i]!) }))
}
