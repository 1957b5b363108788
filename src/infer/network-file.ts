import { dirname, extname, isAbsolute, join } from 'node:path'
import * as z from 'zod'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { readQuantity } from '../../arrays/config/quantity.ts'
import { validate } from '../../arrays/config/validate.ts'
import { ConfigError, OptionError } from '../../arrays/errors.ts'
import type { InferenceNetwork } from '../../scenarios/inference/inference-network.ts'
import { type MatrixArrayOptions, resolveMatrixOptions } from '../../scenarios/matrix/matrix-settings.ts'
import { readDocument } from '../files/read-document.ts'
import { type NpyArray, readNpy } from '../files/read-npy.ts'
import { readSafetensors } from '../files/read-safetensors.ts'
import { buildLayers, type FileLayer } from './build-layers.ts'

const ArrayOptions = z.record(z.string(), z.unknown()).optional()
const tensor = z.string().min(1)
const whole = z.int()

const Dense = z.strictObject({
  dense: z.strictObject({ weight: tensor, bias: tensor.optional(), array: ArrayOptions }),
})
const Conv2d = z.strictObject({
  conv2d: z.strictObject({
    weight: tensor,
    bias: tensor.optional(),
    stride: whole.min(1).default(1),
    padding: whole.min(0).default(0),
    array: ArrayOptions,
  }),
})
const Batchnorm = z.strictObject({
  batchnorm: z.strictObject({
    weight: tensor,
    bias: tensor,
    mean: tensor,
    variance: tensor,
    eps: z.number().positive().default(1e-5),
  }),
})
const Maxpool = z.strictObject({ maxpool: whole.min(1) })
const Bias = z.strictObject({ bias: tensor })

const NetworkFile = z.strictObject({
  kind: z.literal('sneakpath-network'),
  /** A safetensors file of all tensors; without it each tensor is the path of an NPY file. */
  weights: z.string().optional(),
  input: z.array(whole.min(1)).min(1).max(3),
  layers: z
    .array(
      z.union([z.literal('relu'), z.literal('flatten'), Dense, Conv2d, Maxpool, Bias, Batchnorm], {
        error:
          'relu, flatten, or a group of dense, conv2d, maxpool, bias or batchnorm (docs/matrix-products.md)',
      }),
    )
    .min(1),
})

/** Units of options that a file may give as text. */
const UNITS: Readonly<Record<string, string>> = {
  low: 'S',
  high: 'S',
  read: 'V',
  wire: 'ohm',
  adcRange: 'A',
  driftSeconds: 's',
}

/**
 * Reads a network: its layers, and their tensors from a safetensors file or NPY files beside it.
 * @param signal ends the reading
 * @throws ConfigError with the place of the mistake; the signal's reason
 */
export async function loadNetwork(file: string, signal?: AbortSignal): Promise<InferenceNetwork> {
  const document = readDocument(file)
  const { weights, input, layers } = validate(document, NetworkFile)
  const beside = (path: string): string => (isAbsolute(path) ? path : join(dirname(file), path))
  const read = async (name: string, path: readonly PropertyKey[]): Promise<NpyArray> => {
    if (weights !== undefined && extname(name).toLowerCase() !== '.npy')
      return finite(await readSafetensors(beside(weights), name, signal), beside(weights), name)
    if (extname(name).toLowerCase() === '.npy')
      return finite(await readNpy(beside(name), signal), beside(name), '')
    throw new ConfigError(
      document.place(path),
      JSON.stringify(name),
      'an NPY file, or "weights" beside "layers"',
    )
  }
  const arrayOptions = (given: Record<string, unknown> | undefined, path: readonly PropertyKey[]) =>
    given === undefined ? {} : layerOptions(document, given, path)
  return {
    input,
    layers: await buildLayers(layers as readonly FileLayer[], { document, read, arrayOptions }),
  }
}

function finite(tensor: NpyArray, file: string, path: string): NpyArray {
  const bad = tensor.data.find(value => !Number.isFinite(value))
  if (bad !== undefined) throw new ConfigError({ file, path }, String(bad), 'finite numbers')
  return tensor
}

function layerOptions(
  document: SourceDocument,
  given: Record<string, unknown>,
  path: readonly PropertyKey[],
): MatrixArrayOptions {
  const options = Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const unit = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined
      const quantity = unit === undefined || typeof value !== 'string' ? undefined : readQuantity(value, unit)
      return [name, quantity !== undefined && 'value' in quantity ? quantity.value : value]
    }),
  ) as MatrixArrayOptions
  try {
    resolveMatrixOptions(options)
  } catch (error) {
    throw error instanceof OptionError ? error.at(document.place(path)) : error
  }
  return options
}
