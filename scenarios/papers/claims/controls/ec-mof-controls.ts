import { createCell } from '../../../../arrays/devices/cell.ts'
import { ecMofH, ecMofN } from '../../../../arrays/devices/ec-mof.ts'
import type { ClaimOutcome } from '../claim-run.ts'
import { ecMofClaimRuns } from '../ec-mof.ts'
import { ecMofNClaimRuns } from '../ec-mof-n.ts'
import { ecMofSweepClaimRuns } from '../ec-mof-sweep.ts'
import { conditioning, ecMofUseClaimRuns, muscleThroughResistor } from '../ec-mof-uses.ts'
import { type ControlRun, type Mechanism, mechanismsOff } from './control-run.ts'

const noEntry: Mechanism = {
  what: 'no ions enter surface or pores',
  parameters: { surfaceRate: 0, poreRate: 0 },
}
const noLayer: Mechanism = { what: 'no double layer', parameters: { layerConductance: 0 } }
const noIons: Mechanism = {
  what: 'a resistor: no ions anywhere',
  parameters: { ...noEntry.parameters, ...noLayer.parameters },
}
const noPores: Mechanism = { what: 'no ions enter the pores', parameters: { poreRate: 0 } }
const noSurface: Mechanism = { what: 'no ions enter the surface', parameters: { surfaceRate: 0 } }
const noThreshold: Mechanism = {
  what: 'entry that grows with the voltage to 5 V and beyond (width of the threshold 5 V)',
  parameters: { entryWidth: 5 },
}

const stayingProtons: Mechanism = {
  what: 'protons that stay as sodium does',
  parameters: Object.fromEntries(ecMofN.parameters.map(({ name, value }) => [name, value])),
}

/** Controls of the claims on EC-MOF devices. */
export const ecMofControls: readonly ControlRun[] = [
  ...mechanismsOff(ecMofClaimRuns, [
    ['A01 A05', noIons],
    ['A02 A03 A06 A22', noEntry],
    ['A04', noLayer],
    ['A07', noSurface],
    ['A08 A09 A24 A25', noPores],
  ]),
  ...mechanismsOff(ecMofSweepClaimRuns, [
    ['A23', { what: 'no redox centres', parameters: { redoxCharge: 0 } }],
  ]),
  ...mechanismsOff(ecMofNClaimRuns, [
    ['A11 A12', noSurface],
    ['A13 A14 A28', noPores],
    ['A15', noEntry],
    ['A16', { what: 'negative voltages draw no ions out', parameters: { exitRate: 0 } }],
    ['A26', noThreshold],
    ['A27', { what: 'a surface that ions leave within 2 s', parameters: { surfaceTime: 2 } }],
  ]),
  ...mechanismsOff(protons => ecMofNClaimRuns({}, protons), [['A20', stayingProtons]]),
  ...mechanismsOff(ecMofUseClaimRuns, [['A30', noEntry]]),
  {
    id: 'A10',
    what: 'food as often as in the pairs, without the bell',
    run: () => conditioning('food alone'),
  },
  {
    id: 'A19',
    what: 'a resistor in place of the synapse, its actuator fitted in the same way',
    run: resistorMuscle,
  },
]

function resistorMuscle(): ClaimOutcome {
  return muscleThroughResistor(() => createCell(ecMofH, { parameters: { layerConductance: 0 } }))
}
