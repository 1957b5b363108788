import type { ControlRun } from './control-run.ts'
import { ecMofControls } from './ec-mof-controls.ts'
import { fmesControls } from './fmes-controls.ts'
import { pentaceneControls } from './pentacene-controls.ts'
import { reviewControls } from './review-controls.ts'
import { zntppControls } from './zntpp-controls.ts'

/** The controls of all claims that have one, but those of trained networks. */
export const cellControls: readonly ControlRun[] = [
  ...ecMofControls,
  ...fmesControls,
  ...zntppControls,
  ...pentaceneControls,
  ...reviewControls,
]
