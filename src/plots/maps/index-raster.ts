import { rasterOf } from '../drawing/render-png.ts'
import { greyIndex } from './gif-palette.ts'

/** A picture of palette indices, row-major. */
export interface IndexRaster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Draws an SVG of greys only as palette indices. */
export async function greyRaster(svg: string): Promise<IndexRaster> {
  const { width, height, pixels } = await rasterOf(svg, { mode: 'zoom', value: 1 })
  const data = new Uint8Array(width * height)
  for (let k = 0; k < data.length; k++) data[k] = greyIndex(pixels[4 * k])
  return { width, height, data }
}

/** Fills a rectangle with one index, or with one for each place within it. */
export function fillRectangle(
  raster: IndexRaster,
  [left, top, width, height]: readonly [number, number, number, number],
  index: number | ((x: number, y: number) => number),
): void {
  for (let y = 0; y < height; y++) {
    const start = (top + y) * raster.width + left
    if (typeof index === 'number') raster.data.fill(index, start, start + width)
    else for (let x = 0; x < width; x++) raster.data[start + x] = index(x, y)
  }
}
