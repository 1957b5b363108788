import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { fmes } from '../../../arrays/devices/fmes.ts'
import { createGatedCell } from '../../../arrays/devices/gated-cell.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import { pentaceneP13 } from '../../../arrays/devices/pentacene-p13.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { resistor } from '../../../arrays/devices/resistor.ts'
import { nafionWo3 } from '../../../arrays/devices/review/nafion-wo3.ts'
import { psgWo3 } from '../../../arrays/devices/review/psg-wo3.ts'
import { gatePulseEnergy } from '../../../scenarios/plasticity/gate-pulse-energy.ts'
import { findProtocol, PROTOCOLS } from '../../../scenarios/plasticity/protocols/index.ts'
import { pulseEnergy } from '../../../scenarios/plasticity/pulse-energy.ts'
import { readSettings } from '../../../scenarios/plasticity/read-settings.ts'
import { type RunProtocolOptions, runProtocol } from '../../../scenarios/plasticity/run-protocol.ts'
import { createPlasticDevice } from '../../../scenarios/plasticity/specimens/create-plastic-device.ts'
import { crossbarSpecimen } from '../../../scenarios/plasticity/specimens/crossbar-specimen.ts'
import { varyCycles } from '../../../scenarios/plasticity/specimens/vary-cycles.ts'
import { applySpikePair, spikeLevel } from '../../../scenarios/plasticity/spike-timing.ts'
import { cycleAsymmetry, halfFigures } from '../../../scenarios/plasticity/update-figures.ts'
import { voltageSweep } from '../../../scenarios/plasticity/voltage-sweep.ts'
import { leakySynapse } from './leaky-synapse.ts'

const run = (name: string, model: Parameters<typeof runProtocol>[1], options: RunProtocolOptions = {}) =>
  runProtocol(findProtocol(name)!, model, options)

describe('protocols by hand', () => {
  it('gives the paired-pulse index of one leaky state', () => {
    // leakySynapse: see its file; x relaxes at a known rate, so both peaks follow from exponentials.
    const cell = createCell(leakySynapse)
    cell.advance(1, 0.5)
    const first = cell.current(1)
    cell.advance(0, 2)
    cell.advance(1, 0.5)
    const { figures } = run('ppf', leakySynapse, { values: { level: 1, width: 0.5, interval: [2] } })
    expect(figures['first-peak']!.value).toBe(first)
    expect(figures['ppf-index']!.value).toBeCloseTo((100 * cell.current(1)) / first, 10)
  })

  it('counts as many effective states as pulses where all steps are equal, and sees the bend of others', () => {
    expect(halfFigures([0, 1, 2, 3, 4])).toMatchObject({ bend: 0, states: 4 })
    expect(halfFigures([0, 1, 2, 3, 4]).nonlinearity).toBeCloseTo(0, 6)
    // One step of 3 and one of 1: (3 + 1)^2 / (9 + 1); the line at the middle is 2, the weight 3.
    expect(halfFigures([0, 3, 4]).states).toBeCloseTo(1.6, 12)
    expect(halfFigures([0, 3, 4]).bend).toBeCloseTo(0.25, 12)
    const curve = Array.from({ length: 51 }, (_, k) => (1 - Math.exp((-2 * k) / 50)) / (1 - Math.exp(-2)))
    expect(halfFigures(curve).nonlinearity).toBeCloseTo(2, 6)
  })

  it('finds no asymmetry in a cycle that undoes itself', () => {
    expect(cycleAsymmetry([0, 1, 2], [2, 1, 0])).toBe(0)
    expect(cycleAsymmetry([0, 1, 2], [2, 0, 0])).toBe(0.5)
  })

  it('makes spikes of a pulse and a falling tail that add where they overlap', () => {
    const shape = { level: 2, width: 1, tail: 1, tailWidth: 4, tailSteps: 2 }
    expect([-1, 0, 0.5, 1.5, 3.5, 5.5].map(t => spikeLevel(shape, t))).toEqual([0, -2, -2, 0.75, 0.25, 0])
    const levels: [number, number][] = []
    const probe = {
      model: { name: 'probe', readVolts: 1 },
      current: () => 0,
      advance: (level: number, seconds: number) => levels.push([level, seconds]),
      copy: () => probe,
    }
    expect(applySpikePair(probe as never, shape, 1)).toBe(6)
    // Pre alone, then its tail 0.75 minus the pulse -2 of post.
    expect(levels.slice(0, 2)).toEqual([
      [-2, 1],
      [2.75, 1],
    ])
  })
})

