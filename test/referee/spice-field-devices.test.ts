import { describe, expect, test } from 'vitest'
import { stanfordPku } from '../../arrays/devices/field/stanford-pku.ts'
import { thresholdMemristor } from '../../arrays/devices/field/threshold-memristor.ts'
import { type FollowedCase, followShape, SHAPE_NAMES } from './follow-shape.ts'
import { heatedFilament, junctionBehindResistance } from './inner-devices.ts'

const CASES: readonly FollowedCase[] = [
  { model: thresholdMemristor, volts: -4, seconds: 1e-8, starts: [0, 1] },
  { model: stanfordPku, volts: 1.7, seconds: 1e-6, starts: [0, 1] },
  { model: junctionBehindResistance, volts: 1.5, seconds: 0.01, starts: [0.05, 0.95] },
  { model: heatedFilament, volts: 1.4, seconds: 1e-3, starts: [0.05, 0.95] },
]

describe.each(CASES.map(each => [each.model.name, each] as const))('%s', (_, each) => {
  test.each(SHAPE_NAMES)('%s: states to 1e-4 of their range', async shape => {
    const { worst, travelled } = await followShape(each, shape)
    expect(travelled).toBeGreaterThan(0.1)
    expect(worst).toBeLessThan(1e-4)
  })
})
