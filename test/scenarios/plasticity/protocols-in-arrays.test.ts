import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { fmes } from '../../../arrays/devices/fmes.ts'
import { createGatedCell } from '../../../arrays/devices/gated-cell.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import { pentaceneP13 } from '../../../arrays/devices/pentacene-p13.ts'
import { resistor } from '../../../arrays/devices/resistor.ts'
import { liponLicoo2 } from '../../../arrays/devices/review/lipon-licoo2.ts'
import { nafionWo3 } from '../../../arrays/devices/review/nafion-wo3.ts'
import { psgWo3 } from '../../../arrays/devices/review/psg-wo3.ts'
import { selectTransistor } from '../../../scenarios/papers/claims/fmes-array.ts'
import { gatePulseEnergy } from '../../../scenarios/plasticity/gate-pulse-energy.ts'
import { findProtocol } from '../../../scenarios/plasticity/protocols/index.ts'
import { pulseEnergy } from '../../../scenarios/plasticity/pulse-energy.ts'
import { type RunProtocolOptions, runProtocol } from '../../../scenarios/plasticity/run-protocol.ts'
import type { Specimen } from '../../../scenarios/plasticity/specimen.ts'
import { createPlasticDevice } from '../../../scenarios/plasticity/specimens/create-plastic-device.ts'
import { crossbarSpecimen } from '../../../scenarios/plasticity/specimens/crossbar-specimen.ts'
import { applySpikePair } from '../../../scenarios/plasticity/spike-timing.ts'
import { voltageSweep } from '../../../scenarios/plasticity/voltage-sweep.ts'

const run = (name: string, model: Parameters<typeof runProtocol>[1], options: RunProtocolOptions = {}) =>
  runProtocol(findProtocol(name)!, model, options)

describe('the energy of a pulse', () => {
  it('is V^2 G t in a resistor, and I t V in a capacitor that a current charges', () => {
    const cell = createCell(resistor, { parameters: { conductance: 2e-6 } })
    expect(pulseEnergy(cell, 3, 0.5) / (9 * 2e-6 * 0.5)).toBeCloseTo(1, 12)
    const open = { regulatingOhms: 1e12, leakOhms: 1e15, poreOhms: 0, seriesOhms: 0 }
    const device = createPlasticDevice(fmes, { parameters: open })
    // Q^2 / 2 C of 1 mC in 8.1 mF.
    expect(pulseEnergy(device.fresh(), 1e-3, 1) / (1e-6 / 2 / 8.1e-3)).toBeCloseTo(1, 6)
  })

  it('leaves the device as it is, and is that of the gate where there is one', () => {
    const device = createPlasticDevice(nafionWo3)
    const specimen = device.fresh()
    const before = specimen.current(0)
    const { joules } = gatePulseEnergy(createGatedCell(nafionWo3), {
      amplitude: device.raise.level,
      width: device.raise.width,
    })
    expect(pulseEnergy(specimen, device.raise.level, device.raise.width)).toBe(joules)
    expect(specimen.current(0)).toBe(before)
  })

  it('is in a crossbar of one cell that of the device alone, in larger ones that of all cells', () => {
    const energy = (size: readonly [number, number] | undefined): number => {
      const array =
        size === undefined ? {} : { array: { size, cell: [0, 0] as const, bias: 'ground' as const } }
      return pulseEnergy(createPlasticDevice(pentaceneP13, array).fresh(), 10, 0.05)
    }
    expect(energy([1, 1]) / energy(undefined)).toBeCloseTo(1, 5)
    // The word line sees three cells, two of them between 10 V and the ground of their bit lines.
    expect(energy([2, 3]) / energy(undefined)).toBeCloseTo(3, 5)
  })
})

