/**
 * Fits pentacene-p13 to its claims and says how far the assumed parameters may move: `npx tsx scenarios/papers/calibration/pentacene-p13.ts`.
 * About a minute. The printed values are those in arrays/devices/pentacene-p13.ts.
 */
import { pentaceneP13 } from '../../../arrays/devices/pentacene-p13.ts'
import type { ClaimRun } from '../claims/claim-run.ts'
import { learnEraseRelearn } from '../claims/learn-erase-relearn.ts'
import { pentaceneP13ClaimRuns } from '../claims/pentacene-p13.ts'
import { claimHolds } from './claim-holds.ts'
import { heterojunctionGuess } from './first-guesses.ts'
import { fitParameters, roundValues, type Values } from './fit-parameters.ts'
import { keepingInterval } from './keeping-interval.ts'
import { pentaceneRanges } from './pentacene-ranges.ts'
import { printChecks } from './print-checks.ts'
import { printDifferences } from './print-differences.ts'

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

const fitted = roundValues(fitThree(heterojunctionGuess), 4)
console.log('fitted parameters of pentacene-p13:')
console.log(fitted)
printDifferences(pentaceneP13, fitted)
printChecks(claimsWith(fitted), pentaceneRanges)
for (const { name, value, range, source } of pentaceneP13.parameters) {
  if (!source.startsWith('assumed')) continue
  const claimsAt = (trial: number): ClaimRun[] => claimsWith({ ...fitted, [name]: trial })
  const [low, high] =
    name === 'driftVolts' ? driftInterval(value) : keepingInterval(value, range, claimsAt, pentaceneRanges)
  console.log(`${name} ${value}: ${low} to ${high} keeps all claims`)
}

/** The slope of the drift says how much of a sweep counts: the three fitted parameters follow it, in steps of 0.05 V. */
function driftInterval(value: number): [number, number] {
  const keeps = (driftVolts: number): boolean => {
    const following = fitThree(fitted, { driftVolts })
    const claims = claimsWith({ ...following, driftVolts })
    return claims.every(claim => claimHolds(claim.id, claim.run(), pentaceneRanges))
  }
  const walk = (step: number): number => {
    let last = value
    while (keeps(last + step)) last += step
    return Number(last.toFixed(2))
  }
  return [walk(-0.05), walk(0.05)]
}
