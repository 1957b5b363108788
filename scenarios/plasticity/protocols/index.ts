import { conditioningProtocol } from './conditioning.ts'
import { consolidationProtocol } from './consolidation.ts'
import { muscleProtocol } from './muscle.ts'
import { pairedPulseProtocol } from './paired-pulse.ts'
import { postTetanicProtocol } from './post-tetanic.ts'
import { potentiationDepressionProtocol } from './potentiation-depression.ts'
import type { Protocol } from './protocol.ts'
import { relearningProtocol } from './relearning.ts'
import { retentionProtocol } from './retention.ts'
import { shortToLongProtocol } from './short-to-long.ts'
import { spikeTimingProtocol } from './spike-timing.ts'
import { sweepProtocol } from './sweep.ts'
import { levelProtocol, numberProtocol, rateProtocol, widthProtocol } from './varied-trains.ts'

/** All plasticity protocols, in the order in which they are listed. */
export const PROTOCOLS: readonly Protocol[] = [
  sweepProtocol,
  pairedPulseProtocol,
  postTetanicProtocol,
  numberProtocol,
  widthProtocol,
  rateProtocol,
  levelProtocol,
  spikeTimingProtocol,
  potentiationDepressionProtocol,
  retentionProtocol,
  shortToLongProtocol,
  relearningProtocol,
  conditioningProtocol,
  consolidationProtocol,
  muscleProtocol,
]

/** A protocol by its name or another name of it; undefined where there is none. */
export function findProtocol(name: string): Protocol | undefined {
  return PROTOCOLS.find(protocol => protocol.name === name || protocol.aliases.includes(name))
}
