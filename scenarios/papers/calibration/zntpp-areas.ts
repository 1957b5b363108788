/**
 * Fits what the paper of ZnTPP/AlOx leaves open of its area series to the four figures of C21 and C22, with the device as it is:
 * `npx tsx scenarios/papers/calibration/zntpp-areas.ts`. Half a minute. The printed values are those of claims/zntpp-areas.ts.
 */
import { zntppAreaClaimRuns } from '../claims/zntpp-areas.ts'
import { fitParameters, roundValues, type Values } from './fit-parameters.ts'
import { printChecks } from './print-checks.ts'

const ranges = { C21: [70.3, 77.7, 1425, 1575], C22: [431.3, 476.7, 3845.6, 4250.4] }

const series = ({ sample, ohms, volts }: Values) => ({ sample: sample!, ohms: ohms!, volts: volts! })
const claimsOf = (values: Values) => zntppAreaClaimRuns(series(values)).filter(({ id }) => id in ranges)

/** Distance from the middle of the accepted range, 1 at its ends; cubed, so that the worst of them counts most. */
function residuals(values: Values): number[] {
  return claimsOf(values).flatMap(({ id, run }) => {
    const range = ranges[id as keyof typeof ranges]
    return run().simulated.map((value, k) => {
      const [low, high] = [range[2 * k]!, range[2 * k + 1]!]
      return ((2 * value - low - high) / (high - low)) ** 3
    })
  })
}

for (const start of [
  { sample: 1, ohms: 540, volts: 7.25 },
  { sample: 1.3, ohms: 500, volts: 7 },
]) {
  const fitted = roundValues(fitParameters({ start, residuals, leash: 1, iterations: 8, oneSided: true }), 3)
  console.log(fitted)
  printChecks(claimsOf(fitted), ranges)
}
