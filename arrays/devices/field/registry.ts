import type { DeviceModel } from '../model.ts'
import { jartVcm } from './jart-vcm.ts'
import { linearDriftBiolek, linearDriftJoglekar, linearDriftProdromakis } from './linear-drift.ts'
import { memdiode } from './memdiode.ts'
import { mss } from './mss.ts'
import { exponentialSelector, thresholdSwitch } from './selectors.ts'
import { stanfordPku } from './stanford-pku.ts'
import { team } from './team.ts'
import { thresholdMemristor } from './threshold-memristor.ts'
import { umich } from './umich.ts'
import { vteam } from './vteam.ts'
import { yakopcic } from './yakopcic.ts'

/** Models that researchers cite, with their published numbers. */
export const FIELD_DEVICE_MODELS: readonly DeviceModel[] = [
  linearDriftJoglekar,
  linearDriftBiolek,
  linearDriftProdromakis,
  team,
  vteam,
  yakopcic,
  mss,
  umich,
  thresholdMemristor,
  stanfordPku,
  jartVcm,
  memdiode,
  exponentialSelector,
  thresholdSwitch,
]
