import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGatedCell } from '../../../../arrays/devices/gated-cell.ts'
import { GATED_DEVICE_MODELS } from '../../../../arrays/devices/gated-registry.ts'
import { peoGraphene } from '../../../../arrays/devices/review/peo-graphene.ts'
import { psgWo3 } from '../../../../arrays/devices/review/psg-wo3.ts'
import { gatedDeviceModel } from '../../../../src/host/find-device.ts'
import { lawsAt } from '../laws-at.ts'

const value = (model: typeof psgWo3, name: string): number =>
  model.parameters.find(spec => spec.name === name)!.value

const linear = { raiseNonlinearity: 1e-3, lowerNonlinearity: 1e-3, retentionTime: 1e12 }

test('the insertion is as fast as stated at the reference, linear far below the steepness, e-fold a steepness far above', () => {
  const rise = (volts: number, steepness: number): number => {
    const values = psgWo3.parameters.map(({ name, value: own }) =>
      name === 'steepness' ? steepness : (linear[name as keyof typeof linear] ?? own),
    )
    return lawsAt(psgWo3, values).rate(1, volts) - 1e-12
  }
  const reference = value(psgWo3, 'raiseAmplitude')
  expect((rise(reference, 0.5) * value(psgWo3, 'raiseTime')) / 1e-3).toBeCloseTo(1, 6)
  expect(rise(reference / 4, 1e6) / rise(reference, 1e6)).toBeCloseTo(0.25, 6)
  expect(rise(3.5, 0.1) / rise(3.4, 0.1)).toBeCloseTo(Math.E, 10)
})

test('the conductance runs from low to high in three straight parts', () => {
  const values = psgWo3.parameters.map(({ name, value: own }) =>
    name === 'lowSlope' ? 1.5 : name === 'highSlope' ? 0.6 : own,
  )
  const { current } = lawsAt(psgWo3, values)
  const [low, high] = [value(psgWo3, 'lowConductance'), value(psgWo3, 'highConductance')]
  const share = (lasting: number): number => (current(1, 0, lasting) - low) / (high - low)
  expect(share(0)).toBe(0)
  expect(share(1 / 3)).toBeCloseTo(0.5, 13)
  expect(share(2 / 3)).toBeCloseTo(0.8, 13)
  expect(share(1)).toBeCloseTo(1, 13)
})

describe('the lasting state', () => {
  test('follows the closed form of potentiation by hand: (1 - exp(-nl n/N)) / (1 - exp(-nl))', () => {
    const cell = createGatedCell(psgWo3, { parameters: { retentionTime: 1e12 } })
    const nl = value(psgWo3, 'raiseNonlinearity')
    for (let n = 1; n <= 100; n++) {
      cell.advance(3, 1)
      const expected = (1 - Math.exp((-nl * n) / 100)) / (1 - Math.exp(-nl))
      expect(Math.abs(cell.state[1] - expected)).toBeLessThan(1e-9)
    }
    for (let n = 1; n <= 100; n++) cell.advance(-3, 1)
    expect(Math.abs(cell.state[1])).toBeLessThan(1e-9)
  })

  test('stops at the ends of its range, so that the device answers at once to the other polarity', () => {
    const cell = createGatedCell(psgWo3)
    cell.advance(3, 1e4)
    expect(cell.state[1]).toBe(1)
    cell.advance(-3, 1)
    expect(cell.state[1]).toBeLessThan(0.995)
  })

  test('one long step is many short ones, for any device, drive and state (exact relaxation)', () => {
    const drive = fc.constantFrom(...GATED_DEVICE_MODELS)
    fc.assert(
      fc.property(
        drive,
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (model, part, filling) => {
          const name = model.states.at(-1)!.name
          const [once, often] = [0, 1].map(() => createGatedCell(model, { state: { [name]: filling } }))
          const { raise, lower } = model.pulses
          const u = Math.abs(part) * (part > 0 ? raise : lower).amplitude
          once!.advance(u, 20 * raise.width)
          for (let k = 0; k < 64; k++) often!.advance(u, (20 * raise.width) / 64)
          once!.state.forEach((x, k) => {
            expect(Math.abs(x - often!.state[k])).toBeLessThan(1e-10)
          })
        },
      ),
      { seed: 7, numRuns: 200 },
    )
  })
})

describe.each(GATED_DEVICE_MODELS.map(model => [model.name, model] as const))('%s', (_, model) => {
  test('its own raise pulse raises the conductance, its own lower pulse lowers it', () => {
    const cell = createGatedCell(model, { state: { [model.states.at(-1)!.name]: 0.5 } })
    const { raise, lower } = model.pulses
    const before = cell.conductance()
    const up = cell.copy()
    up.advance(raise.amplitude, raise.width)
    up.advance(0, 10 * raise.width)
    expect(up.conductance()).toBeGreaterThan(before)
    cell.advance(lower.amplitude, lower.width)
    cell.advance(0, 10 * lower.width)
    expect(cell.conductance()).toBeLessThan(before)
    expect(raise.amplitude * lower.amplitude).toBeLessThan(0)
  })

  test('slopes are the derivatives of the currents', () => {
    const states = model.states.map(() => 0.3)
    const { current, slope, gate, gateSlope } = lawsAt(model)
    for (const [at, slopeAt] of [
      [current, slope],
      [gate!, gateSlope!],
    ] as const) {
      const own = slopeAt(0.2, ...states)
      expect(own).toBeGreaterThan(0)
      expect(Math.abs((at(0.3, ...states) - at(0.1, ...states)) / 0.2 / own - 1)).toBeLessThan(1e-9)
    }
  })

  test('every parameter has a unit, a meaning, a source and a value in its range', () => {
    for (const { name, unit, value: own, range, meaning, source } of model.parameters) {
      expect(unit, name).not.toBe('')
      expect(meaning, name).not.toBe('')
      expect(source, name).toMatch(
        /Table 1|text|fit|assumed; .* to .* keeps all claims|assumed, not determined: .* keeps all claims|assumed:|straight|rest|stack|rise|effect|E\d/,
      )
      expect(own, name).toBeGreaterThanOrEqual(range[0])
      expect(own, name).toBeLessThanOrEqual(range[1])
    }
  })
})

test('names: registered once, unknown ones are refused with the nearest', () => {
  expect(new Set(GATED_DEVICE_MODELS.map(({ name }) => name)).size).toBe(GATED_DEVICE_MODELS.length)
  expect(gatedDeviceModel('peo-graphene')).toBe(peoGraphene)
  expect(() => gatedDeviceModel('peo-grafene')).toThrow(/peo-graphene/)
  expect(() => createGatedCell(psgWo3, { parameters: { layerGain: 2 } })).toThrow(/layerGain/)
})
