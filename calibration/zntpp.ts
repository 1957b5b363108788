/**
 * Fits ZnTPP/AlOx to its sweeps and to the pixels of the filtering array, and says how far the assumed parameters may
 * move: `npx tsx calibration/zntpp.ts`. About two minutes. The printed values are those in arrays/devices/zntpp.ts.
 */
import { zntpp } from '../arrays/devices/zntpp.ts'
import type { ClaimRun } from '../scenarios/claims/claim-run.ts'
import { zntppClaimRuns } from '../scenarios/claims/zntpp.ts'
import type { Ranges } from './claim-holds.ts'
import { fitParameters, roundValues, type Values } from './fit-parameters.ts'
import { keepingInterval } from './keeping-interval.ts'
import { printChecks } from './print-checks.ts'
import { filterClaimRuns } from './zntpp-cases.ts'

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
  fallVolts: 1.6,
  stiffFallVolts: 6.4,
  backwardFallVolts: 1.62,
  deep: 1e-3,
  area: 4,
}

/** What the claims ask for: low and high of each published value. */
const ranges: Ranges = {
  C01: [256.5, 283.5, 739.1, 816.9],
  C02: [-84, -76, -10.5, -9.5],
  C03: [-7.04, -6.36],
  C04: [3.61, 3.99, 2.85, 3.15],
  C05: [-2.1, -1.9, -1.008, -0.912],
  C06: [6.01, 7],
  C09: [29.17, 32.23, 63.37, 70.03],
  C10: [29.93, 33.07, 56.62, 62.58],
  C11: [17.5, 19.3],
  C12: [30.5, 33.7, 55.1, 60.9],
  C13: [7.03, 7.77],
  C14: [7.6, 8.4],
  C16: [3.05, 3.43],
  C17: [0.37, 0.44],
  C18: [2.06, 2.28, 1.796, 1.984, 1.72, 1.9],
}
/** Inputs of Case 2, which the paper does not print: the word goes on from where Cases 3 and 4 stop after 30. */
const inputs = 60

/** All claims; `area` belongs to the pixels of the array, the sweeps are those of another device, of area 1. */
function claimRuns(values: Values): ClaimRun[] {
  const { deep, area, ...device } = values
  const state = { deep: deep! }
  return [...zntppClaimRuns(device, state), ...filterClaimRuns({ ...device, area: area! }, state, inputs)]
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
    return wanted.map((target, k) => 100 * (simulated[k]! / target - 1))
  })
}

const fitted = roundValues(fitParameters({ start, residuals, leash: 0.2, iterations: 25 }), 3)
console.log('fitted parameters of zntpp, "deep" being the initial state and "area" that of the array pixels:')
console.log(fitted)
printChecks(claimRuns(fitted), ranges)
for (const name of ['thresholdLow', 'thresholdHigh']) {
  const { value, range } = zntpp.parameters.find(spec => spec.name === name)!
  const [low, high] = keepingInterval(
    value,
    range,
    trial => claimRuns({ ...fitted, [name]: trial }),
    ranges,
    1.01,
  )
  console.log(`${name}: ${low} to ${high} keeps all claims`)
}
