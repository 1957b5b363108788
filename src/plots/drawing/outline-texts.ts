import { createRequire } from 'node:module'
import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js'

/** A piece of text as shapes, at OUTLINE_SIZE px. */
interface Outline {
  /** Path data from the start of the baseline; '' where nothing is to be seen. */
  readonly path: string
  /** From its start to that of the next piece, px. */
  readonly advance: number
}

type Face = 'normal' | 'bold'

/** A text of `textElement`: without elements inside. */
const TEXT = /<text([^>]*)>([^<]*)<\/text>/g
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g
/** Digits and signs stand alone, as they come in ever new numbers; words stay whole, for the distances between their letters. */
const PIECE = /\d|(?<=\d)[.,]|[+−-]|[^\d+−\s-]+|\s+/g
/** Others are laid out as a whole: words of some scripts run from right to left. */
const LEFT_TO_RIGHT =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u

const OUTLINE_SIZE = 100

/** Pieces that were outlined before on this thread, by face and text: the quantities of a run have most of them in common. */
const KNOWN = new Map<string, Outline>()
/** Labels of a user may be ever new; a study draws for hours. */
const MOST_KNOWN = 5000

/**
 * A drawing of this project with its texts as shapes, as fast to render as they look alike: laying out a text costs resvg a third
 * of a millisecond, and a contact sheet has hundreds of them; placing a shape costs nothing.
 * @param svg of `svgDocument`, with texts of `textElement`
 */
export function outlineTexts(svg: string): string {
  const texts = [...svg.matchAll(TEXT)]
  if (texts.length === 0) return svg
  if (KNOWN.size > MOST_KNOWN) KNOWN.clear()
  const wanted = new Map<string, Piece>()
  for (const [, attributes, content] of texts) {
    const { face } = placeOf(attributes)
    for (const text of piecesOf(content)) wanted.set(keyOf(face, text), { face, text })
  }
  trace([...wanted].filter(([key]) => !KNOWN.has(key)).map(([, piece]) => piece))
  const ids = new Map([...wanted.keys()].map((key, k) => [key, `o${k}`]))
  const paths = [...ids].map(([key, id]) => `<path id="${id}" d="${KNOWN.get(key)!.path}"/>`)
  const outlined = svg.replace(TEXT, (_, attributes: string, content: string) =>
    shapes(attributes, piecesOf(content), ids),
  )
  const start = outlined.indexOf('>', outlined.indexOf('<svg')) + 1
  return `${outlined.slice(0, start)}<defs>${paths.join('')}</defs>${outlined.slice(start)}`
}

/** Options of resvg with the fonts of the package; without a font file it leaves all text out. */
export function withFonts(): ResvgRenderOptions {
  const resolve = createRequire(import.meta.url).resolve
  return {
    font: {
      loadSystemFonts: false,
      fontFiles: ['DejaVuSans', 'DejaVuSans-Bold'].map(face => resolve(`dejavu-fonts-ttf/ttf/${face}.ttf`)),
      defaultFontFamily: 'DejaVu Sans',
    },
  }
}

interface Piece {
  readonly face: Face
  readonly text: string
}

interface TextPlace {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly face: Face
  /** Share of its width by which the text stands left of x. */
  readonly anchor: number
  /** The other attributes, as they are. */
  readonly rest: string
}

/** Outlines pieces in one drawing, each with a bar behind it, which tells where the next one begins. */
function trace(pieces: readonly Piece[]): void {
  if (pieces.length === 0) return
  const groups = [{ face: 'normal', text: '' }, { face: 'bold', text: '' }, ...pieces].map(
    ({ face, text }, k) =>
      `<g id="p${k}"><text font-weight="${face}" xml:space="preserve">${text}|</text></g>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" font-size="${OUTLINE_SIZE}">${groups.join('')}</svg>`
  const found = new Resvg(svg, withFonts())
    .toString()
    .split(/<g id="p\d+">/)
    .slice(1)
    .map(group => [...group.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path).join(' '))
  const [normal, bold] = found.map(barStart)
  pieces.forEach(({ face, text }, k) => {
    const traced = found[k + 2]
    KNOWN.set(keyOf(face, text), {
      path: traced.slice(0, traced.lastIndexOf('M')).trimEnd(),
      advance: barStart(traced) - (face === 'bold' ? bold : normal),
    })
  })
}

/** Where the last shape of a path begins. */
function barStart(path: string): number {
  return Number.parseFloat(path.slice(path.lastIndexOf('M') + 1))
}

function shapes(attributes: string, pieces: readonly string[], ids: ReadonlyMap<string, string>): string {
  const { x, y, size, face, anchor, rest } = placeOf(attributes)
  const scale = size / OUTLINE_SIZE
  const outlines = pieces.map(text => ({ key: keyOf(face, text), ...KNOWN.get(keyOf(face, text))! }))
  let left = x - anchor * scale * outlines.reduce((sum, { advance }) => sum + advance, 0)
  const placed = outlines.map(({ key, path, advance }) => {
    const at = left
    left += scale * advance
    return path === ''
      ? ''
      : `<use href="#${ids.get(key)}" transform="translate(${at.toFixed(3)} ${y}) scale(${scale})"/>`
  })
  return `<g${rest}>${placed.join('')}</g>`
}

/** Where and how a text stands; what is missing is as in SVG. */
function placeOf(attributes: string): TextPlace {
  const {
    x = '0',
    y = '0',
    ...named
  } = Object.fromEntries([...attributes.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, value]))
  const { 'font-size': size = '16', 'font-weight': weight, 'text-anchor': end, ...others } = named
  return {
    x: Number(x),
    y: Number(y),
    size: Number(size),
    face: weight === 'bold' ? 'bold' : 'normal',
    anchor: end === 'middle' ? 0.5 : end === 'end' ? 1 : 0,
    rest: Object.entries(others)
      .map(([name, value]) => ` ${name}="${value}"`)
      .join(''),
  }
}

/** Spaces at the ends are not drawn, and several are one, as SVG has it. */
function piecesOf(content: string): string[] {
  const text = content.trim().replaceAll(/\s+/g, ' ')
  return LEFT_TO_RIGHT.test(text) ? (text.match(PIECE) ?? []) : [text]
}

function keyOf(face: Face, text: string): string {
  return `${face} ${text}`
}
