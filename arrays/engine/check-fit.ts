import type { GpuFacts } from '../../kernels/gpu/gpu-messages.ts'
import { GpuError } from './gpu-error.ts'

/**
 * Refuses a network that is too large for a GPU.
 * @param bytesOf the bytes that a network of the given size needs
 * @throws GpuError with the largest size of the same shape that fits
 */
export function checkFit(
  facts: GpuFacts,
  rows: number,
  columns: number,
  bytesOf: (rows: number, columns: number) => { readonly largest: number; readonly total: number },
): void {
  const scaled = (share: number): [number, number] => [
    Math.max(1, Math.floor(rows * share)),
    Math.max(1, Math.floor(columns * share)),
  ]
  const fits = (share: number): boolean => {
    const { largest, total } = bytesOf(...scaled(share))
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
  const { largest, total } = bytesOf(rows, columns)
  throw new GpuError(
    `a network of ${rows} x ${columns} needs ${largest} bytes in one array and ${total} in all; ${facts.adapter} holds ${facts.largestArray} and ${facts.largestPlan}: the largest of this shape that fits is ${scaled(low).join(' x ')}`,
  )
}
