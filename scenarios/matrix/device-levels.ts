import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { readCells } from '../../arrays/crossbar/device-cells.ts'
import { findDevice } from '../../arrays/devices/find-device.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { OptionError } from '../../arrays/errors.ts'
import type { CellLaws } from '../../arrays/network/problem.ts'
import { playLoop } from '../learning/device-loop.ts'
import { gatedDevice } from '../learning/gated-device.ts'
import { loopProtocol } from '../learning/loop-protocol.ts'
import { voltageDrift } from '../learning/voltage-drift.ts'
import {
  type CellLevels,
  endsOf,
  type LevelEnds,
  type OhmicWish,
  ohmicLevels,
  plainEnds,
  plainLevels,
  type WrittenCells,
} from './cell-levels.ts'
import { potentiationCurve } from './potentiation-curve.ts'

/** Conductances and read voltage as they were asked for; what is absent is the device's own. */
export interface LevelWish extends OhmicWish {
  readonly device?: string | DeviceModel | GatedDeviceModel | undefined
}

/** Ends of a curve are reached to the rounding of the pulses that lead there. */
const ROUNDING = 1e-9

/**
 * The conductances that cells are written to and their laws: ohmic cells, or those of a device.
 * @param call name of the function, for errors
 * @throws RangeError where low and high are in the wrong order or outside the device's curve, or where the device holds its
 * weight otherwise than by a conductance
 */
export function cellLevels(call: string, wish: LevelWish): CellLevels {
  const { device, low, high, read } = wish
  if (device === undefined) return plainLevels(call, wish)
  const model = typeof device === 'string' ? findDevice(device, { file: '--device' }) : device
  const readVolts = read ?? model.readVolts
  if ('channel' in model) return gatedLevels(call, model, readVolts, low, high)
  if (model.storage !== undefined)
    throw refused(call, 'device', model.name, 'a device whose weight is a conductance, not a voltage')
  if (model.states.length === 0) return parameterLevels(call, model, readVolts, low, high)
  const protocol = loopProtocol(model)
  const loop = playLoop(model, protocol)
  const curve = potentiationCurve(model, loop.raise.states, readVolts)
  const forgetting = voltageDrift(model, protocol, loop, readVolts)
  const ends = endsWithin(call, model.name, low, high, [curve.siemens[0], curve.siemens.at(-1)!])
  if (model.linear) return { ...ohmicLevels(model.name, readVolts, ends), forgetting }
  return {
    device: model.name,
    readVolts,
    ...ends,
    linear: false,
    forgetting,
    lawsOf(cells) {
      const count = cells.target.length
      const states = model.states.map(() => new Float64Array(count))
      let last = Number.NaN
      let found = new Float64Array(states.length)
      cells.target.forEach((target, k) => {
        // Neighbours are often alike.
        if (target !== last) found = Float64Array.from(curve.statesOf(target))
        last = target
        found.forEach((value, s) => {
          states[s][k] = value
        })
      })
      return modelLaws(createArraySpec({ size: cells.size, device: model }), states, cells)
    },
  }
}

/** Cells without a state: their parameter `conductance` is chosen. */
function parameterLevels(
  call: string,
  model: DeviceModel,
  readVolts: number,
  low: number | undefined,
  high: number | undefined,
): CellLevels {
  const own = model.parameters.findIndex(({ name }) => name === 'conductance')
  if (own === -1)
    throw refused(call, 'device', model.name, 'a device with a state, or with a parameter "conductance"')
  const ends = plainEnds(call, { low, high })
  if (model.linear) return ohmicLevels(model.name, readVolts, ends)
  const one = (conductance: number): number =>
    chordOf(createArraySpec({ size: [1, 1], device: model, parameters: { conductance } }), readVolts)
  const unit = one(1)
  if (!(unit > 0 && unit < Infinity))
    throw refused(call, 'read', `${readVolts}`, `a voltage at which ${model.name} has a finite current`)
  if (!(Math.abs(one(ends.high / unit) / ends.high - 1) < ROUNDING))
    throw refused(call, 'device', model.name, 'a current in proportion to its parameter "conductance"')
  return {
    device: model.name,
    readVolts,
    ...ends,
    linear: false,
    lawsOf(cells) {
      const spec = createArraySpec({ size: cells.size, device: model, parameters: { conductance: 1 } })
      const parameters = spec.parameters.map((values, p) =>
        p === own ? cells.target.map(target => target / unit) : values,
      )
      return modelLaws({ ...spec, parameters }, [], cells)
    },
  }
}

/** Current over voltage of an array of one cell without states. */
function chordOf(spec: ArraySpec, volts: number): number {
  const count = 1
  const current = new Float64Array(count)
  readCells(spec, []).evaluate(new Float64Array(count).fill(volts), current, new Float64Array(count))
  return current[0] / volts
}

/** Channels of three-terminal devices: their gates rest while they are read. */
function gatedLevels(
  call: string,
  model: GatedDeviceModel,
  readVolts: number,
  low: number | undefined,
  high: number | undefined,
): CellLevels {
  if (!model.channel.linear) throw refused(call, 'device', model.name, 'a device with an ohmic channel')
  const device = gatedDevice(model)
  const ends = endsWithin(call, model.name, low, high, [device.curve.low, device.curve.high])
  return { ...ohmicLevels(model.name, readVolts, ends), forgetting: device }
}

/** The laws of a device, with the factors and the faults of the cells. */
function modelLaws(
  spec: ArraySpec,
  states: readonly Float64Array[],
  { factor, fixed }: WrittenCells,
): CellLaws {
  const own = readCells(spec, states)
  return {
    linear: false,
    evaluate(volts, current, slope) {
      own.evaluate(volts, current, slope)
      for (let k = 0; k < volts.length; k++) {
        const held = fixed?.[k] ?? Number.NaN
        const times = factor?.[k] ?? 1
        current[k] = Number.isNaN(held) ? current[k] * times : held * volts[k]
        slope[k] = Number.isNaN(held) ? slope[k] * times : held
      }
    },
  }
}

function endsWithin(
  call: string,
  name: string,
  low: number | undefined,
  high: number | undefined,
  [least, most]: readonly [number, number],
): LevelEnds {
  const slack = ROUNDING * most
  const range = `${Number(least.toPrecision(6))} to ${Number(most.toPrecision(6))} S, the potentiation curve of ${name}`
  if (low !== undefined && !(low >= least - slack && low <= most + slack))
    throw refused(call, 'low', `${low}`, range)
  if (high !== undefined && !(high >= least - slack && high <= most + slack))
    throw refused(call, 'high', `${high}`, range)
  return endsOf(call, Math.max(low ?? least, least), Math.min(high ?? most, most))
}

function refused(call: string, name: string, found: string, expected: string): RangeError {
  return new OptionError(call, found, expected, name)
}
