import { textWidth } from '../../../../src/plots/drawing/text-width.ts'
import { parseSvg } from './parse-svg.ts'

/** Where a text stands, px. */
export interface TextBox {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The boxes of all texts of a drawing, capital height to descender. */
export function textBoxes(svg: string): TextBox[] {
  return parseSvg(svg)
    .filter(({ name }) => name === 'text')
    .map(({ attributes, text }) => {
      const [x, y, size] = [Number(attributes.x), Number(attributes.y), Number(attributes['font-size'])]
      const width = textWidth(text, size, attributes['font-weight'] === 'bold')
      const shift = { middle: 0.5, end: 1 }[attributes['text-anchor'] ?? ''] ?? 0
      const [top, bottom] = [y - 0.74 * size, y + 0.22 * size]
      const [left, right] = [x - shift * width, x + (1 - shift) * width]
      if (attributes.transform === undefined) return { text, left, right, top, bottom }
      // Turned to the left about its own point.
      return { text, left: x + top - y, right: x + bottom - y, top: y - (right - x), bottom: y + (x - left) }
    })
}

/** Pairs of texts that cover each other. */
export function overlaps(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((a, k) =>
    boxes
      .slice(k + 1)
      .filter(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map(b => `"${a.text}" and "${b.text}"`),
  )
}
