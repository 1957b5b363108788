import { derivativeOf } from '../devices/compile-laws.ts'
import { OptionError } from '../errors.ts'
import type { AloneDrive } from '../gated/advance-alone.ts'
import type { GatedArraySpec } from '../gated/gated-array-spec.ts'
import type { GatedDrive } from '../gated/gated-drive.ts'
import { gatedNetwork } from '../gated/gated-network.ts'
import type { LawNode } from '../law/law-node.ts'
import { CURRENT, FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import { type SpiceElement, scaleOf, stopsOf } from './spice-element.ts'
import type { Wiring } from './spice-nodes.ts'
import { type SpiceValue, spiceText } from './spice-value.ts'
import { translateLaw } from './translate-law.ts'
import { type LineDrivers, writeNetlist } from './write-netlist.ts'

/** Sources of three-terminal devices: at the lines of their array, or at each device by itself. */
export type GatedSources =
  | { readonly kind: 'lines'; readonly drive: GatedDrive }
  | { readonly kind: 'alone'; readonly sources: AloneDrive }

/** A drive of a program: held, or moved in a straight line to another of the same lines. */
export interface GatedNetlistDrive {
  readonly drive: GatedSources
  readonly to?: GatedSources
  readonly seconds: number
}

export interface GatedNetlistOptions {
  /** First line of the netlist. */
  readonly title?: string
  readonly program: readonly GatedNetlistDrive[]
  /** Seconds at which the program prints; the ends of its segments by default. */
  readonly samples?: readonly number[]
}

/**
 * Writes an array of three-terminal devices as an ngspice netlist that runs as it is; see writeNetlist. It prints the node
 * voltages g_i_j, d_i_j and s_i_j of gate, drain and source lines and the states x_<state>_i_j. Devices wired alone are
 * rows of one device each with their sources at 0 V.
 * @param states where the netlist starts, in the model's order, N*M values each
 * @throws RangeError for a program without segments or that mixes devices wired alone and lines
 */
export function gatedNetlist(
  spec: GatedArraySpec,
  states: readonly Float64Array[],
  { title = `${spec.model.title}, ${spec.size.join(' x ')}`, program, samples }: GatedNetlistOptions,
): string {
  const kind = program[0]?.drive.kind
  if (kind === undefined || program.some(({ drive }) => drive.kind !== kind)) {
    throw new OptionError(
      'gatedNetlist',
      'a program that is empty or mixes devices wired alone and lines',
      'one of them',
    )
  }
  const wiringOf = (sources: GatedSources): Wiring =>
    sources.kind === 'lines' ? gatedNetwork(spec, sources.drive, states) : wiredAlone(spec, sources.sources)
  const segments = program.map(({ drive, to, seconds }) => {
    const own: LineDrivers = wiringOf(drive)
    return { ...own, seconds, ...(to === undefined ? {} : { to: wiringOf(to) }) }
  })
  const wiring = wiringOf(program[0].drive)
  const { columns } = wiring
  const gateRow = (row: number): boolean => row % 2 === 0
  /** Place in the array of the device of a cell of the network. */
  const placeOf = (k: number): string => {
    const device = Math.floor(k / columns / 2) * columns + (k % columns)
    return `${Math.floor(device / columns)}_${device % columns}`
  }
  return writeNetlist({
    title,
    wiring,
    nameNode: (line, row, column) =>
      `${line === 'bit' ? 's' : gateRow(row) ? 'g' : 'd'}_${row >> 1}_${column}`,
    placeOf: k => (gateRow(Math.floor(k / columns)) ? placeOf(k) : `d_${placeOf(k)}`),
    cell: k => {
      const row = Math.floor(k / columns)
      const device = (row >> 1) * columns + (k % columns)
      return gateRow(row) ? gateElement(spec, states, device) : channelElement(spec, device, placeOf(k))
    },
    program: segments,
    ...(samples === undefined ? {} : { samples }),
  })
}

/** Every device on lines of its own. */
function wiredAlone({ model, size }: GatedArraySpec, { control, drain }: AloneDrive): Wiring {
  const count = size[0] * size[1]
  const open = (lines: number): LineEnds => ({
    kind: new Uint8Array(lines).fill(FLOAT),
    value: new Float64Array(lines),
    ohms: new Float64Array(lines),
  })
  const left = open(2 * count)
  for (let k = 0; k < count; k++) {
    left.kind.set([model.control === 'voltage' ? VOLTAGE : CURRENT, VOLTAGE], 2 * k)
    left.value.set([control[k], drain[k]], 2 * k)
  }
  const ground = { ...open(1), kind: Uint8Array.of(VOLTAGE) }
  return {
    rows: 2 * count,
    columns: 1,
    wordWire: 0,
    bitWire: 0,
    left,
    right: open(2 * count),
    top: open(1),
    bottom: ground,
  }
}

type Translate = (
  law: LawNode,
  own: Readonly<Record<string, SpiceValue>>,
  states: readonly SpiceValue[],
) => string

function translator({ model, parameters }: GatedArraySpec, device: number): Translate {
  const fixed = Object.fromEntries(
    model.parameters.map(({ name }, p) => [name, parameters[p][parameters[p].length === 1 ? 0 : device]]),
  )
  return (law, own, states) =>
    spiceText(
      translateLaw(law, {
        ...fixed,
        ...own,
        ...Object.fromEntries(model.states.map(({ name }, s) => [name, states[s]])),
      }),
    )
}

/** The gate stack, and the states that it moves. */
function gateElement(spec: GatedArraySpec, states: readonly Float64Array[], device: number): SpiceElement {
  const { model } = spec
  const translate = translator(spec, device)
  const amps = (volts: string, own: readonly SpiceValue[]): string =>
    translate(model.gate.current, { vg: volts }, own)
  return {
    kind: 'law',
    current: amps,
    states: model.states.map((state, s) => ({
      name: state.name,
      initial: states[s][device],
      scale: scaleOf(state),
      // The targets of a gate may lie beyond the range: ions that are drawn out at a steady rate.
      stops: stopsOf(state),
      derivative: (volts, own) =>
        translate(
          derivativeOf(state),
          model.control === 'voltage' ? { vg: volts } : { ig: amps(volts, own) },
          own,
        ),
    })),
  }
}

function channelElement(spec: GatedArraySpec, device: number, statesAt: string): SpiceElement {
  const stuck = spec.stuckChannels?.[device] ?? Number.NaN
  if (!Number.isNaN(stuck)) return { kind: 'conductance', siemens: stuck }
  const translate = translator(spec, device)
  return {
    kind: 'law',
    current: (volts, own) => translate(spec.model.channel.current, { v: volts }, own),
    states: spec.model.states.map(state => ({
      name: state.name,
      initial: 0,
      scale: scaleOf(state),
      stops: [undefined, undefined],
      derivative: () => '0',
    })),
    statesAt,
  }
}
