import { UNCHANGED_INDEX } from './gif-palette.ts'
import type { IndexRaster } from './index-raster.ts'

/** Lines of a picture that lie below each other; those that are alike are held once. */
export interface Bands {
  readonly width: number
  /** Line of the picture where the first band begins. */
  readonly top: number
  /** How many lines each band has, 0 too. */
  readonly lines: readonly number[]
}

/** Part of a frame, to be drawn over the frame before. */
export interface FramePart extends IndexRaster {
  readonly left: number
  readonly top: number
}

/**
 * The smallest rectangle of bands with all points that differ from those of the frame before, one point where none does; between them
 * UNCHANGED_INDEX, so that runs are long: half of the bytes of the whole frame and less.
 * @param now, before palette indices, one row a band
 */
export function changedPart(bands: Bands, now: Uint8Array, before: Uint8Array): FramePart {
  const { width, lines } = bands
  const changed = lines.map((alike, band) =>
    alike === 0 ? undefined : changedColumns(now, before, band * width, (band + 1) * width),
  )
  const first = changed.findIndex(span => span !== undefined)
  if (first < 0) return { left: 0, top: 0, width: 1, height: 1, data: Uint8Array.of(UNCHANGED_INDEX) }
  const last = changed.findLastIndex(span => span !== undefined)
  const left = Math.min(...changed.map(span => span?.[0] ?? width))
  const right = Math.max(...changed.map(span => span?.[1] ?? 0))
  const within = lines.slice(first, last + 1)
  const part = { left, top: bands.top + sum(lines.slice(0, first)), width: right - left, height: sum(within) }
  const data = new Uint8Array(part.width * part.height).fill(UNCHANGED_INDEX)
  let start = 0
  within.forEach((alike, k) => {
    const from = (first + k) * width
    const span = changed[first + k]
    for (let x = span?.[0] ?? 0; x < (span?.[1] ?? 0); x++) {
      if (now[from + x] !== before[from + x]) data[start + x - left] = now[from + x]
    }
    const end = start + part.width
    if (span !== undefined)
      for (let y = 1; y < alike; y++) data.copyWithin(start + y * part.width, start, end)
    start += alike * part.width
  })
  return { ...part, data }
}

/** From the first column that differs to behind the last. */
function changedColumns(
  now: Uint8Array,
  before: Uint8Array,
  start: number,
  end: number,
): readonly [from: number, to: number] | undefined {
  let [from, to] = [start, end]
  while (from < end && now[from] === before[from]) from++
  if (from === end) return undefined
  while (now[to - 1] === before[to - 1]) to--
  return [from - start, to - start]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

/** Draws a part over a frame. */
export function drawOver({ width, data }: IndexRaster, part: FramePart): void {
  part.data.forEach((index, k) => {
    const [x, y] = [part.left + (k % part.width), part.top + Math.floor(k / part.width)]
    if (index !== UNCHANGED_INDEX) data[y * width + x] = index
  })
}
