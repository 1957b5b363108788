import { describe, expect, it } from 'vitest'
import { emptyRecord, ownValue } from '../../arrays/own-value.ts'
import { evaluateFigures } from '../../scenarios/figures/evaluate-figures.ts'

describe('a record that a user names the keys of', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'holds %s only where it was set',
    name => {
      expect(ownValue({}, name)).toBeUndefined()
      const record = emptyRecord<number>()
      expect(ownValue(record, name)).toBeUndefined()
      record[name] = 1
      expect(ownValue(record, name)).toBe(1)
      expect(Object.keys({ ...record })).toEqual([name])
    },
  )

  it('may have figures of such names', () => {
    const frame = { name: 'r', label: 'r', timeS: 0, quantities: { conductance: Float64Array.of(2) } }
    const figure = { kind: 'mean', of: 'conductance', pixels: 'dot', frame: 'r' } as const
    const source = { frames: [frame], reads: [], images: { dot: Float64Array.of(1) }, unitOf: () => 'S' }
    const figures = evaluateFigures(
      [
        { ...figure, name: '__proto__' },
        { kind: 'ratio', name: 'constructor', over: ['__proto__', '__proto__'] },
      ],
      source,
    )
    expect(Object.entries(figures)).toEqual([
      ['__proto__', { value: 2, unit: 'S' }],
      ['constructor', { value: 1, unit: '1' }],
    ])
    expect(() => evaluateFigures([{ ...figure, name: 'm', pixels: 'toString' }], source)).toThrow(
      /image "toString"/,
    )
    expect(() => evaluateFigures([{ ...figure, name: 'm', of: 'valueOf' }], source)).toThrow(
      /quantity "valueOf"/,
    )
  })
})
