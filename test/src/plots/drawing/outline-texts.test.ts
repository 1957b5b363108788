import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js'
import { expect, it } from 'vitest'
import { outlineTexts, withFonts } from '../../../../src/plots/drawing/outline-texts.ts'
import { svgDocument, textElement } from '../../../../src/plots/drawing/svg.ts'

const OPTIONS: ResvgRenderOptions = { ...withFonts(), fitTo: { mode: 'zoom', value: 2 } }

it.each([
  ['words, numbers and signs', textElement('case-3 · input 10, t = 20.9 s', 20, 40, 13)],
  ['bold text with kerning', textElement('To AVATAR, Ty. VTEAM', 20, 40, 21, { 'font-weight': 'bold' })],
  ['text that ends at its place', textElement('−3.25 µS', 280, 40, 11.5, { 'text-anchor': 'end' })],
  ['text around its place', textElement('0.57', 150, 40, 10.5, { 'text-anchor': 'middle' })],
  [
    'bold text that ends at its place',
    textElement('word 12', 280, 40, 15, { 'text-anchor': 'end', 'font-weight': 'bold' }),
  ],
  ['turned text', textElement('word line', 60, 70, 12, { transform: 'rotate(-90 60 70)', fill: '#5f5f5f' })],
  ['special characters of XML', textElement('a <b> & "c"', 20, 40, 16)],
  ['several spaces', textElement('  two   words ', 20, 40, 16)],
  ['characters without a glyph', textElement('漢字 1 Ω', 20, 40, 16)],
  ['a script from right to left', textElement('شبكة العصبون', 20, 40, 16)],
])('draws %s where resvg lays it out', (_, text) => {
  const svg = svgDocument(300, 100, 'texts', [text])
  const outlined = outlineTexts(svg)
  expect(outlined).not.toContain('<text')
  const [expected, found, empty] = [svg, outlined, svgDocument(300, 100, 'texts', [])].map(greys)
  const [difference, ink] = [distance(found, expected), distance(empty, expected)]
  expect(ink).toBeGreaterThan(100)
  // Distances between a word and a number are not kerned: a third of a pixel at most.
  expect(difference / ink).toBeLessThan(0.15)
})

it('leaves a drawing without texts as it is', () => {
  const svg = svgDocument(30, 10, 'nothing', [])
  expect(outlineTexts(svg)).toBe(svg)
})

it('draws the same whatever was drawn before', () => {
  const svg = svgDocument(300, 100, 'texts', [textElement('12.5 words of its own', 20, 40, 16)])
  const before = outlineTexts(svg)
  outlineTexts(svgDocument(300, 100, 'texts', [textElement('5.12 others 7', 20, 40, 16)]))
  expect(outlineTexts(svg)).toBe(before)
})

function greys(svg: string): number[] {
  const { pixels } = new Resvg(svg, OPTIONS).render()
  return Array.from({ length: pixels.length / 4 }, (_, k) => pixels[4 * k])
}

/** Differences of darkness, in pixels between black and white. */
function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + Math.abs(value - b[k]) / 255, 0)
}
