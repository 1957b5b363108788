import { learnEraseRelearn } from '../learn-erase-relearn.ts'
import { pentaceneFilmClaimRuns } from '../pentacene-films.ts'
import { pentaceneP13ClaimRuns } from '../pentacene-p13.ts'
import { type ControlRun, type Mechanism, mechanismsOff } from './control-run.ts'

const noLasting: Mechanism = { what: 'no lasting ions', parameters: { lastingGain: 0 } }
const noFast: Mechanism = { what: 'no fast and no medium ions', parameters: { fastGain: 0, mediumGain: 0 } }
const noIons: Mechanism = {
  what: 'no ions in the junction',
  parameters: { ...noLasting.parameters, ...noFast.parameters },
}
const noErase: Mechanism = { what: 'negative voltages draw no ions out', parameters: { eraseRate: 0 } }

/** Controls of the claims on the pentacene/P13 heterojunction. */
export const pentaceneControls: readonly ControlRun[] = [
  ...mechanismsOff(pentaceneP13ClaimRuns, [
    ['D01 D09 D10 D13 D16', noLasting],
    ['D02', noErase],
    ['D03 D17', noIons],
    ['D04', { what: 'a film that does not conduct', parameters: { baseConductance: 0 } }],
    ['D06 D07 D08', noFast],
  ]),
  ...['D12', 'D18', 'D19', 'D20'].map(
    (id): ControlRun => ({
      id,
      what: 'food as often as in the pairs, without the bell',
      run: () =>
        pentaceneP13ClaimRuns({}, 'food alone')
          .find(claim => claim.id === id)!
          .run(),
    }),
  ),
  ...mechanismsOff(parameters => [learnEraseRelearn(parameters)], [['D14', noErase]]),
  ...mechanismsOff(pentaceneFilmClaimRuns, [
    ['D05', { what: 'a contact as large as the device', parameters: { contactShare: 1 } }],
    ['D15', { what: 'the junction in place of the single layer', parameters: { junction: 1 } }],
  ]),
]
