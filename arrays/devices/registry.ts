import { ecMofH, ecMofL, ecMofN } from './ec-mof.ts'
import { fmes } from './fmes.ts'
import type { DeviceModel } from './model.ts'
import { METALLOPORPHYRINS } from './mtpp.ts'
import { pentaceneP13 } from './pentacene-p13.ts'
import { populations } from './populations.ts'
import { resistor } from './resistor.ts'
import { licoo2Vertical } from './review/licoo2-vertical.ts'
import { pvaNaac } from './review/pva-naac.ts'
import { sinh } from './sinh.ts'
import { zntpp } from './zntpp.ts'

/** All two-terminal devices. */
export const DEVICE_MODELS: readonly DeviceModel[] = [
  resistor,
  sinh,
  ecMofL,
  ecMofN,
  ecMofH,
  fmes,
  zntpp,
  ...METALLOPORPHYRINS,
  pentaceneP13,
  licoo2Vertical,
  pvaNaac,
  populations,
]
