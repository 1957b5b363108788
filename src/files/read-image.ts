import { hasPngSignature } from 'fast-png'
import { ConfigError } from '../../arrays/errors.ts'
import { type Plane, planeOf } from '../../arrays/plane.ts'
import { pngLevels } from './png-levels.ts'
import { readMatrix } from './read-matrix.ts'
import { readUserFile } from './read-user-file.ts'

/** Far above any picture that fits an array, so that a wrong file is refused at once. */
const MAX_IMAGE_BYTES = 2 ** 26
/** Grey value of white. */
const WHITE = 255

/**
 * Reads an image to be written into an array: one pixel a cell, top row on word line 0, left column on bit
 * line 0. Level 1 (white) is the full input, level 0 (black) none. A PNG is read as `pngLevels` says; a CSV or NPY file holds
 * the levels themselves, or grey values 0 to 255.
 * @param file path as the user gave it, ending in .png, .csv, .txt or .npy
 * @param size [word lines, bit lines] that it must have; left out, any. An image is never scaled.
 * @param signal ends the reading
 * @returns plane of levels 0..1
 * @throws ConfigError where the file is wrong, a level lies outside 0..1 or the size disagrees
 */
export async function readImage(
  file: string,
  size?: readonly [number, number],
  signal?: AbortSignal,
): Promise<Plane> {
  if (!/\.png$/i.test(file)) {
    if (/\.(csv|txt|npy)$/i.test(file)) return checkLevels(await readMatrix(file, size, signal), file)
    throw new ConfigError({ file }, 'another kind of file', 'a .png, .csv, .txt or .npy file')
  }
  const bytes = await readUserFile(file, MAX_IMAGE_BYTES, 'a PNG', signal)
  if (!hasPngSignature(bytes)) throw new ConfigError({ file }, 'no PNG signature', 'a PNG')
  const levels = await pngLevels(bytes, file, signal)
  const [height, width] = levels.shape as [number, number]
  if (size !== undefined && (height !== size[0] || width !== size[1])) {
    const expected = `${size[1]} x ${size[0]} (${size[0]} word lines, ${size[1]} bit lines)`
    throw new ConfigError({ file }, `${width} x ${height} pixels`, expected)
  }
  return levels
}

/** Levels 0 to 1, or the grey values 0 to 255 of a picture: whole numbers of which one at least is above 9. */
function checkLevels(levels: Plane, file: string): Plane {
  const bad = levels.data.findIndex(level => level < 0 || level > 1)
  if (bad === -1) return levels
  const data = levels.data as Float64Array
  const [rows = 0, columns = 0] = levels.shape
  const isGrey = data.every(value => Number.isInteger(value) && value >= 0 && value <= WHITE)
  if (isGrey && data.some(value => value > 9)) {
    return planeOf(
      data.map(value => value / WHITE),
      [rows, columns],
    )
  }
  const path = `[${Math.floor(bad / columns)}][${bad % columns}]`
  const expected = 'a level from 0 to 1, or whole grey values to 255'
  throw new ConfigError({ file, path }, String(data[bad]), expected)
}
