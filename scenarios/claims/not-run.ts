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

/** Claims about trained networks whose quantity or device does not name MNIST. */
const NETWORKS: ReadonlySet<string> = new Set(['B16', 'B17', 'B18', 'B27', 'B28', 'E19'])

/** Why no protocol simulates a claim. */
export function whyNotRun(claim: Claim): string {
  const own = REASONS[claim.id]
  if (own !== undefined) return own
  if (NETWORKS.has(claim.id) || /MNIST/.test(claim.quantity)) return NETWORK
  return 'no protocol for it yet'
}
