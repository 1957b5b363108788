import { expect, test } from 'vitest'
import { channelOhms, OPEN_OHMS } from '../../../arrays/devices/storage-regulator.ts'

test('a channel conducts by its overdrive and is open at the threshold', () => {
  const ohms = channelOhms(Float64Array.of(0, 0.5, 0.75, 4.5), { threshold: 0.5, transconductance: 5e-4 })
  expect(Array.from(ohms)).toEqual([OPEN_OHMS, OPEN_OHMS, 8000, 500])
  expect(() => channelOhms(Float64Array.of(1), { threshold: 0, transconductance: 0 })).toThrow(RangeError)
})
