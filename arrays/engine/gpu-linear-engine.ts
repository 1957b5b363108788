import { type CycleCoefficients, cycleCoefficients } from '../../kernels/gpu/cycle-coefficients.ts'
import { cyclePlan } from '../../kernels/gpu/cycle-plan.ts'
import { cycleShape } from '../../kernels/gpu/cycle-shape.ts'
import type { GpuProgram } from '../../kernels/gpu/gpu.ts'
import { refineWithCycles } from '../../kernels/gpu/refine-with-cycles.ts'
import { createSchurOperator } from '../../kernels/gpu/schur-operator.ts'
import { createPlanes, type GridShape } from '../../kernels/kirchhoff.ts'
import type { LinearEngine } from '../network/linear-engine.ts'
import type { EngineReport } from './array-engine.ts'
import { checkFit } from './check-fit.ts'
import type { PlanCache } from './plan-cache.ts'

/** From this many cells on, coefficients that serve many cycles are uploaded once; below, that costs more than it saves. */
const STAYING_CELLS = 1 << 20

/** Which engine's coefficients stand in the inputs of a program that engines share. */
const owners = new WeakMap<GpuProgram, object>()

/**
 * Multigrid cycles in float32 on a GPU as the preconditioner of conjugate gradients in float64 here: the GPU never
 * sees more than currents scaled to order one, and what it finds is only ever a correction.
 * @param linear the conductances stay for many solves
 * @param stayingCells from how many cells on linear coefficients are uploaded once
 */
export function gpuLinearEngine(
  cache: PlanCache,
  report: () => EngineReport,
  shape: GridShape,
  linear: boolean,
  stayingCells: number = STAYING_CELLS,
): LinearEngine {
  const { rows, columns } = shape
  const staying = linear && rows * columns >= stayingCells
  const planOf = (r: number, c: number) =>
    cyclePlan(cycleShape(r, c), { arrays: 1, cycles: 1, fixed: staying })
  checkFit(cache.facts, rows, columns, planOf)
  const { planes } = createPlanes(shape, linear, () => undefined)
  const { grid, wordIn, bitIn, wordStep, bitStep } = planes
  const operator = createSchurOperator(grid)
  const levels = cycleShape(rows, columns)
  const plan = () => planOf(rows, columns)
  const self = {}
  let coefficients: CycleCoefficients | undefined
  let own: GpuProgram | undefined

  function program(): GpuProgram {
    if (own !== undefined) return own
    const shared = cache.program(`cycle ${rows} ${columns}`, plan)
    if (owners.get(shared) !== self) {
      coefficients!.planes.forEach((plane, k) => {
        shared.inputs[k].set(plane)
      })
      owners.set(shared, self)
    }
    return shared
  }

  function precondition(currents: Float64Array, bit: Float64Array): void {
    const { inputs, results } = program()
    const input = inputs[inputs.length - 1]
    const largest = currents.reduce((most, amps) => Math.max(most, Math.abs(amps)), 0)
    for (let k = 0; k < input.length; k++) input[k] = currents[k] / largest
    cache.run(program())
    const scale = largest * coefficients!.unitOhms
    const [found] = results
    for (let k = 0; k < found.length; k++) bit[k] = found[k] * scale
  }

  return {
    engine: 'multigrid',
    get backend() {
      const { backend, kernels, adapter } = report()
      return `${backend} (${kernels}) on ${adapter}, balance in float64`
    },
    direct: false,
    planes,
    prepare() {
      operator.factor()
      coefficients = cycleCoefficients(grid, levels)
      if (!staying) {
        // The next cycle puts the new coefficients in.
        owners.delete(cache.program(`cycle ${rows} ${columns}`, plan))
        return
      }
      own?.destroy()
      own = cache.compile(plan(), coefficients.planes)
    },
    solve(stop) {
      operator.reduce(wordIn, bitIn)
      const result = refineWithCycles(operator, precondition, bitIn, bitStep, stop)
      operator.restore(wordIn, bitStep, wordStep)
      return result
    },
  }
}
