import type { GatedDeviceModel } from './gated-model.ts'
import { aloxInox } from './review/alox-inox.ts'
import { hbnWo3 } from './review/hbn-wo3.ts'
import { liponLicoo2 } from './review/lipon-licoo2.ts'
import { nafionWo3 } from './review/nafion-wo3.ts'
import { nawo3Wo3 } from './review/nawo3-wo3.ts'
import { peoGraphene } from './review/peo-graphene.ts'
import { peoMoo3 } from './review/peo-moo3.ts'
import { peoMos2 } from './review/peo-mos2.ts'
import { peoSns2 } from './review/peo-sns2.ts'
import { peoWse2 } from './review/peo-wse2.ts'
import { psgWo3 } from './review/psg-wo3.ts'
import { pvaMxene } from './review/pva-mxene.ts'
import { silicaNdnio3 } from './review/silica-ndnio3.ts'
import { sio2Mos2 } from './review/sio2-mos2.ts'

/** All three-terminal devices, in the order of Table 1 of the review. */
export const GATED_DEVICE_MODELS: readonly GatedDeviceModel[] = [
  nafionWo3,
  psgWo3,
  silicaNdnio3,
  hbnWo3,
  pvaMxene,
  liponLicoo2,
  peoMoo3,
  peoWse2,
  peoMos2,
  peoGraphene,
  sio2Mos2,
  nawo3Wo3,
  peoSns2,
  aloxInox,
]
