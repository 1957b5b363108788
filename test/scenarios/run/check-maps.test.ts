import { expect, test } from 'vitest'
import type { Step } from '../../../arrays/program/step.ts'
import { checkMaps } from '../../../scenarios/run/check-maps.ts'

const document = {
  file: 'big.yaml',
  value: {},
  place: (path: readonly (string | number)[]) => ({ file: 'big.yaml', path: path.join('.') }),
}
const reads = (frames: number, frame = true): Step[] =>
  Array.from({ length: frames }, () => ({ kind: 'read', frame }) as Step)

test('a run whose maps nothing could read back is refused before it begins', () => {
  expect(() => checkMaps([reads(32)], [1024, 1024], document)).not.toThrow()
  expect(() => checkMaps([reads(33, false), reads(30)], [1024, 1024], document)).not.toThrow()
  expect(() => checkMaps([reads(17), reads(16)], [1024, 1024], document)).toThrow(
    'big.yaml: program: found 33 frames of 1024 x 1024 cells; expected at most 33554432 numbers of a quantity',
  )
})