describe('protocols on every device', () => {
  it.each(PROTOCOLS.map(({ name }) => name))('%s gives curves and figures of every device', name => {
    const protocol = findProtocol(name)!
    for (const model of [...DEVICE_MODELS, ...GATED_DEVICE_MODELS]) {
      if (name === 'muscle' && model.name === 'fmes') continue
      const { panels, figures } = runProtocol(protocol, model)
      expect(panels.length, model.name).toBeGreaterThan(0)
      expect(Object.keys(figures).length, model.name).toBeGreaterThan(0)
      for (const { curves } of panels) {
        for (const { x, y } of curves) expect(y, model.name).toHaveLength(x.length)
      }
    }
  })

  it('finds what the papers saw', () => {
    const ppf = run('ppf', pentaceneP13).panels[0]!.curves[0]!.y
    for (let k = 1; k < ppf.length; k++) expect(ppf[k]!).toBeLessThan(ppf[k - 1]!)
    expect(run('stdp', pentaceneP13).figures['pre-first']!.value).toBeGreaterThan(1)
    expect(run('relearning', ecMofL).figures['pulses-to-relearn']!.value).toBeLessThan(30)
    const kept = run('stp-ltp', psgWo3).figures
    expect(kept['kept-most']!.value).toBeGreaterThan(kept['kept-fewest']!.value)
    expect(run('potentiation-depression', nafionWo3).figures['states-up']!.value).toBeGreaterThan(40)
  })
})

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
        alone.panels[0]!.curves[0]!.y.forEach((y, k) => {
          expect(array.panels[0]!.curves[0]!.y[k]! / y, `${model.name} ${k}`).toBeCloseTo(1, 3)
        })
      }
    },
  )

  it('is weaker at the far corner of a crossbar with wires than at the near one', () => {
    const peak = (cell: readonly [number, number]): number =>
      run('ppf', pentaceneP13, {
        values: { interval: [0.1] },
        array: { size: [8, 8], cell, wireOhms: 2000, bias: 'ground' },
      }).figures['first-peak']!.value
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
      expect(figures['last-read']!.value, model.name).toBeGreaterThan(figures['first-read']!.value)
    }
  })

  it.each(GATED_DEVICE_MODELS.map(model => [model.name, model] as const))(
    'pulses %s in an array',
    (_, model) => {
      const { figures } = run('ppf', model, {
        values: { interval: [model.pulses.raise.width] },
        array: { size: [2, 2], cell: [1, 0], wireOhms: 1 },
      })
      expect(Number.isFinite(figures['ppf-index']!.value)).toBe(true)
      expect(figures['first-energy']!.value).not.toBe(0)
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
    const alone = voltageSweep(createCell(ecMofL), { ...sweep, step: 0.03 })[0]!
    const { panels } = run('sweep', ecMofL, {
      values: { ...sweep, steps: 100 },
      array: { size: [2, 2], cell: [1, 0], bias: 'ground' },
    })
    const scale = Math.max(...alone.amps.map(Math.abs))
    panels[0]!.curves[0]!.y.forEach((amps, k) => {
      expect(Math.abs(amps - alone.amps[k]!) / scale, `${alone.volts[k]} V`).toBeLessThan(1e-3)
    })
  })

  it('drives a supercapacitor by a current, alone and in an array, and its voltage answers', () => {
    const transistor = {
      kind: 'transistor',
      gateVolts: 3,
      threshold: 0.5,
      transconductance: 0.02,
      offCurrent: 1e-12,
    } as const
    const settings = { values: { interval: [0.01, 0.03] } }
    const index = (array?: RunProtocolOptions['array']): readonly number[] =>
      run('ppf', fmes, { ...settings, ...(array === undefined ? {} : { array }) }).panels[0]!.curves[0]!.y
    const alone = index()
    index({ size: [1, 1], cell: [0, 0] }).forEach((value, k) => {
      expect(value / alone[k]!, 'one cell').toBeCloseTo(1, 3)
    })
    // Each cell of a 2T1C array is by itself; the transistor adds its 20 ohm to the 176 of the cell.
    index({ size: [3, 3], cell: [2, 1], access: transistor, sense: 'cell' }).forEach((value, k) => {
      expect(value / alone[k]!, '2T1C').toBeCloseTo(1, 2)
    })
    // Without transistors the current spreads over the array, and the pulses of the cell are smaller.
    const peak = (array?: RunProtocolOptions['array']): number =>
      run('ppf', fmes, { ...settings, ...(array === undefined ? {} : { array }) }).figures['first-peak']!
        .value
    expect(peak({ size: [3, 3], cell: [2, 1] })).toBeLessThan(0.95 * peak())
  })

  it('refuses a cell outside', () => {
    expect(() => run('ppf', ecMofL, { array: { size: [2, 2], cell: [2, 0] } })).toThrow(RangeError)
  })
})

