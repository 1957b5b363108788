import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { type Plane, planeOf } from '../../arrays/plane.ts'
import {
  isMatrixLayer,
  type MatrixLayer,
  type NetworkLayer,
} from '../../scenarios/inference/inference-network.ts'
import type { MatrixArrayOptions } from '../../scenarios/matrix/matrix-settings.ts'
import type { NpyArray } from '../files/read-npy.ts'

interface Weights {
  readonly weight: string
  readonly bias?: string
  readonly array?: Record<string, unknown>
}

/** A layer as it stands in a file. */
export type FileLayer =
  | 'relu'
  | 'flatten'
  | { readonly dense: Weights }
  | { readonly conv2d: Weights & { readonly stride: number; readonly padding: number } }
  | { readonly maxpool: number }
  | { readonly bias: string }
  | {
      readonly batchnorm: {
        readonly weight: string
        readonly bias: string
        readonly mean: string
        readonly variance: string
        readonly eps: number
      }
    }

export interface LayerSources {
  readonly document: SourceDocument
  read(tensor: string, path: readonly PropertyKey[]): Promise<NpyArray>
  arrayOptions(given: Record<string, unknown> | undefined, path: readonly PropertyKey[]): MatrixArrayOptions
}

/**
 * Layers with their tensors, as torch writes them: dense [out, in], conv2d [out, in, rows, columns]. A batchnorm is folded into
 * the dense or conv2d layer before it.
 * @throws ConfigError where a tensor has another shape than its layer
 */
export async function buildLayers(
  layers: readonly FileLayer[],
  sources: LayerSources,
): Promise<NetworkLayer[]> {
  const built: NetworkLayer[] = []
  for (const [k, layer] of layers.entries()) {
    const path = ['layers', k]
    if (layer === 'relu' || layer === 'flatten') built.push({ kind: layer })
    else if ('maxpool' in layer) built.push({ kind: 'maxpool', size: layer.maxpool })
    else if ('dense' in layer) built.push(await matrixLayer('dense', layer.dense, sources, path, k))
    else if ('conv2d' in layer) {
      const { stride, padding } = layer.conv2d
      built.push({ ...(await matrixLayer('conv2d', layer.conv2d, sources, path, k)), stride, padding })
    } else if ('bias' in layer) built.push({ kind: 'bias', values: await vector(layer.bias, sources, path) })
    else {
      const before = built.at(-1)
      if (before === undefined || !isMatrixLayer(before))
        throw new ConfigError(
          sources.document.place(path),
          'a batchnorm here',
          'it right after dense or conv2d',
        )
      built[built.length - 1] = await fold(before, layer.batchnorm, sources, path)
    }
  }
  return built
}

async function matrixLayer(
  kind: MatrixLayer['kind'],
  { weight, bias, array }: Weights,
  sources: LayerSources,
  path: readonly PropertyKey[],
  number: number,
): Promise<MatrixLayer> {
  const { shape, data } = await sources.read(weight, [...path, kind, 'weight'])
  const axes = kind === 'dense' ? 2 : 4
  if (shape.length !== axes || data.length === 0)
    throw new ConfigError(
      sources.document.place([...path, kind, 'weight']),
      `shape [${shape.join(', ')}]`,
      kind === 'dense' ? '[out, in]' : '[out, in, rows, columns]',
    )
  const outputs = shape[0]
  const weights = transposed(data, outputs)
  const values =
    bias === undefined ? undefined : await vector(bias, sources, [...path, kind, 'bias'], outputs)
  return {
    kind,
    name: `${number + 1} ${kind} ${weight}`,
    weights,
    ...(values === undefined ? {} : { bias: values }),
    ...(kind === 'conv2d' ? { kernel: [shape[2], shape[3]] as const } : {}),
    options: sources.arrayOptions(array, [...path, kind, 'array']),
  }
}

/** [out, in...] as [in, out]. */
function transposed(data: Float64Array, outputs: number): Plane {
  const inputs = data.length / outputs
  const out = new Float64Array(data.length)
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++) out[i * outputs + o] = data[o * inputs + i]
  return planeOf(out, [inputs, outputs])
}

async function vector(
  name: string,
  sources: LayerSources,
  path: readonly PropertyKey[],
  length?: number,
): Promise<Float64Array> {
  const { shape, data } = await sources.read(name, path)
  if (shape.length === 1 && data.length > 0 && (length === undefined || data.length === length)) return data
  throw new ConfigError(
    sources.document.place(path),
    `shape [${shape.join(', ')}]`,
    length === undefined ? 'one axis' : `[${length}], one for each output`,
  )
}

/** y = (x - mean) weight / sqrt(variance + eps) + bias, by the weights and bias of the layer before. */
async function fold(
  layer: MatrixLayer,
  norm: Extract<FileLayer, { readonly batchnorm: unknown }>['batchnorm'],
  sources: LayerSources,
  path: readonly PropertyKey[],
): Promise<MatrixLayer> {
  const [inputs, outputs] = layer.weights.shape as [number, number]
  const of = (key: 'weight' | 'bias' | 'mean' | 'variance'): Promise<Float64Array> =>
    vector(norm[key], sources, [...path, 'batchnorm', key], outputs)
  const [gain, shift, mean, variance] = await Promise.all([
    of('weight'),
    of('bias'),
    of('mean'),
    of('variance'),
  ])
  const factors = gain.map((value, o) => value / Math.sqrt(variance[o] + norm.eps))
  const data = layer.weights.data.map((value, k) => value * factors[k % outputs])
  const bias = shift.map((value, o) => value + ((layer.bias?.[o] ?? 0) - mean[o]) * factors[o])
  return { ...layer, weights: planeOf(data, [inputs, outputs]), bias }
}
