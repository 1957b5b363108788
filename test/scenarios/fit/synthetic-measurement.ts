import type { GatedDeviceModel } from '../../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { normal } from '../../../arrays/random/keyed-random.ts'
import type { Measurement } from '../../../scenarios/fit/measurement.ts'
import { possibleDrives, predict } from '../../../scenarios/fit/predict.ts'
import { createPlasticDevice } from '../../../scenarios/plasticity/specimens/create-plastic-device.ts'

type Model = DeviceModel | GatedDeviceModel

/** The model's parameters, each moved by up to `share` of what a fit thinks possible; temperature, energies, area and zeros stay. */
export function movedParameters(model: Model, share: number): Record<string, number> {
  return Object.fromEntries(
    model.parameters.map(({ name, value, unit, range }, k) => {
      const move = share * Math.sin(3.1 * k + 1) * (['K', 'eV'].includes(unit) || name === 'area' ? 0 : 1)
      const moved = range[0] < 0 ? value * (1 + move) : value * Math.exp(move)
      return [name, Math.min(range[1], Math.max(range[0], moved))]
    }),
  )
}

/**
 * A measurement as an experimenter's: pulses of rising amplitude and width, a train, rests of different length, lowering pulses and a
 * sweep, with noise of `noise` times the response (at least 1 % of the largest).
 */
export function syntheticMeasurement(
  model: Model,
  parameters: Readonly<Record<string, number>>,
  noise: number,
): Measurement {
  const { raise, lower, driveUnit, fresh } = createPlasticDevice(model)
  const gated = 'channel' in model
  const seconds = [0]
  const drive = [0]
  const hold = (level: number, time: number, rows: number): void => {
    for (let k = 1; k <= rows; k++) {
      seconds.push(seconds.at(-1)! + time / rows)
      drive.push(level)
    }
  }
  const idle = gated || driveUnit === 'A' ? 0 : fresh().model.readVolts
  const rest = (time: number, rows: number): void => hold(idle, time, rows)
  for (const share of [0.4, 0.6, 0.7, 0.8, 1]) {
    hold(share * raise.level, raise.width, 3)
    hold(share * raise.level, raise.width, 1)
    rest(2 * raise.width, 2)
  }
  // A device with a gate is driven from one end of its range to the other.
  const train = gated ? (1.4 * model.pulses.raise.number * raise.width) / 20 : 2 * raise.width
  for (let k = 0; k < 20; k++) hold(raise.level, train, 1)
  rest(20 * raise.width, 6)
  rest(600 * raise.width, 8)
  const back = gated ? (1.4 * model.pulses.lower.number * lower.width) / 20 : 2 * lower.width
  for (let k = 0; k < 20; k++) hold(lower.level, back, 1)
  rest(10 * lower.width, 4)
  for (const share of [-0.2, -0.4, -0.6, -0.8, 0.2, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9]) {
    hold(share * raise.level, raise.width, 2)
  }
  rest(100 * raise.width, 6)
  const [driveKind] = possibleDrives(model) as [Measurement['driveKind']]
  const run = { seconds: Float64Array.from(seconds), drive: Float64Array.from(drive), driveKind }
  const clean = predict(model, { parameters }, run)
  const largest = clean.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return {
    ...run,
    file: 'synthetic.csv',
    response: clean.map((value, k) => value + noise * normal(5, 1, k) * Math.hypot(value, 0.01 * largest)),
    responseUnit: driveKind === 'current' ? 'V' : 'A',
  }
}
