import { expect, test } from 'vitest'
import { FIELD_DEVICE_MODELS } from '../../../arrays/devices/field/registry.ts'
import { PUBLISHED_MODELS } from './published-models.ts'
import { distance, productAnswer, refereeAnswer } from './referee-model.ts'

/** Parameters that no waveform in the middle of the range shows; the reason stands on the model's page. */
const UNSEEN: Readonly<Record<string, readonly string[]>> = { team: ['wc'] }

test('every model of the field has a referee', () => {
  expect(PUBLISHED_MODELS.map(({ name }) => name).toSorted()).toEqual(
    FIELD_DEVICE_MODELS.map(({ name }) => name).toSorted(),
  )
})

// A sine, a triangle and pulses, on ngspice or eecircuit-engine.
test.each(PUBLISHED_MODELS.map(model => [model.name, model] as const))(
  '%s: states and currents of its published equations to 3e-5, and no parameter may be off by 1 %%',
  (name, published) => {
    const expected = refereeAnswer(published)
    expect(expected.states).toHaveLength(30)
    expect(Math.max(...expected.states) - Math.min(...expected.states)).toBeGreaterThan(0.05)
    expect(distance(expected, productAnswer(published))).toBeLessThan(3e-5)
    const model = FIELD_DEVICE_MODELS.find(known => known.name === name)!
    const unseen = UNSEEN[name] ?? []
    expect(unseen.length).toBeLessThanOrEqual(model.parameters.length / 4)
    for (const { name: parameter, value, range } of model.parameters) {
      // What switches a mechanism off has no size to change.
      if (value === 0 || unseen.includes(parameter)) continue
      const changed = 1.01 * value > range[1] ? 0.99 * value : 1.01 * value
      const off = distance(expected, productAnswer(published, { [parameter]: changed }))
      expect(off, parameter).toBeGreaterThan(2e-4)
    }
  },
)
