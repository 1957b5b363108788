import { decode } from 'fast-png'
import { expect, it } from 'vitest'
import { renderPng } from '../../../../src/plots/drawing/render-png.ts'

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'

it('a PNG says its resolution in print, and is whole', async () => {
  // 300 points per inch are 300 / 0.0254 = 11811.02 per metre.
  const { width, resolution } = decode(await renderPng(SVG, 40, 300), { checkCrc: true })
  expect(width).toBe(40)
  expect(resolution).toEqual({ x: 11811, y: 11811, unit: 1 })
})

it('a PNG without one says nothing', async () => {
  expect(decode(await renderPng(SVG, 40)).resolution).toBeUndefined()
})
