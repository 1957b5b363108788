/**
 * Fits ZnTPP/AlOx to its sweeps and to the pixels of the filtering array, and says how far the assumed parameters may
 * move: `npx tsx scenarios/papers/calibration/zntpp.ts`. About two minutes. The printed values are those in arrays/devices/zntpp.ts.
 */
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import type { ClaimRun } from '../claims/claim-run.ts'
import { zntppClaimRuns } from '../claims/zntpp.ts'
import { filterClaimRuns } from '../claims/zntpp-cases.ts'
import { fitParameters, roundValues, type Values } from './fit-parameters.ts'
import { keepingInterval } from './keeping-interval.ts'
import { printChecks } from './print-checks.ts'
import { printDifferences } from './print-differences.ts'

import { zntppRanges } from './zntpp-ranges.ts'

/** Given: what the claims leave open within wide limits. The barrier that `riseVolts` lowers is gone at 14.5 V, beyond the 14 V of C06. */
const chosen: Values = {
  volatileFall: 0.038,
  fallVolts: 1.95,
  riseVolts: 0.75,
  baseConductance: 7.8e-11,
}

/**
 * Where the fit starts: four digits of a set that a search by the same residuals ended in. `deepRest` is the number of deep ions that come in at
 * rest for each that leaves, so a fresh device stands where rest keeps it.
 */
const start: Values = {
  volatileConductance: 3.134e-6,
  mediumConductance: 6.348e-6,
  deepConductance: 0.001598,
  bendForward: 0.1856,
  bendBackward: 0.11,
  volatileRise: 320.7,
  mediumRise: 0.2698,
  deepRise: 7.326e-6,
  deepRiseVolts: 9.708,
  mediumFall: 2.546e-6,
  deepFall: 6.991e-5,
  stiffFallVolts: 4.643,
  backwardFallVolts: 1.892,
  deepRest: 4.678e-4,
  area: 5.826,
}

/** All claims; `area` belongs to the pixels of the array, the sweeps are those of another device, of area 1. */
function claimRuns(values: Values): ClaimRun[] {
  const { area, ...device } = values
  const state = { deep: shareAtRest(values.deepRest) }
  return [...zntppClaimRuns(device, state), ...filterClaimRuns({ ...device, area }, state)]
}

/** Of a population that comes in at so many times the rate at which it leaves. */
function shareAtRest(ratio: number): number {
  return ratio / (1 + ratio)
}

/** Claims that are fitted; the threshold (C06) is a parameter, C16 and C18 follow. */
const FITTED: ReadonlySet<string> = new Set([
  'C01',
  'C02',
  'C03',
  'C04',
  'C05',
  'C09',
  'C10',
  'C11',
  'C12',
  'C13',
  'C14',
  'C17',
])

/** Distance from the middle of the accepted range, 1 at its ends; cubed, so that the worst of them counts most. */
function residuals(values: Values): number[] {
  return claimRuns(values).flatMap(claim => {
    if (!FITTED.has(claim.id)) return []
    const range = zntppRanges[claim.id]
    return claim.run().simulated.map((value, k) => {
      const [low, high] = [range[2 * k], range[2 * k + 1]]
      const distance = (2 * value - low - high) / (high - low)
      return distance ** 3
    })
  })
}

const residualsOf = (values: Values): number[] => residuals({ ...chosen, ...values })
const fitted = {
  ...chosen,
  ...roundValues(fitParameters({ start, residuals: residualsOf, leash: 0.3, iterations: 8 }), 4),
}
console.log('fitted parameters of zntpp, "area" being that of the array pixels:')
console.log(fitted)
console.log(`a fresh device: deep ${shareAtRest(fitted.deepRest!)}`)
const { area: _area, ...device } = fitted
printDifferences(zntpp, device)
printChecks(claimRuns(fitted), zntppRanges)
for (const name of ['thresholdLow', 'thresholdHigh']) {
  const { value, range } = zntpp.parameters.find(spec => spec.name === name)!
  const [low, high] = keepingInterval(
    value,
    range,
    trial => claimRuns({ ...fitted, [name]: trial }),
    zntppRanges,
    1.01,
  )
  console.log(`${name}: ${low} to ${high} keeps all claims`)
}
