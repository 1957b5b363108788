import type { NodeVolts } from '../../kernels/kirchhoff.ts'

/** Planes for the nodes of a network, all at 0 V. */
export function emptyNodes(nodes: NodeVolts): NodeVolts {
  return {
    wordReference: new Float64Array(nodes.wordReference.length),
    bitReference: new Float64Array(nodes.bitReference.length),
    wordDeviation: new Float64Array(nodes.wordDeviation.length),
    bitDeviation: new Float64Array(nodes.bitDeviation.length),
  }
}

export function copyNodes(from: NodeVolts, to: NodeVolts): void {
  to.wordReference.set(from.wordReference)
  to.bitReference.set(from.bitReference)
  to.wordDeviation.set(from.wordDeviation)
  to.bitDeviation.set(from.bitDeviation)
}
