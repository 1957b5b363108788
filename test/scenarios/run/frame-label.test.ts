import { expect, it } from 'vitest'
import { frameLabel, partLabel } from '../../../scenarios/run/frame-label.ts'

it('parts a label into what it was made of', () => {
  const cases = ['case-1', 'case-10', 'case-2']
  expect(partLabel(frameLabel('case-10/input 3'), cases)).toEqual({ which: 1, name: 'input 3' })
  expect(partLabel(frameLabel('case-2/noise'), cases)).toEqual({ which: 2, name: 'noise' })
  expect(partLabel(frameLabel('write M'), [])).toEqual({ which: 0, name: 'write M' })
})
