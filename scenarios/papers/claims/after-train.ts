import type { Cell } from '../../../arrays/devices/cell.ts'
import { type PulseTrainOptions, pulseTrain } from '../../plasticity/pulse-train.ts'
import { type Decay, retention } from '../../plasticity/retention.ts'

/** Makes a cell that no pulse has reached yet. */
export type Fresh = () => Cell

/** Reads after a train on a fresh cell, in units of the current before it: I/I0 against the time since the last pulse. */
export function decayAfter(fresh: Fresh, pulses: PulseTrainOptions, seconds: readonly number[]): Decay {
  const cell = fresh()
  const { initialAmps } = pulseTrain(cell, pulses)
  const decay = retention(cell, { seconds })
  return { seconds: decay.seconds, amps: decay.amps.map(amps => amps / initialAmps) }
}

/** I/I0 so many seconds after a train. */
export function levelAfter(fresh: Fresh, pulses: PulseTrainOptions, seconds: number): number {
  return decayAfter(fresh, pulses, [seconds]).amps[0]
}
