/** Numbers of which nobody knows how many come: they are held in blocks, without the copies of an array that grows. */
export interface GrowingNumbers {
  push(value: number): void
  /** All of them, in order; the blocks are let go. */
  take(): Float64Array
}

const BLOCK = 2 ** 16

/** An empty list of numbers. */
export function createGrowingNumbers(): GrowingNumbers {
  let blocks: Float64Array[] = []
  let block = new Float64Array(BLOCK)
  let used = 0
  return {
    push(value) {
      if (used === BLOCK) {
        blocks.push(block)
        block = new Float64Array(BLOCK)
        used = 0
      }
      block[used++] = value
    },
    take() {
      const all = new Float64Array(blocks.length * BLOCK + used)
      blocks.forEach((full, k) => {
        all.set(full, k * BLOCK)
      })
      all.set(block.subarray(0, used), blocks.length * BLOCK)
      blocks = []
      used = 0
      return all
    },
  }
}
