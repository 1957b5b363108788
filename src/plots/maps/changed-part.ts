import { UNCHANGED_INDEX } from './gif-palette.ts'
import type { IndexRaster } from './index-raster.ts'

/** Part of a frame, to be drawn over the frame before. */
export interface FramePart extends IndexRaster {
  readonly left: number
  readonly top: number
}

/**
 * The smallest rectangle with all points that differ from those of the frame before, one point where none does; between them
 * UNCHANGED_INDEX, so that runs are long: half of the bytes of the whole frame and less.
 * @param room at least as long as the frame; the part lies in it
 */
export function changedPart(
  { width, height, data }: IndexRaster,
  before: Uint8Array,
  room: Uint8Array = new Uint8Array(width * height),
): FramePart {
  const [now, old] = [data, before].map(of => Buffer.from(of.buffer, of.byteOffset, of.length))
  const alike = (a: Buffer, y: number, b: Buffer, z: number): boolean =>
    a.compare(b, z * width, (z + 1) * width, y * width, (y + 1) * width) === 0
  const rows: ('unchanged' | 'as above' | 'changed')[] = []
  let [top, bottom, left, right] = [height, -1, width, -1]
  for (let y = 0; y < height; y++) {
    rows[y] = 'unchanged'
    const changedAbove = y > 0 && rows[y - 1] !== 'unchanged'
    // Most rows of a cell are like the row above.
    if (changedAbove && alike(now, y, now, y - 1) && alike(old, y, old, y - 1)) rows[y] = 'as above'
    else if (!alike(now, y, old, y)) rows[y] = 'changed'
    if (rows[y] === 'unchanged') continue
    top = Math.min(top, y)
    bottom = y
    if (rows[y] === 'as above') continue
    const start = y * width
    let x = 0
    while (x < left && data[start + x] === before[start + x]) x++
    left = x
    x = width - 1
    while (x > right && data[start + x] === before[start + x]) x--
    right = x
  }
  if (bottom < 0) return { left: 0, top: 0, width: 1, height: 1, data: Uint8Array.of(UNCHANGED_INDEX) }
  const part = { left, top, width: right - left + 1, height: bottom - top + 1 }
  const changes = room.subarray(0, part.width * part.height)
  for (let y = 0; y < part.height; y++) {
    const [start, from] = [y * part.width, (top + y) * width + left]
    const row = rows[top + y]
    if (row === 'as above') changes.copyWithin(start, start - part.width, start)
    else if (row === 'unchanged') changes.fill(UNCHANGED_INDEX, start, start + part.width)
    else {
      for (let x = 0; x < part.width; x++) {
        const index = data[from + x]
        changes[start + x] = index === before[from + x] ? UNCHANGED_INDEX : index
      }
    }
  }
  return { ...part, data: changes }
}
