/** Attributes of an SVG element; numbers are rounded to a hundredth of a pixel. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** One SVG element as text. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const pairs = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value ?? '')}"`)
  return content === '' ? `<${name}${pairs.join('')}/>` : `<${name}${pairs.join('')}>${content}</${name}>`
}

/** A line of text; `size` in px. */
export function textElement(text: string, x: number, y: number, size: number, more: Attributes = {}): string {
  return element('text', { x, y, 'font-size': size, ...more }, escapeXml(text))
}

/** A whole SVG document on white in the font of the project. */
export function svgDocument(
  width: number,
  height: number,
  title: string,
  content: readonly string[],
): string {
  const head = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${round(width)} ${round(height)}`,
    // Verdana has nearly the same widths where a viewer lacks DejaVu.
    'font-family': 'DejaVu Sans, Verdana, sans-serif',
    fill: INK,
  }
  const page = [element('title', {}, escapeXml(title)), element('rect', { width, height, fill: '#ffffff' })]
  return `${element('svg', head, `\n${[...page, ...content].join('\n')}\n`)}\n`
}

/** Colours of text and frames. */
export const INK = '#1c1c1c'
export const SOFT_INK = '#5f5f5f'
export const RULE = '#8c8c8c'

function round(value: number): string {
  return String(Math.round(value * 100) / 100)
}

function escapeXml(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
