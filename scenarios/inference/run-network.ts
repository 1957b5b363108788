import { OptionError } from '../../arrays/errors.ts'
import { type Plane, planeOf } from '../../arrays/plane.ts'
import { multiplyRows } from '../../kernels/multiply-rows.ts'
import { convolutionRows } from './convolution-rows.ts'
import {
  type InferenceNetwork,
  type Items,
  isMatrixLayer,
  type MatrixLayer,
  type NetworkLayer,
} from './inference-network.ts'

/** Function that multiplies the vectors of a layer by its weights. */
export type LayerProduct = (layer: MatrixLayer, vectors: Plane) => Plane

/** In float64: the ideal network. */
const plainProduct: LayerProduct = ({ weights }, vectors) => {
  const [inputs, outputs] = weights.shape as [number, number]
  return planeOf(multiplyRows(vectors.data, weights.data, inputs, outputs), [vectors.shape[0], outputs])
}

/**
 * Passes items through all layers.
 * @param product what multiplies
 * @returns outputs of the last layer
 * @throws RangeError where a layer does not fit what reaches it
 */
export function runNetwork(
  network: InferenceNetwork,
  items: Items,
  product: LayerProduct = plainProduct,
): Items {
  return network.layers.reduce((reached, layer) => runLayer(layer, reached, product), items)
}

function runLayer(layer: NetworkLayer, items: Items, product: LayerProduct): Items {
  if (isMatrixLayer(layer)) return runMatrixLayer(layer, items, product)
  const { count, shape, data } = items
  switch (layer.kind) {
    case 'relu':
      return { count, shape, data: data.map(value => Math.max(0, value)) }
    case 'flatten':
      return { count, shape: [sizeOf(shape)], data }
    case 'maxpool':
      return pool(items, layer.size)
    case 'bias':
      return addBias(items, layer.values)
    default:
      return layer satisfies never
  }
}

function runMatrixLayer(layer: MatrixLayer, items: Items, product: LayerProduct): Items {
  const { kind, name, weights, bias } = layer
  const [inputs, outputs] = weights.shape as [number, number]
  if (kind === 'dense') {
    if (items.shape.length !== 1 || items.shape[0] !== inputs)
      throw new OptionError(name, `items of [${items.shape.join(', ')}]`, `[${inputs}], flattened`)
    const { data } = product(layer, planeOf(items.data, [items.count, inputs]))
    return addBias({ count: items.count, shape: [outputs], data }, bias)
  }
  const { rows, size } = convolutionRows(layer, items)
  const positions = size[0] * size[1]
  const found = product(layer, rows).data
  // From [item][position][channel] to [item][channel][position].
  const data = new Float64Array(found.length)
  for (let n = 0; n < items.count; n++)
    for (let p = 0; p < positions; p++)
      for (let c = 0; c < outputs; c++)
        data[(n * outputs + c) * positions + p] = found[(n * positions + p) * outputs + c]
  return addBias({ count: items.count, shape: [outputs, ...size], data }, bias)
}

/** Adds one number to each feature, or to each channel. */
function addBias(items: Items, values: Float64Array | undefined): Items {
  if (values === undefined) return items
  const { count, shape, data } = items
  if (shape[0] !== values.length)
    throw new OptionError('bias', `${values.length} values`, `${shape[0]}, one for each channel`)
  const each = sizeOf(shape) / values.length
  return { count, shape, data: data.map((value, k) => value + values[Math.floor(k / each) % values.length]) }
}

/** The largest of each square; rows and columns that fill no square are left out, as torch does. */
function pool({ count, shape, data }: Items, size: number): Items {
  const [channels, rows, columns] = imageShape(shape, 'maxpool')
  const [high, wide] = [Math.floor(rows / size), Math.floor(columns / size)]
  if (high === 0 || wide === 0)
    throw new OptionError('maxpool', `items of [${shape.join(', ')}]`, `at least ${size} x ${size}`)
  const out = new Float64Array(count * channels * high * wide)
  let at = 0
  for (let plane = 0; plane < count * channels; plane++) {
    for (let i = 0; i < high; i++) {
      for (let j = 0; j < wide; j++) {
        let most = Number.NEGATIVE_INFINITY
        for (let a = 0; a < size; a++)
          for (let b = 0; b < size; b++)
            most = Math.max(most, data[(plane * rows + i * size + a) * columns + j * size + b])
        out[at++] = most
      }
    }
  }
  return { count, shape: [channels, high, wide], data: out }
}

function imageShape(shape: readonly number[], name: string): readonly [number, number, number] {
  if (shape.length !== 3)
    throw new OptionError(name, `items of [${shape.join(', ')}]`, '[channels, rows, columns]')
  return shape as unknown as readonly [number, number, number]
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1)
}
