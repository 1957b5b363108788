import { describe, expect, it } from 'vitest'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import { populations } from '../../../arrays/devices/populations.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { resistor } from '../../../arrays/devices/resistor.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import { type DeviceFit, fitDevice } from '../../../scenarios/fit/fit-device.ts'
import type { Measurement } from '../../../scenarios/fit/measurement.ts'
import { movedParameters, syntheticMeasurement } from './synthetic-measurement.ts'

const models = [...DEVICE_MODELS, ...GATED_DEVICE_MODELS]

/** Distances of the parameters that the data determine from the truth, in standard errors. */
function deviations({ parameters }: DeviceFit, truth: Readonly<Record<string, number>>): number[] {
  return parameters
    .filter(({ from }) => from === 'data')
    .map(({ name, value, error }) => Math.abs(value - truth[name]) / error!)
}

describe('fitDevice', () => {
  it('is the mean and its standard error for a resistor and noise of one size', async () => {
    const response = Float64Array.from({ length: 100 }, (_, k) => (k % 2 === 0 ? 1.1e-6 : 0.9e-6))
    const measurement: Measurement = {
      file: 'hand.csv',
      seconds: response.map((_, k) => k),
      drive: response.map(() => 1),
      response,
      driveKind: 'voltage',
      responseUnit: 'A',
    }
    const { parameters, residual } = await fitDevice(resistor, measurement, { noise: 'absolute' })
    // Each reading is 0.1 uA off its mean; the mean of 100 is ten times better, with 99 degrees of freedom.
    expect(parameters[0].value).toBeCloseTo(1e-6, 9)
    expect(parameters[0].error! / 1e-7).toBeCloseTo(1 / Math.sqrt(99), 3)
    expect(residual).toBeCloseTo(1e-7, 12)
  })

  it.each(models.map(model => model.name))(
    'recovers %s from noisy data within its standard errors',
    async name => {
      const model = models.find(known => known.name === name)!
      const truth = movedParameters(model, 0.05)
      // From one start alone the porphyrins may end in a side valley.
      const fit = await fitDevice(model, syntheticMeasurement(model, truth, 0.01), { starts: 3, members: 3 })
      const found = deviations(fit, truth)
      expect(fit.weightedResidual).toBeLessThan(0.0115)
      expect(found.length).toBeGreaterThan(0)
      // Hardly anything of the current flows without ions: its bends stay what they were.
      if (model === populations)
        expect(found.length).toBeGreaterThanOrEqual(populations.parameters.length - 3)
      // Of normal errors 0.03 % lie beyond 3.5 and 13 % beyond 1.5.
      expect(Math.max(...found)).toBeLessThan(3.5)
      expect(found.filter(deviation => deviation < 1.5).length / found.length).toBeGreaterThanOrEqual(0.6)
      expect(fit.ensemble).toHaveLength(3)
    },
  )

  it('refuses a device all of whose parameters are fixed', async () => {
    const measurement = syntheticMeasurement(resistor, movedParameters(resistor, 0.1), 0.01)
    const { name, value } = resistor.parameters[0]
    await expect(fitDevice(resistor, measurement, { fixed: { [name]: value } })).rejects.toThrow(
      /found the device resistor without a free parameter; expected at least one/,
    )
  })

  it('keeps an ensemble that meets the data and spreads as the errors say', async () => {
    const truth = movedParameters(ecMofL, 0.1)
    const measurement = syntheticMeasurement(ecMofL, truth, 0.01)
    const fit = await fitDevice(ecMofL, measurement, { members: 40, seed: 3 })
    const { value, error } = fit.parameters.find(({ name }) => name === 'surfaceConductance')!
    const drawn = fit.ensemble.map(member => member.surfaceConductance!)
    const mean = drawn.reduce((a, b) => a + b) / drawn.length
    const spread = Math.sqrt(drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length)
    expect(Math.abs(mean - value)).toBeLessThan(error!)
    expect(spread / error!).toBeGreaterThan(0.5)
    expect(spread / error!).toBeLessThan(1.6)
    expect((await fitDevice(ecMofL, measurement, { members: 40, seed: 3 })).ensemble).toEqual(fit.ensemble)
  })

  it('finds a device ten times as large and ten times as fast from its own values', async () => {
    const truth = movedParameters(ecMofL, 0.05)
    for (const { name, unit } of ecMofL.parameters) {
      if (unit === 'S') truth[name] *= 10
    }
    const fit = await fitDevice(ecMofL, syntheticMeasurement(ecMofL, truth, 0.01))
    expect(fit.weightedResidual).toBeLessThan(0.0115)
    expect(Math.max(...deviations(fit, truth))).toBeLessThan(3.5)
  })

  it('fits populations to a device that is not its own, and says where the form does not hold', async () => {
    const measurement = syntheticMeasurement(ecMofL, movedParameters(ecMofL, 0), 0.01)
    const fit = await fitDevice(populations, measurement)
    expect(fit.weightedResidual).toBeLessThan(0.1)
  })

  it('keeps what is known', async () => {
    const truth = movedParameters(ecMofL, 0.05)
    const fixed = { baseConductance: truth.baseConductance! }
    const fit = await fitDevice(ecMofL, syntheticMeasurement(ecMofL, truth, 0.01), { fixed, starts: 1 })
    expect(fit.parameters.find(({ name }) => name === 'baseConductance')).toEqual({
      name: 'baseConductance',
      unit: 'S',
      value: truth.baseConductance,
      from: 'kept',
    })
  })

  it('refuses drives at which the model has no finite response, millivolts taken for volts', async () => {
    const measurement = syntheticMeasurement(zntpp, movedParameters(zntpp, 0), 0.01)
    const drive = measurement.drive.map(volts => 1000 * volts)
    await expect(fitDevice(zntpp, { ...measurement, drive })).rejects.toThrow(
      'found a drive at which zntpp has no finite response; expected other units',
    )
  })
})
