import { describe, expect, it } from 'vitest'
import type { CrossbarGrid } from '../../../../kernels/crossbar-grid.ts'
import { createFrontSolver } from '../../../../kernels/front-solve.ts'
import type { ShaderProgram } from '../../../../kernels/gpu/gpu.ts'
import { loadConductances, loadCurrents, takeVolts } from '../../../../kernels/gpu/shaders/load-network.ts'
import { linesOfLevels } from '../../../../kernels/gpu/shaders/network-inputs.ts'
import { type NetworkPlan, networkPlan } from '../../../../kernels/gpu/shaders/network-plan.ts'
import { launchBytes, leastBytes } from '../../../../kernels/gpu/shaders/shader-plan.ts'
import { STATUS, stateAt } from '../../../../kernels/gpu/shaders/state.ts'
import { type GridChoice, randomGrid, randomPlane } from '../../random-grid.ts'
import { webgpu } from '../test-gpus.ts'

const UNIFORM = { wordStride: 0, bitStride: 0, joined: false } as const
/** An adapter in software compiles shaders for seconds. */
const PATIENT = { timeout: 300_000 }

describe('the plan of a network', () => {
  it.each([
    [256, 256, 32],
    [1024, 1024, 40],
    [4096, 4096, 48],
    [1000, 37, 32],
  ])(
    'takes %d x %d lines in few launches a step, and moves at most three times the least',
    (rows, columns, launches) => {
      const { plan } = networkPlan({ rows, columns, ...UNIFORM })
      const { turns } = plan.runs.solve.loop!
      for (const turn of turns) {
        expect(turn.length).toBe(launches)
        expect(turn.length).toBeLessThanOrEqual(60)
        const [moved, least] = [launchBytes(plan, turn), leastBytes(plan, turn)]
        expect(moved / least).toBeLessThanOrEqual(3)
        // The least is no less than the node voltages read and written, and the net currents read.
        expect(least).toBeGreaterThan(4 * rows * columns * 12)
      }
    },
  )

  it('moves at most three times the least where every segment has ohms of its own, too', () => {
    const { plan } = networkPlan({ rows: 1024, columns: 1024, wordStride: 1, bitStride: 1, joined: false })
    const [turn] = plan.runs.solve.loop!.turns
    expect(launchBytes(plan, turn) / leastBytes(plan, turn)).toBeLessThanOrEqual(3)
  })

  it('moves at most three times the least where some segments have 0 ohm, in no more than 60 launches', () => {
    const { plan } = networkPlan({ rows: 1024, columns: 1024, wordStride: 1, bitStride: 1, joined: true })
    const [turn] = plan.runs.solve.loop!.turns
    expect(turn.length).toBe(43)
    expect(turn.length).toBeLessThanOrEqual(60)
    expect(launchBytes(plan, turn) / leastBytes(plan, turn)).toBeLessThanOrEqual(3)
  })

  it('goes to the host for no plane while steps are repeated', () => {
    const { plan, volts, state, fed } = networkPlan({ rows: 1024, columns: 1024, ...UNIFORM })
    expect(plan.runs.solve.uploads).toEqual([fed, state])
    expect(plan.runs.solve.downloads).toEqual([volts, state])
    expect(plan.runs.solve.loop!.stop).toEqual({ buffer: state, at: 0 })
  })
})

describe("the plan of Newton's method", () => {
  const law = { statements: '', current: 'c0 * v', slope: 'c0', varying: [true] }
  const shape = { rows: 1024, columns: 1024, ...UNIFORM, cells: { key: 'ohmic', device: law, stuck: false } }
  const { plan, newton, state, fed, volts } = networkPlan(shape)
  const { uploads, downloads, loop } = plan.runs.newton

  it('takes laws and nodes there once and nodes back, and one number for four steps', () => {
    const planes = (buffers: readonly number[]) =>
      buffers.filter(index => plan.buffers[index].length >= 1024 * 1024)
    expect(planes(uploads)).toEqual([newton!.values, newton!.nodes])
    expect(planes(downloads)).toEqual([newton!.nodes])
    for (const inner of [state, fed, volts]) expect([...uploads, ...downloads]).not.toContain(inner)
    expect(loop!.atOnce).toBe(4)
  })

  it('makes a step in at most three times the launches of a linear one, and moves at most four times as much', () => {
    const [step] = loop!.turns
    const [linear] = plan.runs.solve.loop!.turns
    expect(step.length).toBe(115)
    expect(step.length).toBeLessThanOrEqual(3 * linear.length)
    expect(launchBytes(plan, step)).toBeLessThanOrEqual(4 * launchBytes(plan, linear))
  })
})

const CASES: [string, number, number, Omit<GridChoice, 'seed'>][] = [
  ['one level', 12, 9, { siemens: [1e-6, 1e-4] }],
  ['three levels', 40, 40, { siemens: [1e-6, 1e-4] }],
  ['odd sizes, more than one part a line', 33, 301, { siemens: [1e-5, 1e-3] }],
  ['long bit lines', 300, 21, { siemens: [1e-5, 1e-3] }],
  ['one line', 1, 300, { siemens: [1e-5, 1e-3] }],
  ['one column', 90, 1, { siemens: [1e-5, 1e-3] }],
  ['one cell', 1, 1, { siemens: [1e-5, 1e-3] }],
  ['unequal segments', 24, 24, { siemens: [1e-5, 1e-3], wires: 'unequal' }],
  ['some segments of 0 ohm', 24, 24, { siemens: [1e-5, 1e-3], wires: 'some 0 ohm' }],
  ['some segments broken', 24, 24, { siemens: [1e-5, 1e-3], wires: 'some broken' }],
  ['floating lines with stuck cells', 24, 24, { siemens: [1e-6, 1e-4], faults: 0.01, floating: true }],
  ['picosiemens', 24, 24, { siemens: [1e-12, 1e-10] }],
  ['picosiemens to shorts', 24, 24, { siemens: [1e-12, 1e-4], faults: 0.02 }],
]

