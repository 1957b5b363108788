import type { DeviceModel } from '../../arrays/devices/model.ts'
import { paperPulses } from '../plasticity/specimens/paper-pulses.ts'

export interface LoopPulse {
  readonly volts: number
  /** s */
  readonly width: number
}

/** The pulses of a loop of potentiation and depression. */
export interface LoopProtocol {
  readonly up: LoopPulse
  readonly down: LoopPulse
  /** At 0 V after each pulse, s. */
  readonly rest: number
  /** Pulses of each half. */
  readonly number: number
  /** Seconds at rest before each read, so that what is read is what stays. */
  readonly settle: number
  /** Cycles gone through; the last is taken, when the loop has closed. */
  readonly cycles: number
}

/** The loops of the EC-MOF paper (Fig. S16, 50 + 50 pulses; -1.5 V is ours) in their third cycle. */
const EC_MOF: LoopProtocol = {
  up: { volts: 3, width: 1.5 },
  down: { volts: -1.5, width: 1.5 },
  rest: 1.5,
  number: 50,
  settle: 0,
  cycles: 3,
}
/** +10 V, 50 ms of Fig. 4; depression at -5 V (ours: -10 V, which clears the device, takes most of it in one pulse). */
const PENTACENE: LoopProtocol = {
  up: { volts: 10, width: 0.05 },
  down: { volts: -5, width: 0.05 },
  rest: 0.05,
  number: 100,
  settle: 60,
  cycles: 12,
}

/** Loops of two-terminal devices, and of those that are fitted with their laws. */
const TRAINING_LOOPS: Readonly<Record<string, LoopProtocol>> = {
  'ec-mof-n': EC_MOF,
  'ec-mof-l': EC_MOF,
  'pentacene-p13': PENTACENE,
}

/** The loop of a two-terminal device: that of its training, else the pulses of its file or its paper in their third cycle. */
export function loopProtocol(model: DeviceModel): LoopProtocol {
  const base = model.base ?? model.name
  if (Object.hasOwn(TRAINING_LOOPS, base)) return TRAINING_LOOPS[base]
  const { raise, lower, pulses } = paperPulses(model)
  return {
    up: { volts: raise.level, width: raise.width },
    down: { volts: lower.level, width: lower.width },
    rest: Math.max(raise.interval, lower.interval),
    number: pulses,
    settle: 0,
    cycles: 3,
  }
}
