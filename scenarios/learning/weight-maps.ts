import type { Network } from './network.ts'

/**
 * Weights of each class in a picture: those from every input to it, over all paths through hidden neurons (the product
 * of the layers). Class after class, each in the order of the pixels.
 */
export function weightMaps({ layers, sizes }: Network): Float32Array {
  const classes = sizes.at(-1)!
  let product = Float64Array.from(layers.at(-1)!.weights)
  for (const { weights, shape } of layers.slice(0, -1).reverse()) {
    const { inputs, outputs } = shape
    const next = new Float64Array(inputs * classes)
    for (let i = 0; i < inputs; i++) {
      for (let h = 0; h < outputs; h++) {
        const weight = weights[i * outputs + h]
        for (let c = 0; c < classes; c++) next[i * classes + c] += weight * product[h * classes + c]
      }
    }
    product = next
  }
  const inputs = sizes[0]
  const maps = new Float32Array(inputs * classes)
  for (let i = 0; i < inputs; i++)
    for (let c = 0; c < classes; c++) maps[c * inputs + i] = product[i * classes + c]
  return maps
}

/** Shares of cells in equal parts of the device's range, all layers together: what is in the cells, not what is read. */
export function weightHistogram({ layers }: Network, bins = 40): number[] {
  const counts = new Array<number>(bins).fill(0)
  let total = 0
  for (const { cells } of layers) {
    const { low, high } = cells.curve
    for (const held of cells.pair ? [cells.plus, cells.minus] : [cells.plus]) {
      for (const value of held) {
        const bin = Math.floor(((value - low) / (high - low)) * bins)
        counts[Math.max(0, Math.min(bins - 1, bin))]++
        total++
      }
    }
  }
  return counts.map(count => count / total)
}
