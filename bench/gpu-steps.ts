import type { Gpu } from '../kernels/gpu/gpu.ts'
import { loadConductances, loadCurrents } from '../kernels/gpu/shaders/load-network.ts'
import { linesOfLevels } from '../kernels/gpu/shaders/network-inputs.ts'
import { networkPlan } from '../kernels/gpu/shaders/network-plan.ts'
import { launchBytes, leastBytes } from '../kernels/gpu/shaders/shader-plan.ts'
import { stateAt } from '../kernels/gpu/shaders/state.ts'
import { caseSiemens, MILD } from './named-cases.ts'

/** Memory of an NVIDIA H200, bytes/s. */
const H200 = 4.8e12

/** Where the time of a whole solve on the GPU goes: the network of solveRow, set up and solved without the host's part. */
export async function stepRow(
  lines: number,
  gpu: Gpu,
): Promise<{ seconds: number; cells: readonly string[] }> {
  const written = networkPlan({ rows: lines, columns: lines, wordStride: 0, bitStride: 0, joined: false })
  const program = gpu.compileShaders(written.plan)
  const conductance = caseSiemens({
    rows: lines,
    columns: lines,
    wireOhms: 1,
    siemens: MILD,
    drive: 'driven',
    faults: false,
  })
  const [ground, nothing] = [0, Infinity].map(ohms => new Float64Array(lines).fill(ohms))
  const grid = { rows: lines, columns: lines, wordOhms: Float64Array.of(1), wordStride: 0 }
  const ends = { left: ground, right: nothing, top: nothing, bottom: ground }
  const all = linesOfLevels({ ...grid, bitOhms: Float64Array.of(1), bitStride: 0, ...ends }, written.levels)
  const unitOhms = loadConductances(program.memory, written, all, conductance)
  const factor = program.run('factor')
  /** Seconds of a solve where every word line is at so many volts, the faster of two. */
  const solve = (volts: number): number => {
    const word = conductance.map(siemens => -siemens * unitOhms * volts)
    const fed = { word, bit: word.map(current => -current) }
    const seconds = [1, 2].map(() => {
      loadCurrents(program.memory, written, fed, 1, { current: 1e-10, volts: Infinity, steps: 100 })
      return program.run('solve')
    })
    return Math.min(...seconds)
  }
  const transfers = solve(0)
  const whole = solve(1)
  const steps = program.memory.get(written.state)![stateAt('iterations')]
  program.destroy()
  const [turn] = written.plan.runs.solve.loop!.turns
  const [moved, least] = [launchBytes(written.plan, turn), leastBytes(written.plan, turn)]
  const perStep = Math.max(whole - transfers, 1e-9) / steps
  const atBest = (bytes: number) => ((bytes / H200) * 1000).toPrecision(3)
  return {
    seconds: whole,
    cells: [
      ...[factor, whole, transfers, perStep].map(seconds => seconds.toPrecision(3)),
      String(steps),
      String(turn.length),
      ...[moved, least].map(bytes => (bytes / 1e6).toPrecision(3)),
      (moved / least).toPrecision(3),
      (moved / perStep / 1e9).toPrecision(3),
      atBest(moved),
      atBest(least),
    ],
  }
}