/** Puts a grid into a program and solves it for currents; the voltages found. @param scale of the voltages, V */
function solveOn(program: ShaderProgram, written: NetworkPlan, grid: CrossbarGrid, scale = 1e30) {
  const count = grid.rows * grid.columns
  const lines = linesOfLevels(grid, written.levels)
  const unitOhms = loadConductances(program.memory, written, lines, grid.conductance)
  program.run('factor')
  const fed = { word: randomPlane(count, 1), bit: randomPlane(count, 2) }
  loadCurrents(program.memory, written, fed, 1, {
    current: 1e-10,
    volts: (1e-9 * scale) / unitOhms,
    steps: 60,
  })
  program.run('solve')
  const found = { word: new Float64Array(count), bit: new Float64Array(count) }
  takeVolts(program.memory, written, unitOhms, found)
  return { ...found, state: program.memory.get(written.state)! }
}

describe.skipIf(webgpu === undefined)(
  'a network solved whole on webgpu (needs npm webgpu and a Vulkan driver)',
  PATIENT,
  () => {
    it.each(CASES)('is that of elimination: %s', (_, rows, columns, choice) => {
      const grid = randomGrid(rows, columns, { seed: 3, ...choice })
      const joined = grid.wordOhms.includes(0) || grid.bitOhms.includes(0)
      const written = networkPlan({ rows, columns, wordStride: 1, bitStride: 1, joined })
      const program = webgpu!.compileShaders(written.plan)
      const direct = createFrontSolver(grid)
      direct.factor()
      const exact = [new Float64Array(rows * columns), new Float64Array(rows * columns)]
      direct.solve(randomPlane(rows * columns, 1), randomPlane(rows * columns, 2), exact[0], exact[1])
      const scale = exact[0].reduce((most, volts) => Math.max(most, Math.abs(volts)), 0)
      const { word, bit, state } = solveOn(program, written, grid, scale)
      for (let k = 0; k < rows * columns; k++) {
        expect(Math.abs(word[k] - exact[0][k]) / scale).toBeLessThan(1e-8)
        expect(Math.abs(bit[k] - exact[1][k]) / scale).toBeLessThan(1e-8)
      }
      expect([STATUS.met, STATUS.exhausted]).toContain(state[stateAt('status')])
      expect(state[stateAt('iterations')]).toBeLessThanOrEqual(20)
      program.destroy()
    })

    it('leaves nodes that 0 ohm joins equal to the last digit', () => {
      const [rows, columns] = [40, 300]
      const grid = randomGrid(rows, columns, { seed: 5, siemens: [1e-5, 1e-3], wires: 'some 0 ohm' })
      const written = networkPlan({ rows, columns, wordStride: 1, bitStride: 1, joined: true })
      const program = webgpu!.compileShaders(written.plan)
      const { word, bit } = solveOn(program, written, grid)
      let joined = 0
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j + 1 < columns; j++) {
          if (grid.wordOhms[i * (columns - 1) + j] !== 0) continue
          joined++
          expect(word[i * columns + j + 1]).toBe(word[i * columns + j])
        }
      }
      for (let k = 0; k < (rows - 1) * columns; k++) {
        if (grid.bitOhms[k] === 0) expect(bit[k + columns]).toBe(bit[k])
      }
      expect(joined).toBeGreaterThan(100)
      program.destroy()
    })

    it('moves each plane once to and once from the GPU, and compiles nothing for the second solve', () => {
      const grid = randomGrid(40, 36, { seed: 4, siemens: [1e-6, 1e-4] })
      const written = networkPlan({ rows: 40, columns: 36, wordStride: 1, bitStride: 1, joined: false })
      const program = webgpu!.compileShaders(written.plan)
      solveOn(program, written, grid)
      const first = program.counts
      const { state } = solveOn(program, written, grid)
      const second = program.counts
      const steps = state[stateAt('iterations')]
      expect(second.compiled).toBe(first.compiled)
      const factor = written.plan.runs.factor.uploads.length
      expect(second.uploads - first.uploads).toBe(factor + 2)
      expect(second.downloads - first.downloads).toBe(2)
      // Four steps at once, one number for each four.
      const bundles = Math.ceil(steps / 4)
      expect(second.stopReads - first.stopReads).toBe(bundles)
      const { factor: factoring, solve } = written.plan.runs
      const launches =
        factoring.launches.length + solve.launches.length + 4 * bundles * solve.loop!.turns[0].length
      expect(second.launches - first.launches).toBe(launches)
    })

    it('names the shader that does not compile', () => {
      const { plan } = networkPlan({ rows: 8, columns: 8, ...UNIFORM })
      const [broken, ...others] = plan.shaders
      const shaders = [
        { ...broken, code: broken.code.replace('let lane =', 'let lane = missing +') },
        ...others,
      ]
      expect(() => webgpu!.compileShaders({ ...plan, shaders })).toThrow(
        `network of 8 x 8 (kernel ${broken.name}): line `,
      )
    })
  },
)
