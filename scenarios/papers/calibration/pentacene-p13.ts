/**
 * Fits pentacene-p13 to its claims and says how far the assumed parameters may move: `npx tsx scenarios/papers/calibration/pentacene-p13.ts`.
 * About a minute. The printed values are those in arrays/devices/pentacene-p13.ts.
 */
import { createCell } from '../../../arrays/devices/cell.ts'
import { pentaceneP13 } from '../../../arrays/devices/pentacene-p13.ts'
import { pulseTrain } from '../../plasticity/pulse-train.ts'
import { type ClaimRun, smallestRise, trendOutcome } from '../claims/claim-run.ts'
import { pentaceneP13ClaimRuns } from '../claims/pentacene-p13.ts'
import { claimHolds, type Ranges } from './claim-holds.ts'
import { fitParameters, roundValues, type Values } from './fit-parameters.ts'
import { keepingInterval } from './keeping-interval.ts'
import { printChecks } from './print-checks.ts'
import { printDifferences } from './print-differences.ts'

/** A first guess by hand. */
const start: Values = { baseConductance: 1.5e-7, lastingGain: 6.4, lastingRate: 0.25 }

/** What the value claims ask for: low, high of each value; the other claims are trends and must hold. */
const ranges: Ranges = {
  D01: [0.95 * 2.1e-6, 1.05 * 2.1e-6, 0.95 * 1.5e-3, 1.05 * 1.5e-3],
  D10: [30, 300],
  D16: [640, 790],
  D18: [20, Number.POSITIVE_INFINITY],
  D19: [0, 66.7],
  D20: [66.7, Number.POSITIVE_INFINITY],
}

/**
 * D14 on single cells, with the program of the scenario learn-erase-relearn: +10 V pulses in number graded by the level, 50 pulses of
 * -10 V, and 85 % of the first number of +10 V pulses, each followed by a minute of rest.
 */
function learnEraseRelearn(parameters: Values): ClaimRun {
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

function claimsWith(parameters: Values): ClaimRun[] {
  return [...pentaceneP13ClaimRuns(parameters), learnEraseRelearn(parameters)]
}

/** Fits three parameters to three claims, the others given: residuals in units of 0.01 %. */
function fitThree(start: Values, assumed: Values = {}): Values {
  const residuals = (values: Values): number[] => {
    const claims = new Map(pentaceneP13ClaimRuns({ ...assumed, ...values }).map(claim => [claim.id, claim]))
    const [first, last] = claims.get('D01')!.run().simulated
    const [longOverShort] = claims.get('D10')!.run().simulated
    return [first! / 2.1e-6, last! / 1.5e-3, longOverShort! / 100].map(ratio => Math.log(ratio) / 1e-4)
  }
  return fitParameters({ start, residuals, leash: 1, iterations: 5 })
}

const fitted = roundValues(fitThree(start), 4)
console.log('fitted parameters of pentacene-p13:')
console.log(fitted)
printDifferences(pentaceneP13, fitted)
printChecks(claimsWith(fitted), ranges)
for (const { name, value, range, source } of pentaceneP13.parameters) {
  if (!source.startsWith('assumed')) continue
  const claimsAt = (trial: number): ClaimRun[] => claimsWith({ ...fitted, [name]: trial })
  const [low, high] =
    name === 'driftVolts' ? driftInterval(value) : keepingInterval(value, range, claimsAt, ranges)
  console.log(`${name} ${value}: ${low} to ${high} keeps all claims`)
}

/** The slope of the drift says how much of a sweep counts: the three fitted parameters follow it, in steps of 0.05 V. */
function driftInterval(value: number): [number, number] {
  const keeps = (driftVolts: number): boolean => {
    const following = fitThree(fitted, { driftVolts })
    const claims = claimsWith({ ...following, driftVolts })
    return claims.every(claim => claimHolds(claim.id, claim.run(), ranges))
  }
  const walk = (step: number): number => {
    let last = value
    while (keeps(last + step)) last += step
    return Number(last.toFixed(2))
  }
  return [walk(-0.05), walk(0.05)]
}
