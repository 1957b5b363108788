import { expect, test } from 'vitest'
import { varyParameters } from '../../../arrays/crossbar/vary-parameters.ts'
import { testArray } from './test-device.ts'

const spec = testArray([64, 64])

test('draws have the asked median and relative spread', () => {
  const { parameters } = varyParameters(spec, { G0: 0.2 }, 7, 0)
  const logs = [...parameters[0]].map(g => Math.log(g / 1e-4)).sort((a, b) => a - b)
  const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length
  const variance = logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (logs.length - 1)
  const sigma = Math.sqrt(Math.log1p(0.04))
  // Four standard errors of the mean and of the standard deviation of 4096 draws.
  expect(Math.abs(mean)).toBeLessThan((4 * sigma) / 64)
  expect(Math.abs(Math.sqrt(variance) - sigma)).toBeLessThan((4 * sigma) / Math.sqrt(2 * 4096))
  expect(parameters[1]).toBe(spec.parameters[1])
})

test('the same seed draws the same cells, another seed or array others', () => {
  const draw = (seed: number, array: number): Float64Array =>
    varyParameters(spec, { G0: 0.2 }, seed, array).parameters[0]
  expect(draw(7, 0)).toEqual(draw(7, 0))
  expect(draw(7, 0)[0]).not.toBe(draw(8, 0)[0])
  expect(draw(7, 0)[0]).not.toBe(draw(7, 1)[0])
})

test('an unknown parameter is named', () => {
  expect(() => varyParameters(spec, { G9: 0.1 }, 1, 0)).toThrow(
    /found parameter "G9"; expected one of G0, G1/,
  )
})
