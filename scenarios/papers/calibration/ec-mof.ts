/**
 * Fits EC-MOF-L to its claims and says how far the assumed parameters may move: `npx tsx scenarios/papers/calibration/ec-mof.ts`. About
 * three minutes. The printed values are those in arrays/devices/ec-mof.ts.
 */
import { type Cell, createCell } from '../../../arrays/devices/cell.ts'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { fitRelaxation } from '../../plasticity/fit-relaxation.ts'
import { type PulseTrainOptions, pulseTrain } from '../../plasticity/pulse-train.ts'
import { retention } from '../../plasticity/retention.ts'
import type { ClaimRun } from '../claims/claim-run.ts'
import { ecMofClaimRuns } from '../claims/ec-mof.ts'
import { ecMofSweepClaimRuns, sweepWindows } from '../claims/ec-mof-sweep.ts'
import { ecMofRanges } from './ec-mof-ranges.ts'
import { lithiumGuess } from './first-guesses.ts'
import { fitParameters, roundValues, type Values } from './fit-parameters.ts'
import { keepingInterval } from './keeping-interval.ts'
import { printChecks } from './print-checks.ts'
import { printDifferences } from './print-differences.ts'

const train: PulseTrainOptions = { volts: 3, width: 1.5, interval: 1.5, number: 10 }
const minute = Array.from({ length: 61 }, (_, k) => k)

/** Every difference in units of about a quarter of what the claim allows. */
function residuals(values: Values): number[] {
  const fresh = (): Cell => createCell(ecMofL, { parameters: values })
  const tau = (pulses: PulseTrainOptions): number => {
    const cell = fresh()
    pulseTrain(cell, pulses)
    return fitRelaxation(retention(cell, { seconds: minute })).tau
  }
  const level = (pulses: PulseTrainOptions): number => {
    const cell = fresh()
    const { initialAmps } = pulseTrain(cell, pulses)
    return retention(cell, { seconds: [240] }).amps[0] / initialAmps
  }
  const claims = new Map(ecMofClaimRuns(values).map(claim => [claim.id, claim]))
  const variants = [{ interval: 1 }, { interval: 2 }, { number: 8 }, { number: 12 }, { width: 2.9 }]
  return [
    (claims.get('A02')!.run().simulated[0] - 15) / 0.5,
    ...[1.5, 2.9, 5].flatMap(width => [2.5, 3, 5].map(volts => (tau({ volts, width }) - 11) / 0.6)),
    Math.max(0, 0.003 - claims.get('A05')!.run().margin!) / 0.001,
    Math.max(0, 0.5 - (level({ ...train, number: 8 }) - 1)) / 0.03,
    ...variants.map(variant => tau({ ...train, ...variant }) - 24),
    ...[3, 5].map(volts => (level({ ...train, volts, number: 40 }) - 1.88) / 0.05),
    (level({ ...train, number: 100 }) - 2.36) / 0.06,
  ]
}

/**
 * The redox reaction, by the window of A23 on each of six paths. It does not touch the other claims: they take currents at the ends
 * of pulses, when it is over, and ideal reads leave the charge out that flows back.
 */
function redoxResiduals(film: Values, redox: Values): number[] {
  return sweepWindows({ ...film, ...redox }).flatMap(window =>
    window === undefined ? [10, 10] : [(window[0] - 1.5) / 0.05, (window[1] - 1.8) / 0.05],
  )
}

const film = roundValues(fitParameters({ start: lithiumGuess, residuals, leash: 0.5, iterations: 40 }), 3)
const redox = roundValues(
  fitParameters({
    start: { redoxCharge: 12e-12, redoxVolts: 1.44 },
    residuals: values => redoxResiduals(film, values),
    leash: 0.5,
    iterations: 20,
  }),
  3,
)
const fitted = { ...film, ...redox }
const claimRuns = (values: Values): ClaimRun[] => [...ecMofClaimRuns(values), ...ecMofSweepClaimRuns(values)]
console.log('fitted parameters of ec-mof-l:')
console.log(fitted)
printDifferences(ecMofL, fitted)
printChecks(claimRuns(fitted), ecMofRanges)
for (const name of ['entryWidth', 'exitVolts', 'exitRate', 'redoxWidth', 'redoxTime']) {
  const { value, range } = ecMofL.parameters.find(spec => spec.name === name)!
  const [low, high] = keepingInterval(
    value,
    range,
    trial => claimRuns({ ...fitted, [name]: trial }),
    ecMofRanges,
  )
  console.log(`${name}: ${low} to ${high} keeps all claims`)
}
