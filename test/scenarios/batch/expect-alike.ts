import { expect } from 'vitest'
import type { BatchResult } from '../../../scenarios/batch/run-batch.ts'

/**
 * Every mean of every read of every sample, relative to its own size.
 * @param ofLargest relative to the largest of the read: where charge takes most of a current away, little is left of its digits
 */
export function expectAlike(
  found: BatchResult,
  exact: BatchResult,
  tolerance: number,
  ofLargest = false,
): void {
  expect(found.reads.map(({ label }) => label)).toEqual(exact.reads.map(({ label }) => label))
  found.reads.forEach((read, r) => {
    const wanted = exact.reads[r].means
    const largest = Math.max(...Object.values(wanted).flatMap(means => [...means.map(Math.abs)]))
    for (const [image, means] of Object.entries(read.means)) {
      means.forEach((siemens, sample) => {
        const size = ofLargest ? largest : Math.abs(wanted[image][sample])
        const off = Math.abs(siemens - wanted[image][sample]) / size
        expect(off, `${read.label}, ${image}, ${sample}: ${siemens}`).toBeLessThan(tolerance)
      })
    }
  })
}
