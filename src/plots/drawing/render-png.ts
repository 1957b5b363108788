import { createRequire } from 'node:module'
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
  const options = resvgOptions(PNG_ZOOM)
  const sized: ResvgRenderOptions =
    width === undefined ? options : { ...options, fitTo: { mode: 'width', value: width } }
  const png = (await renderAsync(outlineTexts(svg, options), sized)).asPng()
  return dpi === undefined ? png : withResolution(png, dpi)
}

/** Options of every rendering; without a font file resvg leaves all text out. */
export function resvgOptions(zoom: number): ResvgRenderOptions {
  const resolve = createRequire(import.meta.url).resolve
  return {
    font: {
      loadSystemFonts: false,
      fontFiles: ['DejaVuSans', 'DejaVuSans-Bold'].map(face => resolve(`dejavu-fonts-ttf/ttf/${face}.ttf`)),
      defaultFontFamily: 'DejaVu Sans',
    },
    fitTo: { mode: 'zoom', value: zoom },
  }
}
