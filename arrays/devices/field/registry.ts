import type { GatedDeviceModel } from '../gated-model.ts'
import type { DeviceModel } from '../model.ts'
import { ecram } from './ecram.ts'
import { fefet } from './fefet.ts'
import { jartVcm } from './jart-vcm.ts'
import { linearDriftBiolek, linearDriftJoglekar, linearDriftProdromakis } from './linear-drift.ts'
import { memdiode } from './memdiode.ts'
import { mss, mssStochastic } from './mss.ts'
import { pcm } from './pcm.ts'
import { exponentialSelector, miecSelector, otsSelector, thresholdSwitch } from './selectors.ts'
import { stanfordPku } from './stanford-pku.ts'
import { team } from './team.ts'
import { thresholdMemristor } from './threshold-memristor.ts'
import { umich } from './umich.ts'
import { vteam } from './vteam.ts'
import { yakopcic } from './yakopcic.ts'

/** Two-terminal models that researchers cite, with their published numbers. */
export const FIELD_DEVICE_MODELS: readonly DeviceModel[] = [
  linearDriftJoglekar,
  linearDriftBiolek,
  linearDriftProdromakis,
  team,
  vteam,
  yakopcic,
  mss,
  mssStochastic,
  umich,
  thresholdMemristor,
  stanfordPku,
  jartVcm,
  memdiode,
  pcm,
  exponentialSelector,
  miecSelector,
  thresholdSwitch,
  otsSelector,
]

/** The same with a gate. */
export const FIELD_GATED_DEVICE_MODELS: readonly GatedDeviceModel[] = [ecram, fefet]
