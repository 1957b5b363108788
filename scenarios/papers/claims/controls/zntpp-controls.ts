import { zntppClaimRuns } from '../zntpp.ts'
import { zntppAreaClaimRuns } from '../zntpp-areas.ts'
import { filterClaimRuns } from '../zntpp-cases.ts'
import { zntppSeriesClaimRuns } from '../zntpp-series.ts'
import { type ControlRun, type Mechanism, mechanismsOff } from './control-run.ts'

/** A rate at which nothing happens, 1/s; at 0 a population that neither rises nor falls has no target. */
const NONE = 1e-15
const noRise: Mechanism = {
  what: 'no oxygen ions rise above the threshold',
  parameters: { volatileRise: NONE, mediumRise: NONE, deepRise: NONE },
}
const noDeepRise: Mechanism = { what: 'no ions rise deep into the film', parameters: { deepRise: NONE } }
const noBackwardField: Mechanism = {
  what: 'negative voltages do not speed the fall',
  parameters: { backwardFallVolts: 100 },
}
const noForwardField: Mechanism = {
  what: 'positive voltages below the threshold do not speed the fall',
  parameters: { fallVolts: 100, stiffFallVolts: 100 },
}
const noThreshold: Mechanism = {
  what: 'a threshold at 0 V',
  parameters: { thresholdLow: 0, thresholdHigh: 1e-3 },
}
const noForgetting: Mechanism = {
  what: 'ions that do not leave',
  parameters: { volatileFall: NONE, mediumFall: NONE, deepFall: NONE },
}

const atOnce: Mechanism = {
  what: 'all ions rise within the first pulse',
  parameters: { volatileRise: 1e6, mediumRise: 1e6, deepRise: 1e6 },
}

/** Controls of the claims on ZnTPP/AlOx; those of its arrays on single pixels. */
export const zntppControls: readonly ControlRun[] = [
  ...mechanismsOff(zntppClaimRuns, [
    ['C01', noDeepRise],
    ['C02 C03 C05', noBackwardField],
    ['C04 C20', noForwardField],
    ['C06', noThreshold],
    ['C19', noRise],
  ]),
  ...mechanismsOff(filterClaimRuns, [
    ['C09 C10 C12 C18', noRise],
    ['C11 C16', noForgetting],
    ['C13 C14 C17', noForwardField],
  ]),
  ...mechanismsOff(zntppSeriesClaimRuns, [
    ['C08 C24', { what: 'the same bond to oxygen for all metals', parameters: { bondEnergy: 0.5 } }],
    ['C15', noForgetting],
    ['C23', atOnce],
  ]),
  ...mechanismsOff(parameters => zntppAreaClaimRuns({}, parameters), [['C07', noRise]]),
  ...mechanismsOff(
    ({ ohms }) => zntppAreaClaimRuns({ ohms }),
    [['C21 C22', { what: 'electrodes without resistance', parameters: { ohms: 0 } }]],
  ),
]
