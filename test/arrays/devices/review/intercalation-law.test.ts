import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGatedCell } from '../../../../arrays/devices/gated-cell.ts'
import { GATED_DEVICE_MODELS, gatedDeviceModel } from '../../../../arrays/devices/gated-registry.ts'
import { fillingShare, insertionShare } from '../../../../arrays/devices/review/intercalation-law.ts'
import { peoGraphene } from '../../../../arrays/devices/review/peo-graphene.ts'
import { psgWo3 } from '../../../../arrays/devices/review/psg-wo3.ts'

const value = (model: typeof psgWo3, name: string): number =>
  model.parameters.find(spec => spec.name === name)!.value

describe('insertionShare', () => {
  test('is 1 at the reference, linear far below the steepness, e-fold a steepness far above', () => {
    expect(insertionShare(3, 3, 0.5)).toBe(1)
    expect(insertionShare(1, 4, 1e6)).toBeCloseTo(0.25, 6)
    expect(insertionShare(3.5, 3, 0.1) / insertionShare(3.4, 3, 0.1)).toBeCloseTo(Math.E, 10)
  })
})

test('fillingShare runs from 0 to 1 in three straight parts', () => {
  expect(fillingShare(0, 1.5, 0.6)).toBe(0)
  expect(fillingShare(1 / 3, 1.5, 0.6)).toBeCloseTo(0.5, 15)
  expect(fillingShare(2 / 3, 1.5, 0.6)).toBeCloseTo(0.8, 15)
  expect(fillingShare(1, 1.5, 0.6)).toBeCloseTo(1, 15)
})

describe('the lasting state', () => {
  test('follows the closed form of potentiation by hand: (1 - exp(-nl n/N)) / (1 - exp(-nl))', () => {
    const cell = createGatedCell(psgWo3, { parameters: { retentionTime: 1e12 } })
    const nl = value(psgWo3, 'raiseNonlinearity')
    for (let n = 1; n <= 100; n++) {
      cell.advance(3, 1)
      const expected = (1 - Math.exp((-nl * n) / 100)) / (1 - Math.exp(-nl))
      expect(Math.abs(cell.state[1]! - expected)).toBeLessThan(1e-9)
    }
    for (let n = 1; n <= 100; n++) cell.advance(-3, 1)
    expect(Math.abs(cell.state[1]!)).toBeLessThan(1e-9)
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
            expect(Math.abs(x - often!.state[k]!)).toBeLessThan(1e-10)
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
    const values = model.parameters.map(spec => spec.value)
    const states = model.states.map(() => 0.3)
    for (const path of [model.channel, model.gate]) {
      const at = (v: number): number => path.current(v, ...states, ...values)
      const slope = path.slope(0.2, ...states, ...values)
      expect(slope).toBeGreaterThan(0)
      expect(Math.abs((at(0.3) - at(0.1)) / 0.2 / slope - 1)).toBeLessThan(1e-9)
    }
  })

  test('every parameter has a unit, a meaning, a source and a value in its range', () => {
    for (const { name, unit, value: own, range, meaning, source } of model.parameters) {
      expect(unit, name).not.toBe('')
      expect(meaning, name).not.toBe('')
      expect(source, name).toMatch(
        /Table 1|text|fit|assumed; .* to .* keeps all claims|assumed:|straight|rest|stack|rise|effect|E\d/,
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
