import { planBytes } from '../../kernels/gpu/gpu.ts'
import type { GpuFacts } from '../../kernels/gpu/gpu-messages.ts'
import type { GpuPlan } from '../../kernels/gpu/gpu-plan.ts'
import { GpuError } from './gpu-error.ts'

/**
 * Refuses a network that is too large for a GPU.
 * @param planOf the plan of a network of the given size
 * @throws GpuError with the largest size of the same shape that fits
 */
export function checkFit(
  facts: GpuFacts,
  rows: number,
  columns: number,
  planOf: (rows: number, columns: number) => GpuPlan,
): void {
  const scaled = (share: number): [number, number] => [
    Math.max(1, Math.floor(rows * share)),
    Math.max(1, Math.floor(columns * share)),
  ]
  const fits = (share: number): boolean => {
    const { largest, total } = planBytes(planOf(...scaled(share)))
    return largest <= facts.largestArray && total <= facts.largestPlan
  }
  if (fits(1)) return
  let low = 0
  let high = 1
  while (high - low > 1e-4) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  const { largest, total } = planBytes(planOf(rows, columns))
  throw new GpuError(
    `a network of ${rows} x ${columns} needs ${largest} bytes in one array and ${total} in all; ${facts.adapter} holds ${facts.largestArray} and ${facts.largestPlan}: the largest of this shape that fits is ${scaled(low).join(' x ')}`,
  )
}
