import type { ShaderProgram } from '../../kernels/gpu/gpu.ts'
import type { CellShader } from '../../kernels/gpu/shaders/cell-shader.ts'
import { loadConductances, loadCurrents, takeVolts } from '../../kernels/gpu/shaders/load-network.ts'
import { linesOfLevels } from '../../kernels/gpu/shaders/network-inputs.ts'
import { type NetworkPlan, networkPlan } from '../../kernels/gpu/shaders/network-plan.ts'
import { shaderBytes } from '../../kernels/gpu/shaders/shader-plan.ts'
import { STATUS, stateAt } from '../../kernels/gpu/shaders/state.ts'
import { createPlanes, type GridShape } from '../../kernels/kirchhoff.ts'
import type { LinearEngine } from '../network/linear-engine.ts'
import type { EngineReport } from './array-engine.ts'
import { checkFit } from './check-fit.ts'
import { GpuError } from './gpu-error.ts'
import { approachOnGpu } from './gpu-newton.ts'
import type { PlanCache } from './plan-cache.ts'
import { shaderCells } from './shader-cells.ts'

/** Which engine's conductances stand in a program that engines share. */
const owners = new WeakMap<ShaderProgram, object>()

/**
 * Solves linear networks whole on a GPU: the currents into the nodes go there, their voltages come back, and nothing in
 * between but a number that says whether it is enough.
 */
export function gpuLinearEngine(
  cache: PlanCache,
  report: () => EngineReport,
  shape: GridShape,
  linear: boolean,
): LinearEngine {
  const { rows, columns, wordOhms, wordStride, bitOhms, bitStride } = shape
  const joined = wordOhms.includes(0) || bitOhms.includes(0)
  /** @param cells whose laws are evaluated there */
  function write(cells?: CellShader): { readonly key: string; readonly written: NetworkPlan } {
    const planOf = (r: number, c: number): NetworkPlan =>
      networkPlan({ rows: r, columns: c, wordStride, bitStride, joined, cells })
    checkFit(cache.facts, rows, columns, (r, c) => shaderBytes(planOf(r, c).plan))
    const key = `network ${rows} ${columns} ${wordStride} ${bitStride} ${joined} ${cells?.key}`
    return { key, written: planOf(rows, columns) }
  }
  let { key, written } = write()
  const { planes } = createPlanes(shape, linear, () => undefined)
  const { grid, wordIn, bitIn, wordStep, bitStep } = planes
  const lines = linesOfLevels(shape, written.levels)
  const self = {}
  let unitOhms = 1

  /** The program with the conductances of this network in it. */
  function program(): ShaderProgram {
    const shared = cache.shaders(key, () => written.plan)
    if (owners.get(shared) === self) return shared
    owners.delete(shared)
    unitOhms = loadConductances(shared.memory, written, lines, grid.conductance)
    cache.runShaders(shared, 'factor')
    owners.set(shared, self)
    return shared
  }

  return {
    engine: 'multigrid',
    get backend() {
      const { backend, kernels, adapter } = report()
      return `${backend} (${kernels}) on ${adapter}`
    },
    direct: false,
    planes,
    prepare() {
      owners.delete(cache.shaders(key, () => written.plan))
      program()
    },
    solve(stop) {
      const shared = program()
      const amps = Math.max(largestOf(wordIn), largestOf(bitIn))
      // A current that is not finite is left for the check of Kirchhoff's law to find.
      if (!(amps < Infinity)) return { iterations: 0, done: false }
      if (amps === 0) {
        wordStep.fill(0)
        bitStep.fill(0)
        return { iterations: 0, done: true }
      }
      const unitVolts = amps * unitOhms
      loadCurrents(shared.memory, written, { word: wordIn, bit: bitIn }, 1 / amps, {
        current: stop.current / amps,
        volts: stop.volts / unitVolts,
        steps: stop.maxIterations,
      })
      cache.runShaders(shared, 'solve')
      const state = shared.memory.get(written.state)!
      const status = state[stateAt('status')]
      const iterations = state[stateAt('iterations')]
      if (status === STATUS.notANumber) {
        throw new GpuError(
          `${written.plan.name}, kernel balance: no number came back after ${iterations} steps`,
        )
      }
      takeVolts(shared.memory, written, unitVolts, { word: wordStep, bit: bitStep })
      return { iterations, done: status === STATUS.met || status === STATUS.exhausted }
    },
    approach(equations, sources, fromRest) {
      // Further networks of these cells are solved with the same program.
      ;({ key, written } = write(shaderCells(equations)))
      const shared = cache.shaders(key, () => written.plan)
      owners.delete(shared)
      const network = { cache, program: shared, written, lines, planes }
      return approachOnGpu(network, equations, sources, fromRest)
    },
  }
}

function largestOf(plane: Float64Array): number {
  let largest = 0
  for (let k = 0; k < plane.length; k++) {
    const size = Math.abs(plane[k])
    if (!(size <= largest)) largest = size
  }
  return largest
}
