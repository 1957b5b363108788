import { median } from 'simple-statistics'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { OptionError } from '../../arrays/errors.ts'
import type { Coordinate } from './fit-coordinates.ts'
import type { Measurement } from './measurement.ts'

type Values = Record<string, number>

/** Factors that all times and rates of the model are tried with. */
const SPEEDS = [1, 0.1, 10, 0.01, 100] as const
/** And its voltage scales, for `populations`, the one model that is to be fitted to any device. */
const VOLTAGES = [1, 0.3, 3] as const

/**
 * Where a fit begins: the model's own values, with all conductances in one proportion and all times in another such that its
 * response comes near the measured one. The model of populations takes the size of its conductances, times and voltages from the data.
 * @param fixed parameters that keep their values
 * @param differences residuals of a set of parameters
 * @param ratios measured over modelled response where it is large
 * @throws RangeError where no start gives a finite response
 */
export function startValues(
  model: DeviceModel | GatedDeviceModel,
  measurement: Measurement,
  fixed: Readonly<Record<string, number>>,
  differences: (values: Values) => readonly number[],
  ratios: (values: Values) => readonly number[],
): Values {
  const own: Values = Object.fromEntries(model.parameters.map(({ name, value }) => [name, value]))
  const generic = model.name === 'populations'
  const base = generic ? inRange(model, { ...own, ...fromData(measurement) }) : own
  let best = { ...base, ...fixed }
  let least = cost(differences(best))
  for (const volts of generic ? VOLTAGES : [1]) {
    for (const speed of SPEEDS) {
      const trial = scaled(model, base, { speed, volts, siemens: 1 })
      const siemens = medianRatio(ratios({ ...trial, ...fixed }))
      for (const factor of new Set([1, siemens])) {
        const values = { ...scaled(model, base, { speed, volts, siemens: factor }), ...fixed }
        const found = cost(differences(values))
        // The model's own values are left only for something that is clearly nearer.
        if (found < 0.5 * least) {
          best = values
          least = found
        }
      }
    }
  }
  if (!Number.isFinite(least)) {
    throw new OptionError(
      'fitDevice',
      `a drive at which ${model.name} has no finite response`,
      'other units, or another model',
    )
  }
  return best
}

/** Parts of the range that all states are tried at. */
const PLACES = [0.02, 0.2, 0.5, 0.8, 0.98] as const

/**
 * States in which a fit of them begins: those of the device at rest, or all at one part of their ranges where that is clearly nearer.
 * @param moving coordinates of the states that are fitted
 * @param differences residuals with these states
 */
export function startStates(
  moving: readonly Coordinate[],
  differences: (states: Values) => readonly number[],
): Values {
  const at = (place: (c: Coordinate) => number): Values =>
    Object.fromEntries(moving.map(c => [c.name, place(c)]))
  let best = at(c => c.value(0))
  if (moving.length === 0) return best
  let least = cost(differences(best))
  for (const part of PLACES) {
    const states = at(({ range: [low, high] }) => low + part * (high - low))
    const found = cost(differences(states))
    if (found < 0.9 * least) {
      best = states
      least = found
    }
  }
  return best
}

function inRange({ parameters }: DeviceModel | GatedDeviceModel, values: Values): Values {
  return Object.fromEntries(
    parameters.map(({ name, range }) => [name, Math.min(range[1], Math.max(range[0], values[name]))]),
  )
}

function scaled(
  { parameters }: DeviceModel | GatedDeviceModel,
  values: Values,
  { speed, volts, siemens }: { readonly speed: number; readonly volts: number; readonly siemens: number },
): Values {
  const factors: Readonly<Record<string, number>> = {
    S: siemens,
    ohm: 1 / siemens,
    A: siemens * volts,
    C: (siemens * volts) / speed,
    s: 1 / speed,
    '1/s': speed,
    V: volts,
    '1/V': 1 / volts,
  }
  return Object.fromEntries(
    parameters.map(({ name, unit, range }) => {
      const value = values[name] * (factors[unit] ?? 1)
      return [name, Math.min(range[1], Math.max(range[0], value))]
    }),
  )
}

/** Median of the ratios that a proportion can give; 1 where there is none. */
function medianRatio(ratios: readonly number[]): number {
  const possible = ratios.filter(ratio => ratio > 0 && Number.isFinite(ratio))
  return possible.length === 0 ? 1 : median(possible)
}

function cost(residuals: readonly number[]): number {
  const sum = residuals.reduce((total, value) => total + value * value, 0)
  return Number.isFinite(sum) ? sum : Number.POSITIVE_INFINITY
}

/** Sizes of the parameters of the populations: a fraction of the range of what was measured. */
function fromData({ seconds, drive, response, reads }: Measurement): Values {
  const span = seconds.at(-1)! - seconds[0] || 1e-6
  const volts = drive.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  const conductances = Array.from(response, (value, k) => Math.abs(value / (reads?.volts ?? drive[k])))
    .filter(value => Number.isFinite(value) && value > 0)
    .toSorted((a, b) => a - b)
  const low = conductances[Math.floor(conductances.length * 0.05)] ?? 1e-6
  const high = conductances[Math.floor(conductances.length * 0.95)] ?? 1e-6
  const rise = Math.max(high - low, 0.1 * low)
  const pulsed = seconds.reduce(
    (sum, time, k) => sum + (k > 0 && drive[k] > 0.3 * volts ? time - seconds[k - 1] : 0),
    0,
  )
  const driven = Math.max(pulsed, 0.01 * span)
  return {
    baseConductance: low,
    baseBend: 10 * volts,
    baseBackBend: 10 * volts,
    ionBend: 10 * volts,
    ionBackBend: 10 * volts,
    fastConductance: rise,
    mediumConductance: rise,
    slowConductance: rise,
    fastRate: 3 / driven,
    mediumRate: 1 / driven,
    slowRate: 0.3 / driven,
    fastTime: 0.02 * span,
    mediumTime: 0.2 * span,
    slowTime: 5 * span,
    inVolts: volts,
    outRate: 1 / driven,
    outVolts: volts,
  }
}
