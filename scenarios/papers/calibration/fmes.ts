/**
 * Fits the FMES to its claims and says how far the assumed self-discharge may move: `npx tsx scenarios/papers/calibration/fmes.ts`. About
 * half a minute. The printed values are those in arrays/devices/fmes.ts.
 */
import { fmes } from '../../../arrays/devices/fmes.ts'
import { createStorageCell } from '../../../arrays/devices/storage-cell.ts'
import { fmesClaimRuns } from '../claims/fmes.ts'
import { pairHeights } from '../claims/fmes-pairs.ts'
import { storageGuess } from './first-guesses.ts'
import { fitParameters, roundValues, type Values } from './fit-parameters.ts'
import { fmesRanges } from './fmes-ranges.ts'
import { keepingInterval } from './keeping-interval.ts'
import { printChecks } from './print-checks.ts'
import { printDifferences } from './print-differences.ts'

/** The published figures, and a quarter of what each may be missed by. */
const targets: Readonly<Record<string, readonly [number, number]>> = {
  B02: [1.6, 0.02],
  B03: [0.47, 0.006],
  B04: [0.12, 0.003],
  B05: [0.74, 0.0185],
  B21: [8.1, 0.1],
  B22: [290, 22],
}

/** The pair of Fig. 3c, V, fitted with pulses of 10 ms: with 1 ms no circuit of this kind meets it and B04 (conflicts.ts). */
function pairResiduals(values: Values): number[] {
  const [first, second] = pairHeights(
    ohms => createStorageCell(fmes, { parameters: { ...values, regulatingOhms: ohms } }),
    7000,
    0.01,
  )
  return [(first - 0.094) / 0.0012, (second - 0.115) / 0.0015, (second / first - 1.223) / 0.016]
}

function residuals(values: Values): number[] {
  const sweeps = fmesClaimRuns(values).flatMap(({ id, run }) => {
    const target = targets[id]
    return target === undefined ? [] : [(run().simulated[0] - target[0]) / target[1]]
  })
  return [...sweeps, ...pairResiduals(values)]
}

// The leash is long: nine figures hold four parameters without help.
const fitted = roundValues(fitParameters({ start: storageGuess, residuals, leash: 5, iterations: 40 }), 3)
console.log('fitted parameters of fmes:')
console.log(fitted)
printDifferences(fmes, fitted)
printChecks(fmesClaimRuns(fitted), fmesRanges)
const { value, range } = fmes.parameters.find(({ name }) => name === 'leakOhms')!
const [low, high] = keepingInterval(
  value,
  range,
  trial => fmesClaimRuns({ ...fitted, leakOhms: trial }),
  fmesRanges,
)
console.log(`leakOhms: ${low} to ${high} keeps all claims`)
