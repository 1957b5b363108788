import { ConfigError } from '../../arrays/errors.ts'
import type { Dataset } from '../../scenarios/learning/dataset.ts'
import { readIdx } from '../files/read-idx.ts'

/**
 * Reads a pair of IDX files, plain or gzip.
 * @param classes labels must be below this
 * @param limit the first so many pictures; all unless given
 * @param signal ends the reading
 * @throws ConfigError for files that cannot be read or do not belong together
 */
export async function readDataset(
  imageFile: string,
  labelFile: string,
  {
    classes = 10,
    limit = Number.POSITIVE_INFINITY,
    signal,
  }: { classes?: number; limit?: number; signal?: AbortSignal | undefined } = {},
): Promise<Dataset> {
  const pictures = await readIdx(imageFile, 3, signal)
  const names = await readIdx(labelFile, 1, signal)
  const [count, rows, columns] = pictures.shape as [number, number, number]
  if (names.shape[0] !== count) {
    throw new ConfigError(
      { file: labelFile },
      `${names.shape[0]} labels`,
      `${count}, one for each image of ${imageFile}`,
    )
  }
  const wrong = names.data.findIndex(label => label >= classes)
  if (wrong >= 0) {
    throw new ConfigError(
      { file: labelFile, path: `label ${wrong}` },
      String(names.data[wrong]),
      `a class from 0 to ${classes - 1}`,
    )
  }
  const used = Math.min(count, limit)
  const inputs = rows * columns
  return {
    source: `${used} images of ${imageFile}`,
    count: used,
    inputs,
    size: [rows, columns],
    images: levelsOf(pictures.data.subarray(0, used * inputs)),
    labels: names.data.slice(0, used),
  }
}

/** Greys as levels from 0 to 1. */
function levelsOf(greys: Uint8Array): Float32Array {
  const levels = new Float32Array(greys.length)
  for (let k = 0; k < greys.length; k++) levels[k] = greys[k] / 255
  return levels
}
