import { type GpuPlan, type PlanSize, type PlanValue, sizeCount } from './gpu-plan.ts'

/** What a plan moves in the memory of a GPU, bytes. */
export interface PlanTraffic {
  readonly launches: number
  /** Every launch reads each of its arrays once and writes its output: what is left when caches serve the neighbours. */
  readonly moved: number
  /** Every array that a run needs is read once, every result written once: nothing can do with less. */
  readonly floor: number
}

export function planTraffic(plan: GpuPlan): PlanTraffic {
  const bytes = (size: PlanSize) => 4 * sizeCount(size)
  const output = (step: number) => bytes(plan.kernels[plan.steps[step].kernel].output)
  const argument = (value: PlanValue): number => {
    if (value.from === 'step') return output(value.index)
    if (value.from !== 'input') return 0
    const input = plan.inputs[value.index]
    return input.kind === 'array' ? bytes(input.size) : 0
  }
  let moved = 0
  plan.steps.forEach(({ kernel, values }, step) => {
    const fixed = Object.values(plan.kernels[kernel].fixed).map(index => bytes(plan.fixed[index]))
    moved += [...values.map(argument), ...fixed, output(step)].reduce((sum, one) => sum + one, 0)
  })
  const inputs = plan.inputs.map(input => (input.kind === 'array' ? bytes(input.size) : 0))
  const floor = [...inputs, ...plan.fixed.map(bytes), ...plan.results.map(output)].reduce((a, b) => a + b, 0)
  return { launches: plan.steps.length, moved, floor }
}
