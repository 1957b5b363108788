import { normal } from '../../../arrays/random/keyed-random.ts'
import { fitParameters, type Values } from './fit-parameters.ts'
import type { FittedDevice, NumberKey } from './fitted-device.ts'
import { distances, meetsNumbers } from './meets-numbers.ts'

type Predict = (values: Values) => number

/** Weight of a number that leaves nine tenths of its accepted range, against a pull. */
const HOLD = 10
/** A pull asks for a prediction e-fold larger or smaller, and counts an e-fold as this many accepted ranges. */
const PULL = 3
/** Shares of the way from a set that meets the others to the pulled one that are tried. */
const SHARES = [1, 0.8, 0.6, 0.4, 0.2, 0.1, 0.05, 0.02]
const LEASH = 10
/** A pull that brings less than this share is stuck; the next begins from parameters shaken by so much, as a logarithm. */
const GAIN = 1e-3
const SHAKE = 0.5

/**
 * Smallest and largest prediction over the parameter sets found that meet all numbers but those left out. The fitted parameters and the
 * assumed ones are free. An inner bound: sets that the search did not find may reach further.
 * @param bases sets of fitted parameters that meet them
 */
export function predictionRange(
  device: FittedDevice,
  bases: readonly Readonly<Values>[],
  left: readonly NumberKey[],
  predict: Predict,
): readonly [number, number] {
  const rest = device.fitted.filter(key => !left.includes(key))
  const free = movingAssumed(device, rest, predict)
  const sets = bases.map(base => ({ ...base, ...free }))
  const found = sets.map(predict)
  for (const sign of [1, -1]) {
    const further = (one: Values, other: Values): number =>
      sign * (sizeOf(predict(one)) - sizeOf(predict(other)))
    let best = sets.reduce((one, other) => (further(other, one) > 0 ? other : one))
    let stuck = 0
    for (let round = 0; round < device.rounds; round++) {
      const pulled = pull(device, shaken(best, sign, stuck), rest, predict, sign)
      const from = best
      const kept = SHARES.map(share => between(from, pulled, share)).find(
        set => further(set, from) > 0 && meetsNumbers(device, set, left),
      )
      stuck = kept !== undefined && further(kept, from) > GAIN ? 0 : stuck + 1
      if (kept !== undefined) best = kept
    }
    found.push(predict(best))
  }
  return [Math.min(...found), Math.max(...found)]
}

/** Assumed parameters that move one of the numbers or the prediction. */
function movingAssumed(device: FittedDevice, rest: readonly NumberKey[], predict: Predict): Values {
  const answers = (values: Values): number[] => [...distances(device, values, rest), sizeOf(predict(values))]
  const stored = { ...device.stored, ...device.assumed }
  const before = answers(stored)
  return Object.fromEntries(
    Object.entries(device.assumed).filter(([name, value]) =>
      answers({ ...stored, [name]: 1.1 * value }).some((after, k) => Math.abs(after - before[k]) > 1e-4),
    ),
  )
}

function pull(
  device: FittedDevice,
  start: Readonly<Values>,
  rest: readonly NumberKey[],
  predict: Predict,
  sign: number,
): Values {
  const wanted = sizeOf(predict(start)) + sign
  const residuals = (values: Values): number[] => [
    ...distances(device, values, rest).map(d => HOLD * Math.max(0, Math.abs(d) - 0.9)),
    PULL * (sizeOf(predict(values)) - wanted),
  ]
  return fitParameters({ start, residuals, leash: LEASH, iterations: device.iterations, oneSided: true })
}

/** The same on each run. @param times 0: as they are */
function shaken(values: Readonly<Values>, sign: number, times: number): Values {
  if (times === 0) return { ...values }
  return Object.fromEntries(
    Object.entries(values).map(([name, value], k) => [
      name,
      value * Math.exp(SHAKE * normal(sign + 2, times, k)),
    ]),
  )
}

/** Logarithm of a magnitude: currents and voltages may be negative. A prediction that a set does not give counts as nothing. */
function sizeOf(value: number): number {
  return Number.isFinite(value) ? Math.log(Math.max(Math.abs(value), Number.MIN_VALUE)) : 0
}

function between(from: Readonly<Values>, to: Readonly<Values>, share: number): Values {
  return Object.fromEntries(
    Object.keys(from).map(name => [name, from[name] * (to[name] / from[name]) ** share]),
  )
}
