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
 */
export function changedPart({ width, height, data }: IndexRaster, before: Uint8Array): FramePart {
  const changes = new Uint8Array(width * height).fill(UNCHANGED_INDEX)
  const [now, old] = [data, before].map(of => Buffer.from(of.buffer, of.byteOffset, of.length))
  const alike = (a: Buffer, y: number, b: Buffer, z: number): boolean =>
    a.compare(b, z * width, (z + 1) * width, y * width, (y + 1) * width) === 0
  let [top, bottom, left, right] = [height, -1, width, -1]
  for (let y = 0; y < height; y++) {
    if (alike(now, y, old, y)) continue
    top = Math.min(top, y)
    bottom = y
    // Most rows of a cell are like the row above.
    if (y > 0 && alike(now, y, now, y - 1) && alike(old, y, old, y - 1)) {
      changes.copyWithin(y * width, (y - 1) * width, y * width)
      continue
    }
    for (let x = 0; x < width; x++) {
      const k = y * width + x
      if (data[k] === before[k]) continue
      changes[k] = data[k]
      left = Math.min(left, x)
      right = Math.max(right, x)
    }
  }
  if (bottom < 0) return { left: 0, top: 0, width: 1, height: 1, data: changes.subarray(0, 1) }
  const part = { left, top, width: right - left + 1, height: bottom - top + 1 }
  const cut = new Uint8Array(part.width * part.height)
  for (let y = 0; y < part.height; y++) {
    const start = (top + y) * width + left
    cut.set(changes.subarray(start, start + part.width), y * part.width)
  }
  return { ...part, data: cut }
}
