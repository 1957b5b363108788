import { expect, test } from 'vitest'
import { addressCells } from '../../../arrays/crossbar/bias/address-cells.ts'

const size = [3, 3] as const
const selected = [0, 1, 0]

test.each([
  ['half', [0.6, 1.2, 0.6], [0.6, 0, 0.6]],
  ['third', [0.4, 1.2, 0.4], [0.8, 0, 0.8]],
  ['ground', [0, 1.2, 0], [0, 0, 0]],
  ['float', [Number.NaN, 1.2, Number.NaN], [Number.NaN, 0, Number.NaN]],
] as const)('%s puts the unselected lines where the scheme says', (bias, word, bit) => {
  const lines = addressCells(size, 1, selected, 1.2, bias)
  lines.word.forEach(
    (v, i) => void expect(v).toEqual(Number.isNaN(word[i]) ? Number.NaN : expect.closeTo(word[i], 15)),
  )
  lines.bit.forEach(
    (v, j) => void expect(v).toEqual(Number.isNaN(bit[j]) ? Number.NaN : expect.closeTo(bit[j], 15)),
  )
})

test('a third keeps every unselected cell at V/3 in magnitude', () => {
  const { word, bit } = addressCells([4, 5], 2, [0, 0, 0, 1, 0], 3, 'third')
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 5; j++) {
      const volts = Math.abs(word[i] - bit[j])
      expect(volts).toBeCloseTo(i === 2 && j === 3 ? 3 : 1, 14)
    }
  }
})
