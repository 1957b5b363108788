/**
 * 1,000 vectors through 784 x 100 weights in tiles of 128 x 128 with 2 ohm a segment: the whole command, Node included, and in
 * this process with a fresh spread of the cells for every 100 vectors:
 *
 *     npm run build && npx tsx bench/matrix.ts
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plane, planeOf } from '../arrays/plane.ts'
import { uniform } from '../arrays/random/keyed-random.ts'
import { createMatrixArray } from '../scenarios/matrix/matrix-array.ts'
import { writeNpy } from '../src/files/write-npy.ts'
import { machineName } from './measure.ts'

const [INPUTS, OUTPUTS, VECTORS, FRESH] = [784, 100, 1000, 100]
const WHOLE_LIMIT_S = 2
const FRESH_LIMIT_S = 20

const random = (rows: number, columns: number, stream: number, low: number): Plane =>
  planeOf(
    Float64Array.from({ length: rows * columns }, (_, k) => low + (1 - low) * uniform(1, stream, k)),
    [rows, columns],
  )
const weights = random(INPUTS, OUTPUTS, 1, -1)
const inputs = random(VECTORS, INPUTS, 2, 0)

const folder = mkdtempSync(join(tmpdir(), 'sneakpath-bench-'))
let whole: number
try {
  await writeNpy(join(folder, 'weights.npy'), weights.data, [INPUTS, OUTPUTS])
  await writeNpy(join(folder, 'inputs.npy'), inputs.data, [VECTORS, INPUTS])
  const command = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url))
  const args = ['mvm', 'weights.npy', '--inputs', 'inputs.npy', '--wire', '2', '--tile', '128x128']
  const runs = Array.from({ length: 3 }, () => {
    const started = performance.now()
    const { status, stderr } = spawnSync(process.execPath, [command, ...args], {
      cwd: folder,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`sneakpath mvm: ${stderr}`)
    return (performance.now() - started) / 1000
  })
  whole = Math.min(...runs)
} finally {
  rmSync(folder, { recursive: true })
}

const started = performance.now()
for (let seed = 0; seed < VECTORS / FRESH; seed++) {
  const array = createMatrixArray(weights, { wire: 2, tile: [128, 128], spread: 0.1, seed })
  array.multiply({
    shape: [FRESH, INPUTS],
    data: inputs.data.slice(seed * FRESH * INPUTS, (seed + 1) * FRESH * INPUTS),
  })
}
const fresh = (performance.now() - started) / 1000

process.stdout.write(
  [
    machineName(),
    `${VECTORS} vectors through ${INPUTS} x ${OUTPUTS} weights, 2 ohm a segment, tiles of 128 x 128`,
    `the whole command, the fastest of three: ${whole.toFixed(2)} s (limit ${WHOLE_LIMIT_S} s)`,
    `on one thread, a fresh spread for every ${FRESH} vectors: ${fresh.toFixed(1)} s (limit ${FRESH_LIMIT_S} s)`,
    '',
  ].join('\n'),
)
