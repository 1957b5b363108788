import { describe, expect, test } from 'vitest'
import { advanceRelaxing } from '../../../arrays/crossbar/advance-relaxing.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { addressCells } from '../../../arrays/crossbar/bias/address-cells.ts'
import type { BiasScheme } from '../../../arrays/crossbar/bias/index.ts'
import { type ArrayOptions, createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter, type EnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { createSolveRecorder, type SolveRecorder } from '../../../arrays/crossbar/solve-log.ts'

interface Played {
  readonly states: readonly Float64Array[]
  readonly meter: EnergyMeter
  readonly steps: number
  readonly engine: string
}

/** Writes word line after word line with 10 V for 0.1 s. */
function write(spec: ArraySpec, bias: BiasScheme, tolerance?: number): Played {
  const [rows, columns] = spec.size
  const states = spec.initial.map(x => x.slice())
  const meter = createEnergyMeter()
  const recorder = createSolveRecorder()
  let steps = 0
  for (let i = 0; i < rows; i++) {
    const levels = Array.from({ length: columns }, (_, j) => ((i * 7 + j * 5) % 3 === 0 ? 1 : 0))
    const drive = crossbarDrive(
      spec,
      addressCells(spec.size, i, levels, 10, bias),
      new Uint8Array(rows).fill(1),
    )
    const options = { recorder, ...(tolerance === undefined ? {} : { tolerance }) }
    steps += advanceRelaxing(spec, drive, 0.1, states, meter, options)
  }
  return { states, meter, steps, engine: recorder.log().engine }
}

function arrayOf(size: number, options: Partial<ArrayOptions> = {}): ArraySpec {
  const ohms = { left: { ohms: 10 }, bottom: { ohms: 10 } }
  const parameters = { area: 4.11 }
  return createArraySpec({
    size: [size, size],
    device: 'zntpp',
    parameters,
    wires: { word: 10, bit: 10 },
    ...ohms,
    ...options,
  })
}

function distance(a: Played, b: Played): number {
  return a.states.reduce(
    (worst, plane, s) => plane.reduce((most, x, k) => Math.max(most, Math.abs(x - b.states[s][k])), worst),
    0,
  )
}

/** One cell that does not conduct. */
const OPEN: ArrayOptions['stuck'] = Array.from({ length: 4 }, (_, i) =>
  Array.from({ length: 4 }, (_, j) => (i === 1 && j === 2 ? ('open' as const) : null)),
)

describe('a crossbar whose states relax', () => {
  test.each(
    [4, 8, 12].flatMap(size =>
      (['half', 'third', 'ground', 'float'] as const).map(bias => [size, bias] as const),
    ),
  )('keeps to 1e-4 of a run at a hundredth of the tolerance, %i lines a side under %s bias', (size, bias) => {
    const spec = arrayOf(size)
    const run = write(spec, bias)
    const fine = write(spec, bias, 1e-6)
    expect(run.engine).toBe('line sweeps')
    expect(distance(run, fine)).toBeLessThan(1e-4)
    expect(Math.abs(run.meter.delivered / fine.meter.delivered - 1)).toBeLessThan(1e-4)
    expect(Math.abs(run.meter.balance())).toBeLessThan(1e-7)
    // 5 to 22 steps a pulse, up to 37 where lines float.
    expect(run.steps / size).toBeLessThan(bias === 'float' ? 50 : 30)
  })

  test('serves drives of all kinds and arrays of two sizes in one run', () => {
    const [wide, narrow] = [arrayOf(6), arrayOf(4)]
    const biases = ['half', 'float', 'half', 'third', 'float', 'float', 'half'] as const
    const states = (recorder: SolveRecorder | undefined): Float64Array[] => {
      const own = [wide, narrow].map(spec => spec.initial.map(x => x.slice()))
      biases.forEach((bias, pulse) => {
        const spec = pulse % 3 === 2 ? narrow : wide
        const [rows, columns] = spec.size
        const levels = Array.from({ length: columns }, (_, j) => j % 2)
        const volts = addressCells(spec.size, pulse % rows, levels, 10, bias)
        const drive = crossbarDrive(spec, volts, new Uint8Array(rows).fill(1))
        const options = recorder === undefined ? {} : { recorder }
        advanceRelaxing(spec, drive, 0.1, own[spec === wide ? 0 : 1]!, createEnergyMeter(), options)
      })
      return own.flat()
    }
    const alone = states(undefined)
    states(createSolveRecorder()).forEach((plane, s) => {
      plane.forEach((x, k) => {
        expect(Math.abs(x - alone[s]![k]!)).toBeLessThan(2e-5)
      })
    })
  })

  test('is of third order in the step', () => {
    const spec = arrayOf(3, { wires: { word: 300, bit: 300 } })
    const exact = write(spec, 'half', 1e-10)
    const [coarse, fine] = [write(spec, 'half', 1e-4), write(spec, 'half', 1e-7)]
    const order =
      Math.log(distance(coarse, exact) / distance(fine, exact)) / Math.log(fine.steps / coarse.steps)
    expect(order).toBeGreaterThan(2.5)
  })

  test('keeps to it where cells couple the lines strongly', () => {
    const spec = arrayOf(4, { wires: { word: 1e5, bit: 1e5 }, parameters: { area: 400 } })
    const run = write(spec, 'half')
    expect(run.engine).toBe('line sweeps')
    expect(distance(run, write(spec, 'half', 1e-6))).toBeLessThan(1e-4)
    expect(Math.abs(run.meter.balance())).toBeLessThan(1e-6)
  })

  test.each([
    ['selectors', { access: { kind: 'selector' } }, 'half'],
    ['floating lines that a stuck cell may not hold', { stuck: OPEN }, 'float'],
  ] as const)('is solved in full where sweeps do not serve: %s', (_, options, bias) => {
    const spec = arrayOf(4, options as Partial<ArrayOptions>)
    const run = write(spec, bias)
    const fine = write(spec, bias, 1e-6)
    expect(run.engine).not.toBe('line sweeps')
    expect(distance(run, fine)).toBeLessThan(1e-4)
    expect(Math.abs(run.meter.balance())).toBeLessThan(1e-6)
  })
})
