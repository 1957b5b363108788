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

/** A first guess by hand, from the sizes of the currents and the lengths of the sweeps and pulses. */
const start: Values = {
  baseConductance: 6.5e-9,
  volatileConductance: 5e-6,
  mediumConductance: 3.5e-6,
  secondConductance: 5e-6,
  deepConductance: 8e-4,
  bendForward: 0.126,
  bendBackward: 0.046,
  volatileRise: 40,
  mediumRise: 0.7,
  secondRise: 0.3,
  deepRise: 1.3e-5,
  riseVolts: 0.68,
  deepRiseVolts: 2.9,
  volatileFall: 0.037,
  mediumFall: 1.4e-6,
  secondFall: 8.5e-4,
  deepFall: 4e-5,
  fallVolts: 2.3,
  stiffFallVolts: 5,
  backwardFallVolts: 1.85,
  deep: 1e-3,
  area: 4,
}

/** All claims; `area` belongs to the pixels of the array, the sweeps are those of another device, of area 1. */
function claimRuns(values: Values): ClaimRun[] {
  const { deep, area, ...device } = values
  const state = { deep: deep! }
  return [...zntppClaimRuns(device, state), ...filterClaimRuns({ ...device, area: area! }, state)]
}

/** Targets where several samples share one device: between the published values. */
const targets: Readonly<Record<string, readonly number[]>> = {
  C01: [270, 778],
  C02: [-80, -10],
  C03: [-6.7],
  C04: [3.8, 3],
  C05: [-2, -0.96],
  C09: [31.4, 66.7],
  C11: [18.4],
  C12: [31.4, 58.8],
  C13: [7.4],
}

/** Relative differences in per cent. */
function residuals(values: Values): number[] {
  return claimRuns(values).flatMap(claim => {
    const wanted = targets[claim.id]
    if (wanted === undefined) return []
    const { simulated } = claim.run()
    return wanted.map((target, k) => 100 * (simulated[k] / target - 1))
  })
}

const fitted = roundValues(fitParameters({ start, residuals, leash: 0.2, iterations: 25 }), 3)
console.log('fitted parameters of zntpp, "deep" being the initial state and "area" that of the array pixels:')
console.log(fitted)
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
