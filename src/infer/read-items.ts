import { ConfigError } from '../../arrays/errors.ts'
import type { Items } from '../../scenarios/inference/inference-network.ts'
import { readIdx } from '../files/read-idx.ts'
import { readNpy } from '../files/read-npy.ts'

const isNpy = (file: string): boolean => /\.npy$/i.test(file)

/**
 * Reads the items of a network: an NPY array whose first axis is the items, or IDX images, whose levels become 0 to 1.
 * @param shape of one item
 * @param most items; the first so many are taken
 * @param signal ends the reading
 * @throws ConfigError where the file is wrong or its items have another shape; the signal's reason
 */
export async function readItems(
  file: string,
  shape: readonly number[],
  most: number,
  signal?: AbortSignal,
): Promise<Items> {
  const found = isNpy(file) ? await readNpy(file, signal) : await idxLevels(file, signal)
  const [count = 0] = found.shape
  const size = shape.reduce((product, n) => product * n, 1)
  // A picture of one channel may leave out its axis.
  const own = found.shape.slice(1).filter(n => n !== 1)
  const wanted = shape.filter(n => n !== 1)
  if (count < 1 || own.join() !== wanted.join())
    throw new ConfigError(
      { file },
      `shape (${found.shape.join(', ')})`,
      `(items, ${shape.join(', ')}), as the input of the network`,
    )
  const bad = found.data.find(value => !Number.isFinite(value))
  if (bad !== undefined) throw new ConfigError({ file }, String(bad), 'finite numbers')
  const used = Math.min(count, most)
  return { count: used, shape, data: found.data.slice(0, used * size) }
}

async function idxLevels(
  file: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly shape: readonly number[]; readonly data: Float64Array }> {
  const { shape, data } = await readIdx(file, 3, signal)
  return { shape, data: Float64Array.from(data, grey => grey / 255) }
}

/**
 * Reads one label for each item, NPY or IDX.
 * @param signal ends the reading
 * @throws ConfigError where there are fewer, or one is no whole number from 0; the signal's reason
 */
export async function readLabels(file: string, count: number, signal?: AbortSignal): Promise<Int32Array> {
  const { shape, data } = isNpy(file) ? await readNpy(file, signal) : await readIdx(file, 1, signal)
  if (shape.length !== 1 || data.length < count)
    throw new ConfigError(
      { file },
      `shape (${shape.join(', ')})`,
      `at least ${count} labels, one for each item`,
    )
  const wrong = Array.from(data).find(label => !(Number.isInteger(label) && label >= 0 && label < 2 ** 20))
  if (wrong !== undefined)
    throw new ConfigError({ file }, String(wrong), 'labels that are whole numbers from 0')
  return Int32Array.from(data.subarray(0, count))
}
