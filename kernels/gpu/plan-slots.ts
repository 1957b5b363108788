import type { GpuPlan, PlanSize } from './gpu-plan.ts'

/** Places that the outputs of a plan's launches share. */
export interface PlanSlots {
  readonly sizes: readonly PlanSize[]
  /** Place of the output of each step. */
  readonly of: readonly number[]
}

/**
 * Gives the output of each launch a place: that of an output of the same size which was read for the last time before this launch, or a new one.
 */
export function planSlots({ kernels, steps, results }: GpuPlan): PlanSlots {
  const lastRead = steps.map((_, step) => step)
  steps.forEach(({ values }, step) => {
    for (const value of values) if (value.from === 'step') lastRead[value.index] = step
  })
  for (const step of results) lastRead[step] = Number.POSITIVE_INFINITY
  const sizes: PlanSize[] = []
  /** Step that reads the present output of each place last. */
  const busy: number[] = []
  const of = steps.map(({ kernel }, step) => {
    const { output } = kernels[kernel]
    const key = output.join(' ')
    let slot = sizes.findIndex((size, k) => busy[k] < step && size.join(' ') === key)
    if (slot < 0) slot = sizes.push(output) - 1
    busy[slot] = lastRead[step]
    return slot
  })
  return { sizes, of }
}
