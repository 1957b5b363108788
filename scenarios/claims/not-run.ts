import type { Claim } from './read-claims.ts'

const NETWORK = 'needs a trained network; no study does that yet'

const REASONS: Readonly<Record<string, string>> = {
  C07: 'a statement on the area and rate dependence whose own figures contradict each other in the paper',
  C08: 'other metal centres than zinc; no model of them',
  C21: 'which variable the figure was taken against is not stated',
  C22: 'which variable the figure was taken against is not stated',
  C24: 'other metal centres than zinc; no model of them',
  D05: 'a film under a c-AFM tip, not the device: D12 needs current at -3 V',
  D15: 'single-layer devices without the heterojunction; no model of them',
}

const DEVICES: readonly (readonly [RegExp, string])[] = [
  [/EC-MOF-[NH]|EC-MOF-AS/, 'needs the Na+ or H+ device, which has no model yet'],
  [/^FMES/, NETWORK],
]

/** Why no protocol simulates a claim. */
export function whyNotRun(claim: Claim): string {
  const own = REASONS[claim.id]
  if (own !== undefined) return own
  if (claim.seed === '004') return 'a device of a review, which has no model yet'
  if (/MNIST/.test(`${claim.quantity} ${claim.device}`)) return NETWORK
  return DEVICES.find(([name]) => name.test(claim.device))?.[1] ?? 'no protocol for it yet'
}
