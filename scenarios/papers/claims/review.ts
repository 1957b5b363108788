import type { ClaimRun } from './claim-run.ts'
import { naacClaims } from './review-biphasic.ts'
import { mos2Claims, wse2Claims } from './review-layered.ts'
import { grapheneClaims, licoo2Claims, moo3Claims } from './review-lithium.ts'
import { inoxClaims } from './review-potassium.ts'
import { hbnClaims, mxeneClaims, nafionClaims, ndnio3Claims, psgClaims } from './review-protons.ts'
import type { Parameters } from './review-range.ts'
import { nawo3Claims, sio2Claims, sns2Claims } from './review-sodium.ts'
import { verticalClaims } from './review-two-terminal.ts'

/**
 * The claims of one device of the review.
 * @param parameters device parameters in place of the model's
 */
export type DeviceClaims = (parameters?: Parameters) => readonly ClaimRun[]

/** The claims of each device, by its name, in the order of Table 1. */
export const reviewDeviceClaims: Readonly<Record<string, DeviceClaims>> = {
  'nafion-wo3': nafionClaims,
  'psg-wo3': psgClaims,
  'silica-ndnio3': ndnio3Claims,
  'hbn-wo3': hbnClaims,
  'pva-mxene': mxeneClaims,
  'lipon-licoo2': licoo2Claims,
  'peo-moo3': moo3Claims,
  'peo-wse2': wse2Claims,
  'peo-mos2': mos2Claims,
  'peo-graphene': grapheneClaims,
  'licoo2-vertical': verticalClaims,
  'sio2-mos2': sio2Claims,
  'pva-naac': naacClaims,
  'nawo3-wo3': nawo3Claims,
  'peo-sns2': sns2Claims,
  'alox-inox': inoxClaims,
}

/** The device claims of the review (E01 to E52 without the networks E05, E19, E24, E26), with the parameters of the models. */
export const reviewClaims: readonly ClaimRun[] = Object.values(reviewDeviceClaims)
  .flatMap(claims => claims())
  .toSorted((a, b) => a.id.localeCompare(b.id))
