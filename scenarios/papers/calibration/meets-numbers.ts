import type { ClaimOutcome, ClaimRun } from '../claims/claim-run.ts'
import { CONFLICTS } from '../claims/conflicts.ts'
import type { Values } from './fit-parameters.ts'
import type { FittedDevice, NumberKey } from './fitted-device.ts'

/** Distance of a number that a device does not give. */
const FAR = 100

/** Whether all numbers but those left out lie in their ranges, and all trends hold but those of admitted conflicts. */
export function meetsNumbers(device: FittedDevice, values: Values, left: readonly NumberKey[]): boolean {
  const { ranges } = device
  return (
    claimsOf(device, values)?.every(claim => {
      const { id } = claim
      const range = ranges[id]
      const none = (range?.length ?? 2) / 2
      const open = Array.from({ length: none }, (_, k) => left.includes(`${id}.${k}`))
      if (open.every(gone => gone)) return true
      if (range === undefined && CONFLICTS[id] !== undefined) return true
      const outcome = outcomeOf(claim)
      if (outcome === undefined) return false
      const { simulated, holds } = outcome
      const within =
        range === undefined ||
        simulated.every((value, k) => open[k] || (value >= range[2 * k] && value <= range[2 * k + 1]))
      return within && (holds !== false || CONFLICTS[id] !== undefined)
    }) ?? false
  )
}

/** Distance of each number from the middle of its accepted range, 1 at its ends; of a bound, only what is beyond it. */
export function distances(device: FittedDevice, values: Values, keys: readonly NumberKey[]): number[] {
  const runs = new Map(claimsOf(device, values)?.map(claim => [claim.id, claim]))
  const outcomes = new Map<string, readonly number[]>()
  return keys.map(key => {
    const [id, index] = key.split('.')
    if (!outcomes.has(id)) outcomes.set(id, outcomeOf(runs.get(id))?.simulated ?? [])
    const value = outcomes.get(id)![Number(index)] ?? Number.NaN
    if (!Number.isFinite(value)) return FAR
    const [low, high] = device.ranges[id].slice(2 * Number(index))
    if (high === Number.POSITIVE_INFINITY) return Math.min(0, (value - low) / (0.05 * low))
    return (2 * value - low - high) / (high - low)
  })
}

/** The value that a device gives for a number. */
export function numberOf(device: FittedDevice, values: Values, key: NumberKey): number {
  const [id, index] = key.split('.')
  const claim = claimsOf(device, values)?.find(known => known.id === id)
  return outcomeOf(claim)?.simulated[Number(index)] ?? Number.NaN
}

/** Nothing for values outside of what is physical, where a device is made at once. */
function claimsOf({ claims }: FittedDevice, values: Values): readonly ClaimRun[] | undefined {
  return orNothing(() => claims(values))
}

/** Nothing for such values too, and for a protocol that has no answer for a device. */
function outcomeOf(claim: ClaimRun | undefined): ClaimOutcome | undefined {
  return claim === undefined ? undefined : orNothing(() => claim.run())
}

function orNothing<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
