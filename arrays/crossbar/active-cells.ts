import type { RelaxationPlanes } from '../../kernels/swept-relaxation.ts'
import type { DeviceModel } from '../devices/model.ts'

/** A state that goes further in a segment, over its own magnitude, makes a cell an active one. */
const ACTIVE = 0.05
/** Share of its range below which a state is measured against it. */
const SMALLEST = 1e-2

/** The states of an array at the start of a segment, and what they would do under the voltages there. */
export interface StartingStates {
  readonly states: readonly Float64Array[]
  readonly ranges: readonly (readonly [low: number, high: number])[]
  readonly relaxation: RelaxationPlanes
  readonly stuck: Float64Array | undefined
}

/** Flat indices of the cells whose states would move by much in some seconds. */
export function activeCells(
  { states, ranges, relaxation, stuck }: StartingStates,
  seconds: number,
): Int32Array {
  const active: number[] = []
  const floors = ranges.map(floorOf)
  for (let k = 0; k < states[0].length; k++) {
    if (stuck !== undefined && !Number.isNaN(stuck[k])) continue
    const moves = states.some((plane, s) => {
      const left = Math.abs(relaxation.targets[s][k] - plane[k])
      const most = ACTIVE * (Math.abs(plane[k]) + floors[s])
      return left > most && left * -Math.expm1(-relaxation.rates[s][k] * seconds) > most
    })
    if (moves) active.push(k)
  }
  return Int32Array.from(active)
}

/** Largest difference of states of any cell, measured as for activeCells. */
export function activeDistance(
  { states }: Pick<DeviceModel, 'states'>,
  a: readonly Float64Array[],
  b: readonly Float64Array[],
): number {
  let most = 0
  states.forEach(({ range }, s) => {
    const floor = floorOf(range)
    for (let k = 0; k < a[s].length; k++)
      most = Math.max(most, Math.abs(a[s][k] - b[s][k]) / (Math.abs(a[s][k]) + floor))
  })
  return most
}

function floorOf([low, high]: readonly [low: number, high: number]): number {
  return SMALLEST * (Number.isFinite(high - low) ? high - low : 1)
}
