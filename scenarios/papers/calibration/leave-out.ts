import type { ClaimRun } from '../claims/claim-run.ts'
import { CONFLICTS } from '../claims/conflicts.ts'
import type { Ranges } from './claim-holds.ts'
import { fitParameters, type Values } from './fit-parameters.ts'

/** A published number: a claim and which of its values, "C01.0". */
export type NumberKey = string

/** A device whose parameters were fitted to numbers. */
export interface FittedDevice {
  readonly name: string
  /** The fitted parameters, by hand or rounded to one digit: where a refit starts. */
  readonly guess: Readonly<Values>
  /** The same as they are stored: a set that meets all numbers. */
  readonly stored: Readonly<Values>
  readonly claims: (values: Values) => readonly ClaimRun[]
  readonly ranges: Ranges
  /** Of each fit. */
  readonly iterations: number
  /** Numbers that are fitted. Other claims with a range, and the trends, only have to hold. */
  readonly fitted: readonly NumberKey[]
  /** Numbers left out together: the one that is predicted first, then those that say the same (a ratio with it). */
  readonly leave: readonly (readonly NumberKey[])[]
  /** Predictions that no number holds: over all sets that meet every number. */
  readonly beyond?: readonly { readonly what: string; readonly unit: string; run(values: Values): number }[]
}

/** Prediction of a number without it. */
export interface LeftOut {
  /** By a refit to the other numbers, from the guess. */
  readonly refit: number
  /** Whether that refit meets the others. */
  readonly meets: boolean
  /** Smallest and largest prediction of the sets found that meet the others. */
  readonly range: readonly [low: number, high: number]
}

/** Weight of a number that leaves nine tenths of its accepted range, against a pull. */
const HOLD = 10
/** A pull asks for a prediction e-fold larger or smaller, and counts an e-fold as this many accepted ranges. */
const PULL = 3
/** Distance of a number that a device does not give. */
const FAR = 100
/** Shares of the way from a set that meets the others to the pulled one that are tried. */
const SHARES = [1, 0.8, 0.6, 0.4, 0.2]
const LEASH = 10
/** Pulls in one direction, each from where the one before ended. */
const ROUNDS = 3

/** Refits a device without some numbers and predicts the first of them. */
export function leaveOut(device: FittedDevice, left: readonly NumberKey[]): LeftOut {
  const predict = (values: Values): number => predicted(device, values, left[0])
  const rest = device.fitted.filter(key => !left.includes(key))
  const residuals = (values: Values): number[] => distances(device, values, rest)
  const fitted = fitParameters({
    start: device.guess,
    residuals,
    leash: LEASH,
    iterations: device.iterations,
  })
  const meets = meetsRest(device, fitted, left)
  const base = meets ? fitted : device.stored
  const range = rangeOf(device, base, left, predict)
  return { refit: predict(fitted), meets, range }
}

/** Smallest and largest prediction over the sets found that meet all numbers but those left out. */
export function rangeOf(
  device: FittedDevice,
  base: Readonly<Values>,
  left: readonly NumberKey[],
  predict: (values: Values) => number,
): readonly [number, number] {
  const rest = device.fitted.filter(key => !left.includes(key))
  const found = [predict(device.stored), predict(base)]
  for (const sign of [1, -1]) {
    let from = base
    for (let round = 0; round < ROUNDS; round++) {
      const wanted = sizeOf(predict(from)) + sign
      const residuals = (values: Values): number[] => [
        ...distances(device, values, rest).map(d => HOLD * Math.max(0, Math.abs(d) - 0.9)),
        PULL * (sizeOf(predict(values)) - wanted),
      ]
      const pulled = fitParameters({ start: from, residuals, leash: LEASH, iterations: device.iterations })
      const tried = SHARES.map(share => between(from, pulled, share))
      const kept = tried.find(set => meetsRest(device, set, left))
      if (kept === undefined) break
      found.push(predict(kept))
      from = kept
    }
  }
  return [Math.min(...found), Math.max(...found)]
}

/** Logarithm of a magnitude: currents and voltages may be negative. */
function sizeOf(value: number): number {
  return Math.log(Math.max(Math.abs(value), Number.MIN_VALUE))
}

function between(from: Readonly<Values>, to: Readonly<Values>, share: number): Values {
  return Object.fromEntries(
    Object.keys(from).map(name => [name, from[name] * (to[name] / from[name]) ** share]),
  )
}

/** Whether all numbers but those left out lie in their ranges, and all trends hold but those of admitted conflicts. */
function meetsRest({ claims, ranges }: FittedDevice, values: Values, left: readonly NumberKey[]): boolean {
  return claims(values).every(({ id, run }) => {
    const range = ranges[id]
    const none = (range?.length ?? 2) / 2
    const open = Array.from({ length: none }, (_, k) => left.includes(`${id}.${k}`))
    if (open.every(gone => gone)) return true
    if (range === undefined) return CONFLICTS[id] !== undefined || run().holds !== false
    const { simulated, holds } = run()
    const within = simulated.every(
      (value, k) => open[k] || (value >= range[2 * k] && value <= range[2 * k + 1]),
    )
    return within && (holds !== false || CONFLICTS[id] !== undefined)
  })
}

/** Distance of each number from the middle of its accepted range, 1 at its ends; of a bound, only what is beyond it. */
function distances(device: FittedDevice, values: Values, keys: readonly NumberKey[]): number[] {
  const runs = new Map(device.claims(values).map(claim => [claim.id, claim]))
  const outcomes = new Map<string, readonly number[]>()
  return keys.map(key => {
    const [id, index] = key.split('.')
    if (!outcomes.has(id)) outcomes.set(id, simulatedBy(runs.get(id)!))
    const value = outcomes.get(id)![Number(index)] ?? Number.NaN
    if (!Number.isFinite(value)) return FAR
    const [low, high] = device.ranges[id].slice(2 * Number(index))
    if (high === Number.POSITIVE_INFINITY) return Math.min(0, (value - low) / (0.05 * low))
    return (2 * value - low - high) / (high - low)
  })
}

/** A protocol that has no answer for a device, a circuit that implies nothing, gives nothing. */
function simulatedBy(claim: ClaimRun): readonly number[] {
  try {
    return claim.run().simulated
  } catch (error) {
    if (error instanceof Error) return []
    throw error
  }
}

function predicted({ claims }: FittedDevice, values: Values, key: NumberKey): number {
  const [id, index] = key.split('.')
  return claims(values)
    .find(claim => claim.id === id)!
    .run().simulated[Number(index)]
}
