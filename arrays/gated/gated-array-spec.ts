import { checkOptionKeys, type OptionNames } from '../config/check-option-keys.ts'
import type { FaultShares } from '../crossbar/array-spec.ts'
import {
  type ArrayOptions,
  type EndOption,
  lineEnds,
  stuckPlane,
  valuesOf,
  wire,
} from '../crossbar/create-array-spec.ts'
import type { CycleVariation } from '../crossbar/vary-cycles.ts'
import { gatedDeviceModel } from '../devices/find-device.ts'
import type { GatedDeviceModel } from '../devices/gated-model.ts'
import type { ArrayEngine } from '../engine/array-engine.ts'
import { OptionError } from '../errors.ts'
import type { LineEnds } from '../network/problem.ts'
import type { PlaneLike } from '../plane.ts'

/**
 * An array of three-terminal devices. Gate lines and drain lines run along rows, source lines along columns: the gate stack of
 * cell (i, j) joins gate line i to source line j, its channel joins drain line i to source line j. Planes are row-major.
 */
export interface GatedArraySpec {
  /** [N gate lines and as many drain lines, M source lines] */
  readonly size: readonly [number, number]
  readonly model: GatedDeviceModel
  /** In the model's order; each N*M values, or one for all cells. */
  readonly parameters: readonly Float64Array[]
  /** Initial states in the model's order; each N*M values. */
  readonly initial: readonly Float64Array[]
  /** N*M siemens of the channels that are stuck, NaN where one works. */
  readonly stuckChannels?: Float64Array
  /** Faults that a run draws with its seed, in place of `stuckChannels`. */
  readonly faults?: FaultShares
  /** Ohms of the segments of gate lines and of drain lines, N x (M - 1), or one number. */
  readonly gateWire: number | Float64Array
  readonly drainWire: number | Float64Array
  /** Ohms of the segments of source lines, (N - 1) x M, or one number. */
  readonly sourceWire: number | Float64Array
  /** How much pulses differ; a program draws every pulse anew. */
  readonly cycles?: CycleVariation
  /** N*M: how many times as fast the states of each cell move, as drawn for one pulse (see cycleFactors). */
  readonly pace?: Float64Array
  /** Possible sources at the ends of the lines: a phase sets their values. */
  readonly gate: { readonly left: LineEnds; readonly right: LineEnds }
  readonly drain: { readonly left: LineEnds; readonly right: LineEnds }
  readonly source: { readonly top: LineEnds; readonly bottom: LineEnds }
  /** Engine that advances the states; float64 here unless given. The network is solved here. */
  readonly engine?: ArrayEngine
}

export interface GatedArrayOptions {
  /** [gate and drain lines, source lines] */
  readonly size: readonly [number, number]
  /** Name of a three-terminal device, or a model of one's own. */
  readonly device: string | GatedDeviceModel
  /** By name, SI: one number or a plane. */
  readonly parameters?: Readonly<Record<string, PlaneLike>>
  /** Initial states by name: one number or a plane. */
  readonly state?: Readonly<Record<string, PlaneLike>>
  /** Ohms of a segment. @defaultValue 0, which is exact */
  readonly wires?: { readonly gate?: PlaneLike; readonly drain?: PlaneLike; readonly source?: PlaneLike }
  /** Ends with a driver. @defaultValue gate and drain lines at the left, source lines at the bottom, behind 0 ohm */
  readonly ends?: {
    readonly gateLeft?: EndOption
    readonly gateRight?: EndOption
    readonly drainLeft?: EndOption
    readonly drainRight?: EndOption
    readonly sourceTop?: EndOption
    readonly sourceBottom?: EndOption
  }
  /** Channels, one by one, or shares of them that are open and short: which ones follows from their seed. */
  readonly stuck?: NonNullable<ArrayOptions['stuck']>
  /** Engine that advances the states, as openEngine gives it; float64 unless given. The network is solved in float64. */
  readonly engine?: ArrayEngine
}

const WIRE_NAMES = { gate: true, drain: true, source: true } as const
const END_NAMES = {
  gateLeft: true,
  gateRight: true,
  drainLeft: true,
  drainRight: true,
  sourceTop: true,
  sourceBottom: true,
} as const
const NAMES: OptionNames<Required<GatedArrayOptions>> = {
  size: true,
  device: true,
  parameters: true,
  state: true,
  wires: true,
  ends: true,
  stuck: true,
  engine: true,
}

/**
 * Makes an array of three-terminal devices from plain values.
 * @throws RangeError for a size, name, shape or value that cannot be; ConfigError for an unknown device
 */
export function createGatedArray(options: GatedArrayOptions): GatedArraySpec {
  checkOptionKeys('createGatedArray', options, NAMES)
  checkOptionKeys('createGatedArray: wires', options.wires, WIRE_NAMES)
  checkOptionKeys('createGatedArray: ends', options.ends, END_NAMES)
  const { size, wires, ends, stuck, engine } = options
  const [rows, columns] = size
  if (!size.every(lines => Number.isInteger(lines) && lines >= 1)) {
    throw new OptionError('createGatedArray', `size ${rows} x ${columns}`, 'whole numbers of lines from 1')
  }
  const model = typeof options.device === 'string' ? gatedDeviceModel(options.device) : options.device
  const count = rows * columns
  return {
    size,
    model,
    parameters: valuesOf(model, 'parameter', options.parameters, size),
    initial: valuesOf(model, 'state', options.state, size).map(values =>
      values.length === count ? values : new Float64Array(count).fill(values[0]),
    ),
    gateWire: wire(wires?.gate ?? 0, [rows, columns - 1], 'gate wires'),
    drainWire: wire(wires?.drain ?? 0, [rows, columns - 1], 'drain wires'),
    sourceWire: wire(wires?.source ?? 0, [rows - 1, columns], 'source wires'),
    gate: {
      left: lineEnds(ends?.gateLeft ?? 'driven', rows),
      right: lineEnds(ends?.gateRight ?? 'float', rows),
    },
    drain: {
      left: lineEnds(ends?.drainLeft ?? 'driven', rows),
      right: lineEnds(ends?.drainRight ?? 'float', rows),
    },
    source: {
      top: lineEnds(ends?.sourceTop ?? 'float', columns),
      bottom: lineEnds(ends?.sourceBottom ?? 'driven', columns),
    },
    ...(stuck === undefined ? {} : { stuckChannels: stuckPlane(stuck, size) }),
    ...(engine === undefined ? {} : { engine }),
  }
}
