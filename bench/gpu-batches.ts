import type { ArrayEngine } from '../arrays/engine/array-engine.ts'
import { type BatchResult, runBatch } from '../scenarios/batch/run-batch.ts'
import { loadScenario } from '../src/run/load-scenario.ts'

const CASE = 'case-4'
const SPREAD = { set: { variability: { area: 0.1 } } }

type Network = 'isolated' | 'crossbar'

const references = new Map<Network, BatchResult>()
/** Backends whose passive crossbars took too long at the size before, by name. */
const tired = new Set<string>()

/** A batch of one size on one backend: cells wired alone, and the same program on passive crossbars beside it. */
export async function batchRow(
  samples: number,
  name: string,
  engine: ArrayEngine | undefined,
  mostSeconds: number,
): Promise<{ seconds: number; cells: readonly string[] }> {
  const isolated = await play('isolated', samples, engine)
  const { draw, run } = isolated.seconds
  const cells = [draw.toPrecision(3), run.toPrecision(3), difference('isolated', isolated)]
  if (tired.has(name)) return { seconds: draw + run, cells: [...cells, '-', '-'] }
  const passive = await play('crossbar', samples, engine)
  // The next size has ten times as many.
  if (passive.seconds.run > mostSeconds / 3) tired.add(name)
  return {
    seconds: draw + run,
    cells: [...cells, passive.seconds.run.toPrecision(3), difference('crossbar', passive)],
  }
}

async function play(
  network: Network,
  samples: number,
  engine: ArrayEngine | undefined,
): Promise<BatchResult> {
  const options = { samples, case: CASE, ...(engine === undefined ? {} : { engine }) }
  const found = await runBatch(loadScenario('hi-filter'), { ...SPREAD, network }, options)
  if (engine === undefined) references.set(network, found)
  return found
}

/** Largest relative difference of any mean from float64. */
function difference(network: Network, found: BatchResult): string {
  const reference = references.get(network)
  if (found === reference) return 'reference'
  if (reference?.samples !== found.samples) return 'no reference'
  let most = 0
  found.reads.forEach((read, r) => {
    for (const [image, means] of Object.entries(read.means)) {
      means.forEach((siemens, s) => {
        most = Math.max(most, Math.abs(siemens / reference.reads[r].means[image][s] - 1))
      })
    }
  })
  return most.toExponential(1)
}
