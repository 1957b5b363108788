import { describe, expect, test } from 'vitest'
import {
  linearDriftBiolek,
  linearDriftJoglekar,
  linearDriftProdromakis,
} from '../../arrays/devices/field/linear-drift.ts'
import { vteam } from '../../arrays/devices/field/vteam.ts'
import { type FollowedCase, followShape, SHAPE_NAMES } from './follow-shape.ts'

const CASES: readonly FollowedCase[] = [
  { model: linearDriftJoglekar, volts: 1.2, seconds: 0.5, starts: [0.05, 0.7] },
  { model: linearDriftBiolek, volts: 1.5, seconds: 0.1, starts: [0.05, 0.95] },
  { model: linearDriftProdromakis, volts: 1.2, seconds: 0.42, starts: [0.05, 0.65] },
  { model: vteam, volts: 0.3, seconds: 1e-6, starts: [0, 1] },
]

describe.each(CASES.map(each => [each.model.name, each] as const))('%s', (_, each) => {
  test.each(SHAPE_NAMES)('%s: states to 1e-4 of their range', async shape => {
    const { worst, travelled } = await followShape(each, shape)
    expect(travelled).toBeGreaterThan(0.1)
    expect(worst).toBeLessThan(1e-4)
  })
})
