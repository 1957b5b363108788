/**
 * Fits the actuator of the artificial muscle (A19): `npx tsx scenarios/papers/calibration/muscle.ts`. A straight line through the two forces
 * that are not zero; whether the first set of pulses stays below the threshold is what the fit leaves to be checked.
 */
import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofH } from '../../../arrays/devices/ec-mof.ts'
import { fibreMuscle } from '../../plasticity/muscle.ts'
import { ecMofUseClaimRuns, fitActuator } from '../claims/ec-mof-uses.ts'

const { gain, thresholdAmps } = fitActuator(() => createCell(ecMofH))
console.log(`gain ${gain.toPrecision(4)} N/A, threshold ${thresholdAmps.toPrecision(4)} A`)
console.log(`stored: gain ${fibreMuscle.gain} N/A, threshold ${fibreMuscle.thresholdAmps} A`)
console.log(
  ecMofUseClaimRuns()
    .find(({ id }) => id === 'A19')!
    .run(),
)
