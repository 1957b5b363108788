import type { Cell } from '../../../arrays/devices/cell.ts'
import type { Training } from '../../plasticity/classical-conditioning.ts'
import { pulseTrain } from '../../plasticity/pulse-train.ts'

/** The current that counts as a response, A. */
export const responseThreshold: number = 2e-4

/** The unconditioned and the conditioned stimulus of Fig. 4g: food and bell. Their width is assumed. */
const food = { volts: 10, width: 0.05 } as const
const bell = { volts: -3, width: 0.05 } as const

/** The current at the end of a stimulus. */
interface Response {
  readonly volts: number
  readonly amps: number
}

export interface Pavlov {
  readonly foodBefore: Response
  readonly bellBefore: Response
  /** The bell alone 1, 10, 60 and 300 s after the pairing. */
  readonly bellAfter: readonly Response[]
}

/**
 * Classical conditioning of one cell. A fresh cell carries 2 uA at +10 V, so the paper's food, which triggers
 * 0.2 mA before any pairing, was given to a device potentiated before: here by 212 pulses of +10 V, 50 ms, and
 * 200 s of rest. Then food, rest, bell, rest; ten pairs of bell and food within two seconds; and the bell alone.
 * @param training 'food alone' leaves the bells of the pairs out, their time kept
 */
export function pavlov(cell: Cell, training: Training = 'pairs'): Pavlov {
  pulseTrain(cell, { ...food, interval: 0.05, number: 212 })
  cell.advance(0, 200)
  const foodBefore = stimulate(cell, food)
  cell.advance(0, 200)
  const bellBefore = stimulate(cell, bell)
  cell.advance(0, 200)
  for (let pair = 0; pair < 10; pair++) {
    cell.advance(0, 0.1)
    if (training === 'pairs') stimulate(cell, bell)
    else cell.advance(0, bell.width)
    stimulate(cell, food)
  }
  let now = 0
  const bellAfter = [1, 10, 60, 300].map(seconds => {
    cell.advance(0, seconds - now)
    now = seconds + bell.width
    return stimulate(cell, bell)
  })
  return { foodBefore, bellBefore, bellAfter }
}

function stimulate(cell: Cell, stimulus: { readonly volts: number; readonly width: number }): Response {
  return { volts: stimulus.volts, amps: pulseTrain(cell, stimulus).peakAmps[0] }
}
