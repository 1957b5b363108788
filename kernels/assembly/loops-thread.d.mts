/**
 * Tells the starter that its second thread listens.
 * @param start as SecondThreadStart of second-thread.ts
 * @returns called with each memory that is sent: does the loops on it until it is dismissed, so that the thread hears of the next one
 */
export function openLoops(start: {
  readonly control: Int32Array
  readonly numbers: Float64Array
  readonly module: object
  readonly loops: readonly string[]
}): (memory: object) => void
