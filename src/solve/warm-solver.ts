import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { solveArray } from '../../arrays/crossbar/solve-array.ts'
import { planeOf } from '../../arrays/plane.ts'
import { usualThreads } from '../../kernels/assembly/second-thread.ts'

/** An array that is iterated on, as large ones are, and takes milliseconds. */
const LINES = 128
/** After so many V8 has begun to compile every loop for speed; it does so on threads of its own. */
const SOLVES = 4

/**
 * Before an array of this size is read: where it is large enough for two threads, starts the second one and solves a small array a few times, so
 * that the loops of the solver are compiled for speed while the matrices are read. A process that solves one large array is
 * else through with half of it before.
 */
export function warmSolver([rows, columns]: readonly [number, number]): void {
  if (usualThreads(rows * columns, true) === 1) return
  const spec = createArraySpec({
    size: [LINES, LINES],
    device: 'resistor',
    parameters: {
      conductance: planeOf(
        Float64Array.from({ length: LINES * LINES }, (_, k) => 1e-6 * (1 + (k % 7))),
        [LINES, LINES],
      ),
    },
    wires: { word: 1, bit: 1 },
  })
  const left = { ...spec.left, value: new Float64Array(LINES).fill(1) }
  for (let turn = 0; turn < SOLVES; turn++) solveArray({ ...spec, left }, { threads: 2 })
}