describe('protocols in arrays', () => {
  it.each(['ppf', 'sndp', 'stdp'])(
    '%s of a crossbar of one cell without resistance is that of the device alone',
    name => {
      for (const model of [ecMofL, pentaceneP13]) {
        const values = name === 'stdp' ? { delays: 2, pairs: 1 } : {}
        const alone = run(name, model, { values })
        const array = run(name, model, { values, array: { size: [1, 1], cell: [0, 0] } })
        alone.panels[0].curves[0].y.forEach((y, k) => {
          expect(array.panels[0].curves[0].y[k] / y, `${model.name} ${k}`).toBeCloseTo(1, 3)
        })
      }
    },
  )

  it('is weaker at the far corner of a crossbar with wires than at the near one', () => {
    const peak = (cell: readonly [number, number]): number =>
      run('ppf', pentaceneP13, {
        values: { interval: [0.1] },
        array: { size: [8, 8], cell, wireOhms: 2000, bias: 'ground' },
      }).figures['first-peak'].value
    expect(peak([0, 7])).toBeLessThan(0.98 * peak([7, 0]))
  })

  it('is written by its pulse, and a copy of it has its state', () => {
    const spec = createArraySpec({ size: [2, 2], device: pentaceneP13 })
    const specimen = crossbarSpecimen(spec, { cell: [0, 0], bias: 'ground' })
    const before = specimen.current(1)
    specimen.advance(10, 0.05)
    expect(specimen.current(1)).toBeGreaterThan(before)
    expect(specimen.copy().current(1)).toBe(specimen.current(1))
  })

  it('runs on one cell of an array of three-terminal devices, driven by voltage or by current', () => {
    for (const model of [psgWo3, nafionWo3]) {
      const { figures } = run('sndp', model, {
        values: { number: [1, 3] },
        array: { size: [3, 3], cell: [2, 0], wireOhms: 1 },
      })
      expect(figures['last-read'].value, model.name).toBeGreaterThan(figures['first-read'].value)
    }
  })

  it.each(GATED_DEVICE_MODELS.map(model => [model.name, model] as const))(
    'pulses %s in an array',
    (_, model) => {
      const { figures } = run('ppf', model, {
        values: { interval: [model.pulses.raise.width] },
        array: { size: [2, 2], cell: [1, 0], wireOhms: 1 },
      })
      expect(Number.isFinite(figures['ppf-index'].value)).toBe(true)
      expect(figures['first-energy'].value).not.toBe(0)
    },
  )

  it('biases gate and source lines that are not addressed', () => {
    const joules = (bias: 'half' | 'ground'): number => {
      const array = { size: [8, 8], cell: [7, 7], bias } as const
      return pulseEnergy(createPlasticDevice(psgWo3, { array }).fresh(), 3, 1)
    }
    // Half: in each of 8 rows the open drain line joins seven source lines at 1.5 V to one at 0 V through channels of 0.7 uS,
    // one of which is in series with seven: 7/8 of 0.7 uS, all at 1.5 V for 1 s.
    expect(joules('half') / (8 * (7 / 8) * 0.7e-6 * 1.5 ** 2)).toBeCloseTo(1, 2)
    expect(joules('ground')).toBeLessThan(1e-3 * joules('half'))
    expect(() =>
      createPlasticDevice(psgWo3, {
        array: { size: [2, 2], cell: [0, 0], access: { kind: 'selector', saturation: 1e-12, scale: 0.1 } },
      }),
    ).toThrow('found a selector with the three-terminal device psg-wo3')
  })

  it('sweeps a cell whose current flows because the voltage moves as it does alone', () => {
    const sweep = { vertices: [0, 3, 0], rate: 1, cycles: 1 }
    // In steps as short as the time of the reaction: an array does not follow it within longer ones.
    const alone = voltageSweep(createCell(ecMofL), { ...sweep, step: 0.005 })[0]
    const { panels } = run('sweep', ecMofL, {
      values: { ...sweep, steps: 600 },
      array: { size: [2, 2], cell: [1, 0], bias: 'ground' },
    })
    const scale = Math.max(...alone.amps.map(Math.abs))
    // Arrays keep states to 1e-4: over 5 ms that is a current of 1.05e-11 C x 1e-4 / 5 ms, 4e-3 of the largest, either way.
    panels[0].curves[0].y.forEach((amps, k) => {
      expect(Math.abs(amps - alone.amps[k]) / scale, `${alone.volts[k]} V`).toBeLessThan(1e-2)
    })
  })

  it('drives a supercapacitor by a current, alone and in an array, and its voltage answers', () => {
    const settings = { values: { interval: [0.01, 0.03] } }
    const index = (array?: RunProtocolOptions['array']): readonly number[] =>
      run('ppf', fmes, { ...settings, ...(array === undefined ? {} : { array }) }).panels[0].curves[0].y
    const alone = index()
    index({ size: [1, 1], cell: [0, 0] }).forEach((value, k) => {
      expect(value / alone[k], 'one cell').toBeCloseTo(1, 3)
    })
    // Each cell of a 2T1C array is by itself; the transistor adds its 20 ohm to the 176 of the cell.
    index({ size: [3, 3], cell: [2, 1], access: selectTransistor, sense: 'cell' }).forEach((value, k) => {
      expect(value / alone[k], '2T1C').toBeCloseTo(1, 2)
    })
    // Without transistors the current spreads over the array, and the pulses of the cell are smaller.
    const peak = (array?: RunProtocolOptions['array']): number =>
      run('ppf', fmes, { ...settings, ...(array === undefined ? {} : { array }) }).figures['first-peak'].value
    expect(peak({ size: [3, 3], cell: [2, 1] })).toBeLessThan(0.95 * peak())
  })

  it('refuses a cell outside', () => {
    expect(() => run('ppf', ecMofL, { array: { size: [2, 2], cell: [2, 0] } })).toThrow(RangeError)
  })

  it('takes spikes that cancel for a part of their pair, not for a rest', () => {
    const held: [level: number, addressed: boolean | undefined][] = []
    const specimen: Specimen = {
      model: { name: 'ear', readVolts: 0 },
      current: () => 0,
      advance: (level, _, addressed) => held.push([level, addressed]),
      copy: () => specimen,
    }
    applySpikePair(specimen, { level: 1, width: 1, tail: 1, tailWidth: 4 }, 0.5)
    expect(held.some(([level]) => level === 0)).toBe(true)
    expect(held.every(([, addressed]) => addressed === true)).toBe(true)
  })

  it.each([
    ['fmes', fmes, 1e-3, 0.01],
    ['lipon-licoo2', liponLicoo2, -200e-9, 2],
  ] as const)(
    'keeps the lines of %s as in a pulse where it is told to, without a current',
    (_, model, level, width) => {
      const pulsed = createPlasticDevice(model, {
        array: { size: [3, 3], cell: [1, 1], wireOhms: 1 },
      }).fresh()
      pulsed.advance(level, width)
      const resting = pulsed.copy()
      pulsed.advance(0, width, true)
      resting.advance(0, width)
      // Lines that are open hold back what flows between the cells of the array when they are grounded.
      expect(Math.abs(pulsed.current(0) / resting.current(0) - 1)).toBeGreaterThan(1e-4)
    },
  )

  it('refuses a gate current into a gate that does not conduct', () => {
    const parameters = { gateConductance: 0 }
    expect(() => run('ppf', nafionWo3, { parameters })).toThrow('found a gate of 0 S')
    const array = { size: [2, 2], cell: [0, 0] } as const
    expect(() => run('ppf', psgWo3, { parameters, array })).toThrow('holds gate line 0; nor gate line 1:')
  })
})
