import { startGpuThread } from '../src/threads/start-gpu-thread.ts'
// Prints the tables of docs/benchmarks/gpu.md: `npm run bench:gpu`, on a machine with a GPU in less than 8 minutes. A backend
// goes on to the next size as long as that is expected to take less than --most-seconds (30); --most-lines=256 and
// --most-samples=100 end the tables earlier, --backends=float64,webasm leaves out a backend.

import type { ArrayEngine } from '../arrays/engine/array-engine.ts'
import { type Gpu, openGpu } from '../kernels/gpu/gpu.ts'
import { openEngine } from '../src/host/open-engine.ts'
import { batchCounts } from './gpu-batch-counts.ts'
import { batchRow } from './gpu-batches.ts'
import { newtonRow } from './gpu-newton.ts'
import { solveRow } from './gpu-solves.ts'
import { stepRow } from './gpu-steps.ts'
import { timeRow } from './gpu-time.ts'
import { machineName, markdownTable } from './measure.ts'

const flag = (name: string, otherwise: string): string =>
  process.argv.find(word => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise
const mostSeconds = Number(flag('most-seconds', '30'))
const lines = [64, 128, 256, 512, 1024, 2048, 4096].filter(n => n <= Number(flag('most-lines', '4096')))
const samples = [1, 10, 100, 1000, 10_000, 100_000].filter(n => n <= Number(flag('most-samples', '100000')))
const backends = flag('backends', 'float64,webasm,webgpu').split(',')
const print = (text: string) => process.stdout.write(`${text}\n\n`)

interface Backend {
  readonly name: string
  readonly engine: ArrayEngine | undefined
  readonly gpu: Gpu | undefined
}

/**
 * Rows of all sizes and backends; a backend that would become too slow is left out of the larger sizes.
 * @param growth how many times as long the next size takes at most
 */
async function table(
  sizes: readonly number[],
  growth: number,
  opened: readonly Backend[],
  row: (size: number, backend: Backend) => Promise<{ seconds: number; cells: readonly string[] }>,
): Promise<string[][]> {
  const rows: string[][] = []
  const tired = new Set<string>()
  const before = new Map<string, number>()
  for (const size of sizes) {
    for (const backend of opened) {
      if (tired.has(backend.name)) continue
      try {
        const { seconds, cells } = await row(size, backend)
        rows.push([String(size), backend.name, ...cells])
        const grown = (1.5 * seconds) / (before.get(backend.name) ?? 0)
        if (seconds * Math.min(growth, Math.max(1, grown)) > mostSeconds) tired.add(backend.name)
        before.set(backend.name, seconds)
      } catch (error) {
        rows.push([
          String(size),
          backend.name,
          error instanceof Error ? error.message.slice(0, 160) : String(error),
        ])
        tired.add(backend.name)
      }
    }
  }
  return rows
}

async function openBackend(name: string): Promise<Backend[]> {
  if (name !== 'webasm' && name !== 'webgpu') return [{ name: 'float64', engine: undefined, gpu: undefined }]
  try {
    return [{ name, engine: await openEngine(name, 0), gpu: await openGpu(name, startGpuThread) }]
  } catch (error) {
    print(`${name} is not measured: ${error instanceof Error ? error.message : error}`)
    return []
  }
}

const opened: Backend[] = []
for (const name of backends) opened.push(...(await openBackend(name)))
const gpus = opened.filter(({ gpu }) => gpu !== undefined)

print(`# gpu.js engines, measured`)
print(`${machineName()}. ${gpus.map(({ name, gpu }) => `${name}: ${gpu!.adapter}`).join('; ')}.`)
print('## Solves')
print(
  'N x N linear array, 1 ohm a segment, cells 1e-6..1e-4 S, word lines driven, to 1e-10; the fastest of three after set-up.',
)
const solves = await table(lines, 5, opened, (n, { engine }) => solveRow(n, engine))
print(
  markdownTable(
    ['N', 'backend', 'set-up s', 'solve s', 'iterations', 'imbalance', 'largest difference / V'],
    solves,
  ),
)
print('## Steps')
print(
  'The same networks on the GPU alone. Transfers: a solve of no currents. A step: one cycle, one step of conjugate gradients, the balance anew. Moved: each launch reads and writes its arrays once. Least: what one step leaves to the next, once. H200: that at 4.8 TB/s.',
)
const webgpus = gpus.filter(({ gpu }) => gpu!.mode === 'webgpu')
const steps = await table(lines, 5, webgpus, (n, { gpu }) => stepRow(n, gpu!))
print(
  markdownTable(
    [
      'N',
      'backend',
      'factor s',
      'solve s',
      'transfers s',
      's a step',
      'steps',
      'launches a step',
      'moved MB a step',
      'least MB',
      'moved / least',
      'moved GB/s',
      'H200 ms a step',
      'H200 ms at least',
    ],
    steps,
  ),
)
print('## Nonlinear cells')
print(
  'N x N sinh junctions, 1e-6..1e-4 S, 1 ohm a segment, bias half at 2 V, to 1e-10; the first solve and the faster of two more. Launches and moved: of one step of Newton on the GPU that does all it may (2 steps of conjugate gradients and 3 lengths).',
)
const nonlinear = await table(
  lines,
  5,
  opened.filter(({ name }) => name !== 'webasm'),
  (n, { engine }) => newtonRow(n, engine),
)
print(
  markdownTable(
    [
      'N',
      'backend',
      'first s',
      'solve s',
      'Newton steps',
      'iterations',
      'imbalance',
      'largest difference / V',
      'launches a step',
      'moved MB a step',
      'least MB',
      'H200 ms a step',
    ],
    nonlinear,
  ),
)
print('## Pulses on one crossbar')
print(
  'N x N zntpp cells, 1 ohm a segment, bias half at 8 V: two pulses of 1 s on a word line each, 10 s of rest behind each, set-up included. A try: one network with two steps of Newton and the states of a time step; a take: the energy of a step as well. Moved and least as above.',
)
const overTime = await table(
  lines,
  5,
  opened.filter(({ name }) => name !== 'webasm'),
  (n, { engine }) => timeRow(n, engine),
)
print(
  markdownTable(
    [
      'N',
      'backend',
      'seconds',
      'time steps',
      'Newton steps',
      'iterations',
      'largest difference',
      'energy balance',
      'launches a try',
      'moved MB a try',
      'least MB',
      'H200 ms a try',
      'launches a take',
      'moved MB a take',
    ],
    overTime,
  ),
)
print('## What a step of a batch moves')
print('10,000 passive crossbars of 8 x 8 cells. Moved and least: as of the steps above.')
print(markdownTable(['cells', 'run', 'launches', 'moved MB', 'least MB', 'GPU memory MB'], batchCounts()))
print('## Batches')
print(
  'Isolated 8 x 8 arrays through case 4 of hi-filter, the area of every cell drawn with 10 %; beside it the same arrays as passive crossbars, 1 ohm a segment (float64 one after the other, a device side by side). Differences are the largest relative ones of any mean conductance from float64.',
)
const batches = await table(samples, 10, opened, (count, { name, engine }) =>
  batchRow(count, name, engine, mostSeconds),
)
print(
  markdownTable(
    ['samples', 'backend', 'draw s', 'run s', 'difference', 'passive run s', 'passive difference'],
    batches,
  ),
)
for (const { engine, gpu } of opened) {
  await engine?.close()
  await gpu?.close()
}
