import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hardwareNetwork } from '../../../scenarios/learning/device-networks.ts'
import { TRAINING_DEVICES } from '../../../scenarios/learning/training-devices.ts'
import { TUNED_SETTINGS } from '../../../scenarios/learning/tuned-settings.ts'

/** device, rate, threshold, ranges, accuracy, whether it was chosen. */
const table = readFileSync(new URL('../../../scripts/tune-devices.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(line => line.split(',') as [string, string, string, string, string, string])

describe('rates and ranges of new trainings', () => {
  it.each(Object.keys(TUNED_SETTINGS))('are the best that were tried for %s', device => {
    const own = table.filter(([name]) => name === device)
    const chosen = own.filter(row => row[5] === 'true')
    expect(own.length).toBeGreaterThanOrEqual(5)
    expect(chosen).toHaveLength(1)
    const [[, rate, threshold, ranges, accuracy]] = chosen as [(typeof own)[number]]
    expect(Number(accuracy)).toBe(Math.max(...own.map(row => Number(row[4]))))
    const { rate: used, threshold: least, ranges: wide } = hardwareNetwork(device)
    expect([used, least, wide]).toEqual([Number(rate), Number(threshold), ranges.split(' ').map(Number)])
  })

  it('are of devices that train', () => {
    expect(TRAINING_DEVICES).toEqual(expect.arrayContaining(Object.keys(TUNED_SETTINGS)))
    expect(new Set(table.map(([name]) => name))).toEqual(new Set(Object.keys(TUNED_SETTINGS)))
  })
})
