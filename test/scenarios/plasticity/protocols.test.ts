import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import { pentaceneP13 } from '../../../arrays/devices/pentacene-p13.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { nafionWo3 } from '../../../arrays/devices/review/nafion-wo3.ts'
import { psgWo3 } from '../../../arrays/devices/review/psg-wo3.ts'
import { findProtocol, PROTOCOLS } from '../../../scenarios/plasticity/protocols/index.ts'
import { readSettings } from '../../../scenarios/plasticity/read-settings.ts'
import { type RunProtocolOptions, runProtocol } from '../../../scenarios/plasticity/run-protocol.ts'
import { createPlasticDevice } from '../../../scenarios/plasticity/specimens/create-plastic-device.ts'
import { varyCycles } from '../../../scenarios/plasticity/specimens/vary-cycles.ts'
import { applySpikePair, spikeLevel } from '../../../scenarios/plasticity/spike-timing.ts'
import { cycleAsymmetry, halfFigures } from '../../../scenarios/plasticity/update-figures.ts'
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
    expect(figures['first-peak'].value).toBe(first)
    expect(figures['ppf-index'].value).toBeCloseTo((100 * cell.current(1)) / first, 10)
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
    const ppf = run('ppf', pentaceneP13).panels[0].curves[0].y
    for (let k = 1; k < ppf.length; k++) expect(ppf[k]).toBeLessThan(ppf[k - 1])
    expect(run('stdp', pentaceneP13).figures['pre-first'].value).toBeGreaterThan(1)
    expect(run('relearning', ecMofL).figures['pulses-to-relearn'].value).toBeLessThan(30)
    const kept = run('stp-ltp', psgWo3).figures
    expect(kept['kept-most'].value).toBeGreaterThan(kept['kept-fewest'].value)
    expect(run('potentiation-depression', nafionWo3).figures['states-up'].value).toBeGreaterThan(40)
  })
})

describe('variability', () => {
  const options = { devices: 12, deviceSpread: 0.1, seed: 7 }

  it('spreads figures and curves around the nominal device, the same for the same seed', () => {
    const { figures, panels, members } = run('sndp', ecMofL, options)
    const { value, low, high } = figures['last-read']
    expect(members).toBe(12)
    expect(low!).toBeLessThan(value)
    expect(high!).toBeGreaterThan(value)
    expect((high! - low!) / value).toBeLessThan(1)
    expect(panels[0].curves[0].low).toHaveLength(panels[0].curves[0].y.length)
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
