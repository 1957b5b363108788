import type { Claim } from './read-claims.ts'

const NETWORK = 'trains a network on MNIST, which is not part of Sneakpath: reproduce --mnist FOLDER'

/** Claims about trained networks whose quantity or device does not name MNIST. */
const NETWORKS: ReadonlySet<string> = new Set(['B16', 'B17', 'B18', 'B27', 'B28'])

/** Why no protocol simulates a claim. */
export function whyNotRun(claim: Claim): string {
  if (NETWORKS.has(claim.id) || /MNIST/.test(claim.quantity)) return NETWORK
  return 'no protocol for it yet'
}
