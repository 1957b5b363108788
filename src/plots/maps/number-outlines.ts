import { Resvg } from '@resvg/resvg-js'
import { resvgOptions } from '../drawing/render-png.ts'
import { element } from '../drawing/svg.ts'
import { textWidth } from '../drawing/text-width.ts'

/** The characters of cell values. */
const CHARACTERS = [...'0123456789.−+eyzafpnµmkMGTP']

const OUTLINE_SIZE = 100

/**
 * The outlines of all characters of cell values, for the `defs` of a drawing. Shaping a text costs resvg half
 * a millisecond, and a contact sheet has hundreds of them; placing an outline costs nothing.
 */
export function outlineDefinitions(): string {
  outlines ??= traceOutlines()
  return outlines
}

/** A centred number made of the outlines, baseline at y; what `textElement` draws, as shapes. */
export function outlinedNumber(text: string, x: number, y: number, size: number, fill: string): string {
  let left = x - textWidth(text, size) / 2
  const scale = size / OUTLINE_SIZE
  const glyphs = [...text].map(character => {
    const transform = `translate(${left.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(4)})`
    left += textWidth(character, size)
    return element('use', { href: `#${glyphId(character)}`, transform })
  })
  return element('g', { fill }, glyphs.join(''))
}

let outlines: string | undefined

function traceOutlines(): string {
  const texts = CHARACTERS.map(character => `<text>${character}</text>`).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" font-size="${OUTLINE_SIZE}">${texts}</svg>`
  const paths = [...new Resvg(svg, resvgOptions(1)).toString().matchAll(/ d="([^"]+)"/g)].map(
    match => match[1],
  )
  return CHARACTERS.map((character, k) => element('path', { id: glyphId(character), d: paths[k] })).join('')
}

function glyphId(character: string): string {
  return `g${character.charCodeAt(0)}`
}
