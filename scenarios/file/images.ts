import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { uniform } from '../../arrays/random/keyed-random.ts'
import type { UserFiles } from '../../arrays/user-files.ts'
import type { ImageInput, ImageRole } from './scenario-file.ts'

/** A picture as levels from 0 to 1, row-major, [word lines, bit lines]. */
export interface Image {
  readonly size: readonly [number, number]
  readonly levels: Float64Array
}

/**
 * Turns an image of a scenario file into levels.
 * @param input a path, rows of text or rows of levels
 * @throws ConfigError for ragged rows, other characters, or a file that cannot be read
 */
export async function resolveImage(
  input: ImageInput,
  name: string,
  document: SourceDocument,
  baseDir: string,
  files: UserFiles,
  signal?: AbortSignal,
): Promise<Image> {
  if (typeof input === 'string') return readPicture(files.beside(baseDir, input), files, signal)
  const rows = input.map((row, i) => {
    if (typeof row !== 'string') return row
    return [...row].map((pixel, j) => {
      const level = pixelLevel(pixel)
      if (level === undefined) {
        throw new ConfigError(
          document.place(['images', name, i]),
          `"${pixel}" at pixel ${j}`,
          '"#" for a set pixel, "." for none, or a digit 0 to 9 for a level',
        )
      }
      return level
    })
  })
  const columns = rows[0].length
  const ragged = rows.findIndex(row => row.length !== columns)
  if (ragged >= 0 || columns === 0) {
    const at = Math.max(ragged, 0)
    throw new ConfigError(
      document.place(['images', name, at]),
      `${rows[at].length} pixels in row ${at}`,
      columns === 0 ? 'at least one pixel' : `${columns}, as in row 0`,
    )
  }
  return { size: [rows.length, columns], levels: Float64Array.from(rows.flat()) }
}

/** Reads a CSV or PNG as an image. */
export async function readPicture(file: string, files: UserFiles, signal?: AbortSignal): Promise<Image> {
  const plane = await files.picture(file, signal)
  const size = plane.shape as [number, number]
  const levels = new Float64Array(size[0] * size[1])
  for (let i = 0; i < size[0]; i++)
    for (let j = 0; j < size[1]; j++) levels[i * size[1] + j] = plane.get(i, j)
  return { size, levels }
}

/** An image of another size: each pixel is that of the original at the same place, the nearest one. */
export function scaleImage({ size, levels }: Image, to: readonly [number, number]): Image {
  const nearest = (line: number, axis: 0 | 1): number => Math.floor(((line + 0.5) * size[axis]) / to[axis])
  const scaled = Float64Array.from({ length: to[0] * to[1] }, (_, k) => {
    const [i, j] = [nearest(Math.floor(k / to[1]), 0), nearest(k % to[1], 1)]
    return levels[i * size[1] + j]
  })
  return { size: to, levels: scaled }
}

/**
 * The image that takes the place of one of the scenario's own when the user gives a picture.
 * @param role same: the picture; set: its pixels of level 0.5 or more; top: those of its highest level; all: every pixel; negative: 1 - level; mirror: left and right swapped; flip: top
 * and bottom swapped; scatter: a random third of the pixels that are not set, as noise
 */
export function derivedImage(picture: Image, role: ImageRole, seed: number): Image {
  const { size, levels } = picture
  const [rows, columns] = size
  const from = (pick: (i: number, j: number) => number): Image => ({
    size,
    levels: levels.map((_, k) => pick(Math.floor(k / columns), k % columns)),
  })
  const at = (i: number, j: number): number => levels[i * columns + j]
  switch (role) {
    case 'same':
      return picture
    case 'set':
      return from((i, j) => (at(i, j) >= 0.5 ? 1 : 0))
    case 'top': {
      const highest = levels.reduce((high, level) => Math.max(high, level), 0)
      return from((i, j) => (at(i, j) === highest ? 1 : 0))
    }
    case 'all':
      return from(() => 1)
    case 'negative':
      return from((i, j) => 1 - at(i, j))
    case 'mirror':
      return from((i, j) => at(i, columns - 1 - j))
    case 'flip':
      return from((i, j) => at(rows - 1 - i, j))
    case 'scatter':
      return from((i, j) => (at(i, j) < 0.5 && uniform(seed, SCATTER, i * columns + j) < 1 / 3 ? 1 : 0))
    default:
      return role satisfies never
  }
}

/** Stream of the keyed random numbers that place noise pixels. */
const SCATTER = 0x6e6f6973

function pixelLevel(pixel: string): number | undefined {
  if (pixel === '#') return 1
  if (pixel === '.') return 0
  return /^[0-9]$/.test(pixel) ? Number(pixel) / 9 : undefined
}

/** Levels as a scenario file says them: rows of text where each pixel is set or not, else rows of levels. */
export function imageInputs(
  images: Readonly<Record<string, Float64Array>>,
  [rows, columns]: readonly [number, number],
): Record<string, ImageInput> {
  const input = (levels: Float64Array): ImageInput => {
    const lines = Array.from({ length: rows }, (_, i) => [...levels.subarray(i * columns, (i + 1) * columns)])
    return levels.every(level => level === 0 || level === 1)
      ? lines.map(line => line.map(level => (level === 1 ? '#' : '.')).join(''))
      : lines
  }
  return Object.fromEntries(Object.entries(images).map(([name, levels]) => [name, input(levels)]))
}
