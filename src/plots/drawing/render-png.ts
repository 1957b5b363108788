import { type ResvgRenderOptions, renderAsync } from '@resvg/resvg-js'
import { outlineTexts } from './outline-texts.ts'
import { withResolution } from './png-resolution.ts'

/** Picture points for each px of the drawing: sharp on a projector and in print. */
export const PNG_ZOOM = 2

/**
 * Draws an SVG with the fonts of the package, so that every machine gives the same picture.
 * @param svg a whole document
 * @param width px; left out, twice that of the drawing
 * @param dpi picture points per inch in print; left out, the picture does not say
 * @returns the bytes of a PNG
 */
export async function renderPng(svg: string, width?: number, dpi?: number): Promise<Buffer> {
  const raster = await rasterOf(
    svg,
    width === undefined ? { mode: 'zoom', value: PNG_ZOOM } : { mode: 'width', value: width },
  )
  const png = raster.asPng()
  return dpi === undefined ? png : withResolution(png, dpi)
}

/** The picture points of an SVG. */
export function rasterOf(
  svg: string,
  fitTo: NonNullable<ResvgRenderOptions['fitTo']>,
): ReturnType<typeof renderAsync> {
  // Reading fonts takes 10 ms, and texts are shapes by now.
  return renderAsync(outlineTexts(svg), { font: { loadSystemFonts: false }, fitTo })
}
