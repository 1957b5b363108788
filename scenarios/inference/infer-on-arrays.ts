import { createMatrixArray } from '../matrix/matrix-array.ts'
import type { MatrixArrayOptions } from '../matrix/matrix-settings.ts'
import type { ProductError } from '../matrix/product-error.ts'
import type { InferenceNetwork, Items } from './inference-network.ts'
import { runNetwork } from './run-network.ts'

/** Result of one layer on its arrays. */
export interface LayerReport {
  readonly name: string
  /** [inputs, outputs] */
  readonly size: readonly [number, number]
  readonly tiles: number
  readonly cells: number
  /** Of its products against float64 for what reached it. */
  readonly error: ProductError
}

export interface ArrayInference {
  readonly outputs: Items
  readonly layers: readonly LayerReport[]
}

/**
 * Passes items through a network whose dense and conv2d layers are on arrays.
 * @param options of all layers; those of a layer come before them
 * @throws RangeError for options that cannot be; SolverError where a network has no answer
 */
export function inferOnArrays(
  network: InferenceNetwork,
  items: Items,
  options: MatrixArrayOptions,
): ArrayInference {
  const layers: LayerReport[] = []
  const seed = options.seed ?? 1
  const outputs = runNetwork(network, items, (layer, vectors) => {
    // Layers draw their cells apart.
    const own = { seed: seed + SEEDS * layers.length, ...layer.options }
    const array = createMatrixArray(layer.weights, { ...options, ...own })
    const product = array.multiply(vectors)
    layers.push({
      name: layer.name,
      size: array.size,
      tiles: array.tiles.length,
      cells: array.cells,
      error: product.error,
    })
    return product.outputs
  })
  return { outputs, layers }
}

/** Seeds of a user are below this. */
const SEEDS = 2 ** 20
