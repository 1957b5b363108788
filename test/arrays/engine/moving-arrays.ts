import { expect } from 'vitest'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { type BiasScheme, biasRule } from '../../../arrays/crossbar/bias/index.ts'
import { type ArrayOptions, createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { type CrossbarDrive, crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import type { EnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { type ArrayEngine, FLOAT64_REPORT } from '../../../arrays/engine/array-engine.ts'
import { GpuError } from '../../../arrays/engine/gpu-error.ts'
import { gpuLinearEngine } from '../../../arrays/engine/gpu-linear-engine.ts'
import { movingOnGpu } from '../../../arrays/engine/moving-on-gpu.ts'
import { MovingPlace } from '../../../arrays/engine/moving-place.ts'
import { type ArrayRun, createArrayRun } from '../../../arrays/program/array-run.ts'
import type { ShaderProgram } from '../../../kernels/gpu/gpu.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { watchedCache } from './watched-cache.ts'

export const SIZE = [9, 7] as const
export const CELLS: number = SIZE[0] * SIZE[1]

/** An array whose cells differ in their states. */
export function arrayOf(device: string, options: Partial<ArrayOptions> = {}): ArraySpec {
  const spec = createArraySpec({ device, size: SIZE, wires: { word: 20, bit: 10 }, ...options })
  const initial = spec.model.states.map(({ range: [low, high] }) =>
    Float64Array.from({ length: CELLS }, (_, k) => low + (high - low) * (0.1 + 0.8 * ((k * 0.618034) % 1))),
  )
  return { ...spec, initial }
}

/** One word line at `volts`, one bit line at 0, the others as the scheme has them. */
export function driveOf(spec: ArraySpec, scheme: BiasScheme, volts: number): CrossbarDrive {
  const { word, bit } = biasRule(scheme).unselected(1)
  const lines = (length: number, selected: number, others: number) =>
    Float64Array.from({ length }, (_, k) => volts * (k === 2 ? selected : others))
  const given = { word: lines(SIZE[0], 1, word), bit: lines(SIZE[1], 0, bit) }
  return crossbarDrive(spec, given, new Uint8Array(SIZE[0]).fill(1))
}

/** An engine whose programs are kept in sight, and which fails in a run of the given name. */
export function watched(): { engine: ArrayEngine; programs: ShaderProgram[]; failing: { run?: string } } {
  const { cache, programs } = watchedCache(webgpu!)
  const failing: { run?: string } = {}
  const place = new MovingPlace({
    ...cache,
    runShaders(program, run) {
      if (run === failing.run) throw new GpuError('the GPU was lost')
      return cache.runShaders(program, run)
    },
  })
  const engine = {
    report: () => FLOAT64_REPORT,
    openMoving: array => movingOnGpu(place, array),
    createLinear: (shape, linear) => gpuLinearEngine(cache, () => FLOAT64_REPORT, shape, linear),
  } as ArrayEngine
  return { engine, programs, failing }
}

export const runOf = (spec: ArraySpec): ArrayRun =>
  createArrayRun(spec, { network: 'crossbar', bias: 'half', write: 'cell' })

/** Compares states with those of float64, to 1e-4 of their ranges, and says how far these went. */
export function compare(
  spec: ArraySpec,
  exact: readonly Float64Array[],
  found: readonly Float64Array[],
): number {
  let moved = 0
  exact.forEach((plane, s) => {
    const [low, high] = spec.model.states[s].range
    plane.forEach((x, k) => {
      expect(Math.abs(found[s][k] - x)).toBeLessThan(1e-4 * (high - low))
      moved = Math.max(moved, Math.abs(x - spec.initial[s][k]) / (high - low))
    })
  })
  return moved
}

function compareEnergy(exact: EnergyMeter, found: EnergyMeter, balance: number): void {
  for (const part of ['delivered', 'cells'] as const)
    expect(Math.abs(found[part] / exact[part] - 1)).toBeLessThan(1e-3)
  // What wires and drivers take between the ends of a step is in proportion to the sum of the squared currents.
  for (const part of ['wires', 'drivers'] as const)
    expect(Math.abs(found[part] - exact[part])).toBeLessThan(1e-2 * exact[part] + 1e-30)
  expect(Math.abs(found.balance())).toBeLessThan(balance)
}

/** Plays on an array in float64 and on an engine. @param balance of the energy */
export function playBoth(
  spec: ArraySpec,
  engine: ArrayEngine,
  play: (run: ArrayRun) => void,
  balance = 5e-6,
): ArrayRun {
  const [exact, found] = [runOf(spec), runOf({ ...spec, engine })]
  play(exact)
  play(found)
  expect(compare(spec, exact.states, found.states)).toBeGreaterThan(0.01)
  compareEnergy(exact.meter, found.meter, balance)
  return found
}

/** Launches of networks that went to the GPU and back. */
export const launchesAlone = (programs: readonly ShaderProgram[]): number =>
  programs.reduce((sum, { plan, counts }) => sum + (plan.name.endsWith('over time') ? 0 : counts.launches), 0)

/** Whether no network went to the GPU and back. */
export const stayed = (programs: readonly ShaderProgram[]): boolean =>
  programs.length > 0 && programs.every(({ plan }) => plan.name.endsWith('over time'))
