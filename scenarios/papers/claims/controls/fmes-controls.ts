import { fmesClaimRuns } from '../fmes.ts'
import { type ControlRun, type Mechanism, mechanismsOff } from './control-run.ts'

const noCapacitance: Mechanism = {
  what: 'films that hold no charge (1 nF)',
  parameters: { capacitance: 1e-9 },
}
const noRise: Mechanism = {
  what: 'films that never charge (1000 F) and no pores: a resistor',
  parameters: { capacitance: 1e3, poreOhms: 0 },
}
const noPores: Mechanism = { what: 'no resistance in the pores', parameters: { poreOhms: 0 } }
const noResistance: Mechanism = {
  what: 'no resistance in series (1 milliohm) and none in the pores',
  parameters: { seriesOhms: 1e-3, poreOhms: 0 },
}
const drain: Mechanism = {
  what: 'a self-discharge of 10 ohm: charge does not add up',
  parameters: { leakOhms: 10 },
}
const leak: Mechanism = { what: 'a self-discharge of 10 kohm', parameters: { leakOhms: 1e4 } }

/** Controls of the claims on the energy-storage synapse. */
export const fmesControls: readonly ControlRun[] = mechanismsOff(fmesClaimRuns, [
  ['B01', leak],
  ['B02 B03 B05 B26', noCapacitance],
  ['B04 B22', noResistance],
  ['B06 B25', noRise],
  ['B10 B12 B13 B19 B23 B24', drain],
  ['B07 B08 B09 B20 B29', noPores],
  ['B11', leak],
])
