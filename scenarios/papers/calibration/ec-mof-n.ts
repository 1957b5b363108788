/**
 * Fits EC-MOF-N to its claims and says how far the assumed parameters of EC-MOF-N and EC-MOF-H may move:
 * `npx tsx scenarios/papers/calibration/ec-mof-n.ts`. A few seconds. The printed values are those in arrays/devices/ec-mof.ts.
 */
import { ecMofH, ecMofN } from '../../../arrays/devices/ec-mof.ts'
import { ecMofNClaimRuns } from '../claims/ec-mof-n.ts'
import { ecMofNRanges } from './ec-mof-n-ranges.ts'
import { sodiumGuess } from './first-guesses.ts'
import { fitParameters, roundValues, type Values } from './fit-parameters.ts'
import { keepingInterval } from './keeping-interval.ts'
import { printChecks } from './print-checks.ts'
import { printDifferences } from './print-differences.ts'

const targets: Readonly<Record<string, number>> = { A11: 1.2, A12: 115, A13: 5.16, A14: 3.8 }

/** Relative differences in per cent; A12 is a bound and is only pulled when it comes near. */
function residuals(values: Values): number[] {
  return ecMofNClaimRuns(values).flatMap(claim => {
    const target = targets[claim.id]
    if (target === undefined) return []
    const difference = 100 * (claim.run().simulated[0] / target - 1)
    return [claim.id === 'A12' ? Math.min(0, difference) : difference]
  })
}

const fitted = roundValues(fitParameters({ start: sodiumGuess, residuals, leash: 0.3, iterations: 40 }), 3)
console.log('fitted parameters of ec-mof-n:')
console.log(fitted)
printDifferences(ecMofN, fitted)
printChecks(ecMofNClaimRuns(fitted), ecMofNRanges)
for (const name of [
  'layerConductance',
  'layerTime',
  'layerVolts',
  'entryVolts',
  'entryWidth',
  'exitVolts',
  'exitRate',
]) {
  const { value, range } = ecMofN.parameters.find(spec => spec.name === name)!
  const claimsAt = (trial: number) => ecMofNClaimRuns({ ...fitted, [name]: trial })
  const [low, high] = keepingInterval(value, range, claimsAt, ecMofNRanges)
  console.log(`ec-mof-n ${name}: ${low} to ${high} keeps all claims`)
}
for (const name of ['layerConductance', 'layerTime', 'layerVolts']) {
  const { value, range } = ecMofH.parameters.find(spec => spec.name === name)!
  const claimsAt = (trial: number) => ecMofNClaimRuns(fitted, { [name]: trial })
  const [low, high] = keepingInterval(value, range, claimsAt, ecMofNRanges)
  console.log(`ec-mof-h ${name}: ${low} to ${high} keeps all claims`)
}
