import { startGpuThread } from '../src/threads/start-gpu-thread.ts'
// Prints the tables of docs/benchmarks/gpu.md: `npm run bench:gpu`. A backend goes on to the next size as long as it took
// less than --most-seconds (60) for the one before; --most-lines=256 and --most-samples=100 end the tables earlier,
// --backends=float64,webasm leaves out a backend.

import type { ArrayEngine } from '../arrays/engine/array-engine.ts'
import { type Gpu, openGpu } from '../kernels/gpu/gpu.ts'
import { openEngine } from '../src/host/open-engine.ts'
import { batchRow } from './gpu-batches.ts'
import { cycleRow } from './gpu-cycles.ts'
import { solveRow } from './gpu-solves.ts'
import { machineName, markdownTable } from './measure.ts'

const flag = (name: string, otherwise: string): string =>
  process.argv.find(word => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise
const mostSeconds = Number(flag('most-seconds', '60'))
const lines = [64, 128, 256, 512, 1024, 2048, 4096].filter(n => n <= Number(flag('most-lines', '4096')))
const samples = [1, 10, 100, 1000, 10_000, 100_000].filter(n => n <= Number(flag('most-samples', '100000')))
const backends = flag('backends', 'float64,webasm,webgpu').split(',')
const print = (text: string) => process.stdout.write(`${text}\n\n`)

interface Backend {
  readonly name: string
  readonly engine: ArrayEngine | undefined
  readonly gpu: Gpu | undefined
}

/** Rows of all sizes and backends; a backend that became too slow is left out of the larger sizes. */
async function table(
  sizes: readonly number[],
  opened: readonly Backend[],
  row: (size: number, backend: Backend) => Promise<{ seconds: number; cells: readonly string[] }>,
): Promise<string[][]> {
  const rows: string[][] = []
  const tired = new Set<string>()
  for (const size of sizes) {
    for (const backend of opened) {
      if (tired.has(backend.name)) continue
      try {
        const { seconds, cells } = await row(size, backend)
        rows.push([String(size), backend.name, ...cells])
        if (seconds > mostSeconds) tired.add(backend.name)
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
const solves = await table(lines, opened, (n, { engine }) => solveRow(n, engine))
print(
  markdownTable(
    ['N', 'backend', 'set-up s', 'solve s', 'iterations', 'imbalance', 'largest difference / V'],
    solves,
  ),
)
print('## Cycles')
print(
  'One run of the cycle from and to host memory: upload and readback are those of a single launch of the same size. Moved: each launch reads its arrays once. Floor: every array once. The copy is a chain of launches that only copy.',
)
const cycles = await table(lines, gpus, (n, { gpu }) => cycleRow(n, gpu!))
print(
  markdownTable(
    [
      'N',
      'backend',
      'run s',
      'upload and readback s',
      'launches s',
      'launches',
      'moved MB',
      'floor MB',
      'moved GB/s',
      'copy GB/s',
    ],
    cycles,
  ),
)
print('## Batches')
print(
  'Isolated 8 x 8 arrays through case 4 of hi-filter, the area of every cell drawn with 10 %; beside it the same arrays as passive crossbars, 1 ohm a segment (float64 one after the other, a device side by side). Differences are the largest relative ones of any mean conductance from float64.',
)
const batches = await table(samples, opened, (count, { name, engine }) =>
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
