import { fitParameters, type Values } from './fit-parameters.ts'
import type { FittedDevice, NumberKey } from './fitted-device.ts'
import { distances, meetsNumbers, numberOf } from './meets-numbers.ts'
import { predictionRange } from './prediction-range.ts'

/** Prediction of a number without it. */
export interface LeftOut {
  /** By a refit to the other numbers, from the guess. */
  readonly refit: number
  /** Whether that refit meets the others. */
  readonly meets: boolean
  /** Smallest and largest prediction of the sets found that meet the others. */
  readonly range: readonly [low: number, high: number]
}

const LEASH = 10

/** Refits a device without some numbers and predicts the first of them. */
export function leaveOut(device: FittedDevice, left: readonly NumberKey[]): LeftOut {
  const predict = (values: Values): number => numberOf(device, values, left[0])
  const rest = device.fitted.filter(key => !left.includes(key))
  const fitted = fitParameters({
    start: device.guess,
    residuals: values => distances(device, values, rest),
    leash: LEASH,
    iterations: device.iterations,
  })
  const meets = meetsNumbers(device, fitted, left)
  const bases = meets ? [fitted, device.stored] : [device.stored]
  return { refit: predict(fitted), meets, range: predictionRange(device, bases, left, predict) }
}
