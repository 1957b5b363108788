import { createCell } from '../../../arrays/devices/cell.ts'
import { pentaceneP13 } from '../../../arrays/devices/pentacene-p13.ts'
import { pulseTrain } from '../../plasticity/pulse-train.ts'
import { type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'

/**
 * D14 on single cells, for the calibration and the control: the claim itself is read off the array. With the program of the scenario learn-erase-relearn: +10 V pulses in number graded by the level, 50 pulses of
 * -10 V, and 85 % of the first number of +10 V pulses, each followed by a minute of rest.
 */
export function learnEraseRelearn(parameters: Readonly<Record<string, number>>): ClaimRun {
  const levels = [0.2, 0.4, 0.6, 0.8, 1]
  const stages = levels.map(level => {
    const cell = createCell(pentaceneP13, { parameters })
    const stage = (volts: number, number: number): number => {
      pulseTrain(cell, { volts, width: 0.05, interval: 0.05, number })
      cell.advance(0, 60)
      return 1e6 * cell.conductance(1)
    }
    return [stage(10, 100 * level), stage(-10, 50), stage(10, 85 * level)] as const
  })
  const [learnt, erased, relearnt] = [0, 1, 2].map(k => stages.map(stage => stage[k])) as [
    number[],
    number[],
    number[],
  ]
  const margin = Math.min(
    smallestRise(learnt),
    smallestRise(relearnt),
    ...learnt.map((before, k) => 0.5 - erased[k] / before),
    ...learnt.map((before, k) => relearnt[k] / before - 1),
  )
  const note =
    'after learning, erasing, relearning; margin: smallest step, erased below half, relearnt above learnt'
  return { id: 'D14', run: () => trendOutcome([...learnt, ...erased, ...relearnt], 'uS', margin, note) }
}
