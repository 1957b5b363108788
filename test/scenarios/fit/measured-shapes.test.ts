import { describe, expect, it } from 'vitest'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { vteam } from '../../../arrays/devices/field/vteam.ts'
import { fmes } from '../../../arrays/devices/fmes.ts'
import { populations } from '../../../arrays/devices/populations.ts'
import { resistor } from '../../../arrays/devices/resistor.ts'
import { hbnWo3 } from '../../../arrays/devices/review/hbn-wo3.ts'
import { sinh } from '../../../arrays/devices/sinh.ts'
import { normal } from '../../../arrays/random/keyed-random.ts'
import { fitDevice } from '../../../scenarios/fit/fit-device.ts'
import { fitSteps } from '../../../scenarios/fit/fit-steps.ts'
import { understandMeasurement } from '../../../scenarios/fit/measured/understand-measurement.ts'
import { fitRanked, modelsToTry, rankModels } from '../../../scenarios/fit/rank-models.ts'
import { twoSidedLoop } from './two-sided-loop.ts'

/** Conductances after 91 pulses up and 78 down, bounded softly, with noise of 3 % of the range; the rows down are counted from their end. */
function pulseTable(): string {
  const [low, high] = [3e-9, 42e-9]
  const noisy = (g: number, row: number): number => g + 0.03 * (high - low) * normal(9, 1, row)
  const up = Array.from({ length: 91 }, (_, k) => high - (high - low) * Math.exp(-k / 30))
  const down = Array.from({ length: 78 }, (_, k) => low + (up[90] - low) * Math.exp((-1.2 * k) / 15))
  return [
    'direction,pulse,conductance_S',
    ...up.map((g, k) => `up,${k},${noisy(g, k)}`),
    ...down.map((g, k) => `down,${1.2 * (77 - k)},${noisy(g, 100 + k)}`).toReversed(),
  ].join('\n')
}

describe('conductances against pulses', () => {
  const { measurement } = understandMeasurement(new TextEncoder().encode(pulseTable()), 'pulses.csv', {
    drives: ['voltage'],
    pulses: 'up 3.2 V 300 us; down -2.8 V 300 us; read 0.5 V',
  })
  const range = Math.max(...measurement.response) - Math.min(...measurement.response)

  it('are fitted without rows of their own', async () => {
    const fit = await fitDevice(populations, measurement, {
      start: 'fit',
      noise: 'absolute',
      starts: 1,
      members: 0,
    })
    expect(fit.points).toBe(169)
    expect(fit.residual / range).toBeLessThan(0.05)
  })

  it('become steps that run through them', () => {
    const { steps, rangeResidual } = fitSteps(measurement)
    expect(rangeResidual).toBeLessThan(0.035)
    // One pulse takes 1/30 of what is left up, and 1/15 of what is left down.
    const [middle] = steps.filter(({ direction, conductance }) => direction === 'up' && conductance > 20e-9)
    expect(middle.change / ((42e-9 - middle.conductance) * (1 - Math.exp(-1 / 30)))).toBeCloseTo(1, 0.5)
  })
})

describe('loops', () => {
  it('measured from the middle of a cycle need the state in which they began', async () => {
    const loop = twoSidedLoop(0.3, 0.01)
    const options = { noise: 'absolute', members: 0 } as const
    const rest = await fitDevice(populations, loop, options)
    const fitted = await fitDevice(populations, loop, { ...options, start: 'fit', starts: 6 })
    expect(fitted.relativeResidual).toBeLessThan(0.03)
    expect(rest.relativeResidual).toBeGreaterThan(1.5 * fitted.relativeResidual)
    expect(Object.keys(fitted.start)).toEqual(['fast', 'medium', 'slow'])
  })

  it('of another shape at each polarity are met to 4 % of the largest current', async () => {
    const fit = await fitDevice(populations, twoSidedLoop(0, 0.01), {
      start: 'fit',
      noise: 'absolute',
      members: 0,
    })
    expect(fit.relativeResidual).toBeLessThan(0.04)
  })

  it('rank the models, and leave out what has no answer', async () => {
    const told: number[] = []
    const ranking = await rankModels(
      [resistor, sinh, fmes, populations],
      twoSidedLoop(0, 0.01),
      { start: 'fit', noise: 'absolute' },
      tried => told.push(tried),
    )
    expect(told).toEqual([1, 2, 3, 4])
    expect(ranking[0].name).toBe('populations')
    expect(ranking.map(({ name }) => name)).toContain('resistor')
    expect(ranking.at(-1)!.relativeResidual).toBeGreaterThan(0.1)
  })

  it('pass over the best model of a ranking where it has no answer to all rows', async () => {
    const row = { relativeResidual: 0.01, moved: 2, criterion: -100 }
    const ranking = ['resistor', 'sinh'].map(name => ({ ...row, name }))
    const named = (name: string) => (name === 'resistor' ? resistor : sinh)
    // A resistor of a known conductance has no parameter to move.
    const optionsOf = (model: { readonly name: string }) =>
      ({ members: 0, ...(model.name === 'resistor' ? { fixed: { conductance: 1e-6 } } : {}) }) as const
    const best = await fitRanked(ranking, twoSidedLoop(0, 0.01), named, optionsOf)
    expect(best?.passed).toEqual(['resistor'])
    expect(best?.fit.model.name).toBe('sinh')
    expect(await fitRanked(ranking.slice(0, 1), twoSidedLoop(0, 0.01), named, optionsOf)).toBeUndefined()
  })
})

it('a state that is known stays what it is', async () => {
  const start = { fast: 0.2, medium: 0.1, slow: 0.3 }
  const fit = await fitDevice(populations, twoSidedLoop(0, 0.01), { start, starts: 1, members: 0 })
  expect(fit.start).toEqual(start)
})

it('a loop through 0 finds its law from conductances a thousand times off', async () => {
  const loop = twoSidedLoop(0, 0)
  const response = loop.drive.map(volts => (5e-3 / 3) * Math.sinh(3 * volts))
  const fit = await fitDevice(sinh, { ...loop, response }, { noise: 'absolute', members: 0 })
  expect(fit.relativeResidual).toBeLessThan(1e-6)
  expect(fit.parameters.map(({ value }) => value)).toEqual([expect.closeTo(5e-3, 8), expect.closeTo(3, 6)])
  // Resistances are scaled as conductances are.
  const ohmic = { ...loop, response: loop.drive.map(volts => volts / 20) }
  expect((await fitDevice(vteam, ohmic, { noise: 'absolute', members: 0 })).relativeResidual).toBeLessThan(
    0.01,
  )
})

it('of devices with the same laws one is tried, and none whose drive is another', () => {
  const again = { ...sinh, name: 'sinh-again' }
  const found = modelsToTry([sinh, again, ecMofL, hbnWo3, resistor], twoSidedLoop(0, 0))
  expect(found.map(({ name }) => name)).toEqual(['sinh', 'ec-mof-l', 'resistor'])
})
