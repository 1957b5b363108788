import type { Claim } from './read-claims.ts'

const NETWORK = 'trains a network on MNIST, which is not part of Sneakpath: reproduce --mnist FOLDER'

const READINGS =
  'neither the variable (area or scan rate) nor the voltage and branch of the readings is stated; currents in proportion to the area would rise 100-fold'

const REASONS: Readonly<Record<string, string>> = {
  C21: READINGS,
  C22: READINGS,
  D05: 'a film under a c-AFM tip, not the device (D12 needs current at -3 V); what counts as significant is not stated',
  D15: 'films without the heterojunction, whose conductivity is not stated; the model is of the junction and has no part without it',
}

/** Claims about trained networks whose quantity or device does not name MNIST. */
const NETWORKS: ReadonlySet<string> = new Set(['B16', 'B17', 'B18', 'B27', 'B28'])

/** Why no protocol simulates a claim. */
export function whyNotRun(claim: Claim): string {
  const own = REASONS[claim.id]
  if (own !== undefined) return own
  if (NETWORKS.has(claim.id) || /MNIST/.test(claim.quantity)) return NETWORK
  return 'no protocol for it yet'
}
