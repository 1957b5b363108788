import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import type { TrainingData } from '../../scenarios/learning/train-network.ts'
import { readDataset } from './read-dataset.ts'

/** More training images than these make claims slower than they need to be. */
const LIMIT = 10_000

/**
 * Reads MNIST from a folder: IDX files, plain or gzip, under their usual names; `train10k-` in place of `train-` is a part of it.
 * At most 10,000 images of each part are taken.
 * @throws ConfigError where files are missing or no MNIST
 */
export async function readMnistFolder(folder: string, signal?: AbortSignal): Promise<TrainingData> {
  const file = (starts: readonly string[], end: string): string => {
    const names = starts.flatMap(start => [`${start}-${end}`, `${start}-${end}.gz`])
    const name = names.find(known => existsSync(join(folder, known)))
    if (name === undefined)
      throw new ConfigError({ file: folder }, `no ${names[0]}`, `one of ${names.join(', ')} in it`)
    return join(folder, name)
  }
  const read = (starts: readonly string[]) =>
    readDataset(file(starts, 'images-idx3-ubyte'), file(starts, 'labels-idx1-ubyte'), {
      limit: LIMIT,
      signal,
    })
  return { train: await read(['train', 'train10k']), test: await read(['t10k']), classes: 10 }
}