describe('variability', () => {
  const options = { devices: 12, deviceSpread: 0.1, seed: 7 }

  it('spreads figures and curves around the nominal device, the same for the same seed', () => {
    const { figures, panels, members } = run('sndp', ecMofL, options)
    const { value, low, high } = figures['last-read']!
    expect(members).toBe(12)
    expect(low!).toBeLessThan(value)
    expect(high!).toBeGreaterThan(value)
    expect((high! - low!) / value).toBeLessThan(1)
    expect(panels[0]!.curves[0]!.low).toHaveLength(panels[0]!.curves[0]!.y.length)
    expect(run('sndp', ecMofL, options).figures).toEqual(figures)
    expect(run('sndp', ecMofL, { ...options, seed: 8 }).figures).not.toEqual(figures)
  })

  it('varies from pulse to pulse and leaves rests alone', () => {
    const cycles = { spread: 0.2, seed: 3, array: 0 }
    const [plain, varied] = [undefined, cycles].map(one => {
      const specimen = varyCycles(createCell(ecMofL), one)
      specimen.advance(3, 1.5)
      return specimen
    })
    expect(varied!.current(0.01)).not.toBe(plain!.current(0.01))
    const resting = varyCycles(createCell(ecMofL), cycles)
    resting.advance(0, 5)
    expect(resting.current(0.01)).toBe(createCell(ecMofL).current(0.01))
  })

  it('draws every cell of an array for itself, the first like a device alone', () => {
    const currentAfter = (cell: [number, number] | undefined): number => {
      const place = cell === undefined ? {} : { array: { size: [2, 2] as const, cell } }
      const specimen = createPlasticDevice(psgWo3, { cycleSpread: 0.3, seed: 5, ...place }).fresh()
      specimen.advance(3, 1)
      specimen.advance(0, 10)
      return specimen.current(0)
    }
    // 0-ohm wires and a read of one row: the line current is that of the cell.
    expect(currentAfter([0, 0])).toBeCloseTo(currentAfter(undefined), 20)
    expect(currentAfter([1, 1])).not.toBe(currentAfter([0, 0]))
  })

  it('asks for a spread where more devices are asked for', () => {
    expect(() => run('ppf', ecMofL, { devices: 3 })).toThrow('device-spread or cycle-spread')
  })
})

describe('settings', () => {
  const settings = findProtocol('ppf')!.settings(createPlasticDevice(ecMofL))
  const read = (given: Record<string, string>) =>
    readSettings(settings, given, name => ({ file: `--set ${name}` }))

  it('reads quantities and lists with units', () => {
    expect(read({ width: '100 ms', interval: '1 ms, 2ms,3' })).toEqual({
      width: 0.1,
      interval: [0.001, 0.002, 3],
    })
  })

  it('refuses unknown names, other units and values out of range', () => {
    expect(() => read({ intervall: '1' })).toThrow('did you mean "interval"')
    expect(() => read({ width: '3 V' })).toThrow('a time in s')
    expect(() => read({ width: '0' })).toThrow('above 0')
    expect(() => read({ interval: '1,-2' })).toThrow('above 0')
  })

  it('warns beyond what the paper measured', () => {
    expect(run('ppf', ecMofL, { values: { level: 7 } }).warnings[0]).toContain('this protocol goes to 7 V')
    expect(run('ppf', ecMofL).warnings).toEqual([])
  })
})
