import { expect, test } from 'vitest'
import { FIELD_DEVICE_MODELS, FIELD_GATED_DEVICE_MODELS } from '../../../arrays/devices/field/registry.ts'
import { CLOSED_FORMS } from './closed-forms.ts'
import { PUBLISHED_MODELS } from './published-models.ts'
import { distance, productAnswer, refereeAnswer } from './referee-model.ts'

/** Parameters that no waveform in the middle of the range shows; the reason stands on the model's page. */
const UNSEEN: Readonly<Record<string, readonly string[]>> = { team: ['wc'] }

/** Experiments of each model. */
const PUBLISHED = new Map(
  PUBLISHED_MODELS.map(({ name }) => [name, PUBLISHED_MODELS.filter(each => each.name === name)]),
)

test('every model of the field has a referee', () => {
  const refereed = [...PUBLISHED.keys(), ...CLOSED_FORMS.map(({ name }) => name)]
  const models = [...FIELD_DEVICE_MODELS, ...FIELD_GATED_DEVICE_MODELS]
  expect(refereed.toSorted()).toEqual(models.map(({ name }) => name).toSorted())
})

// A sine, a triangle and pulses, on ngspice or eecircuit-engine.
test.each([...PUBLISHED].map(([name, experiments]) => [name, { experiments }] as const))(
  '%s: states and currents of its published equations to 3e-5, and no parameter may be off by 1 %%',
  (name, { experiments }) => {
    const answers = experiments.map(published => ({ published, expected: refereeAnswer(published) }))
    for (const { published, expected } of answers) {
      expect(expected.currents).toHaveLength(30)
      expect(distance(expected, productAnswer(published))).toBeLessThan(3e-5)
    }
    // Waveforms that move nothing referee nothing.
    const moved = answers.map(({ expected: { states } }) => Math.max(...states) - Math.min(...states))
    if (experiments.some(({ rate }) => rate !== undefined)) expect(Math.max(...moved)).toBeGreaterThan(0.05)
    const model = FIELD_DEVICE_MODELS.find(known => known.name === name)!
    const unseen = UNSEEN[name] ?? []
    expect(unseen.length).toBeLessThanOrEqual(model.parameters.length / 4)
    for (const { name: parameter, value, range } of model.parameters) {
      // A value of 0, which switches a mechanism off, has no size to change.
      if (value === 0 || unseen.includes(parameter)) continue
      const changed = 1.01 * value > range[1] ? 0.99 * value : 1.01 * value
      const off = answers.map(({ published, expected }) =>
        distance(expected, productAnswer(published, { [parameter]: changed })),
      )
      expect(Math.max(...off), parameter).toBeGreaterThan(2e-4)
    }
  },
  // ngspice takes most of a minute for the equations of jart-vcm-v1b on a busy machine.
  300_000,
)
