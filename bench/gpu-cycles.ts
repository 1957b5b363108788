import { cycleCoefficients } from '../kernels/gpu/cycle-coefficients.ts'
import { cyclePlan } from '../kernels/gpu/cycle-plan.ts'
import { cycleShape } from '../kernels/gpu/cycle-shape.ts'
import type { Gpu } from '../kernels/gpu/gpu.ts'
import type { GpuPlan } from '../kernels/gpu/gpu-plan.ts'
import { createPlanBuilder } from '../kernels/gpu/plan-builder.ts'
import { planTraffic } from '../kernels/gpu/plan-traffic.ts'
import { caseSiemens, MILD } from './named-cases.ts'

/** Launches of the chain that copies. */
const CHAIN = 21

/** Where the time of one cycle goes. */
export async function cycleRow(
  lines: number,
  gpu: Gpu,
): Promise<{ seconds: number; cells: readonly string[] }> {
  const levels = cycleShape(lines, lines)
  const nothing = new Float64Array(lines).fill(Infinity)
  const ground = new Float64Array(lines)
  const grid = {
    rows: lines,
    columns: lines,
    conductance: caseSiemens({
      rows: lines,
      columns: lines,
      wireOhms: 1,
      siemens: MILD,
      drive: 'driven',
      faults: false,
    }),
    wordOhms: Float64Array.of(1),
    wordStride: 0,
    bitOhms: Float64Array.of(1),
    bitStride: 0,
    left: ground,
    right: nothing,
    top: nothing,
    bottom: ground,
  }
  const plan = cyclePlan(levels, { arrays: 1, cycles: 1, fixed: true })
  const whole = secondsOf(gpu, plan, cycleCoefficients(grid, levels).planes)
  const one = secondsOf(gpu, copies(lines, 1), [])
  const chain = secondsOf(gpu, copies(lines, CHAIN), [])
  const { launches, moved, floor } = planTraffic(plan)
  const inLaunches = Math.max(whole - one, 0)
  const copied = (8 * lines * lines * (CHAIN - 1)) / Math.max(chain - one, 1e-9)
  return {
    seconds: whole,
    cells: [
      whole.toPrecision(3),
      one.toPrecision(3),
      inLaunches.toPrecision(3),
      String(launches),
      (moved / 1e6).toPrecision(3),
      (floor / 1e6).toPrecision(3),
      (moved / Math.max(inLaunches, 1e-9) / 1e9).toPrecision(3),
      (copied / 1e9).toPrecision(3),
    ],
  }
}

function secondsOf(gpu: Gpu, plan: GpuPlan, fixed: readonly Float32Array[]): number {
  const program = gpu.compile(plan, fixed)
  program.inputs[0].forEach((_, k, input) => {
    input[k] = ((k * 0.618) % 1) - 0.5
  })
  let best = Infinity
  for (let turn = 0; turn < 3; turn++) best = Math.min(best, program.run())
  program.destroy()
  return best
}

function copies(lines: number, count: number): GpuPlan {
  const builder = createPlanBuilder(`${count} copies`)
  const text = 'function (x) { return x[this.thread.z][this.thread.y][this.thread.x]; }'
  let plane = builder.array([lines, lines, 1])
  for (let k = 0; k < count; k++) plane = builder.launch({ name: 'copy', text }, [lines, lines, 1], plane)
  return builder.build(plane)
}
