import type { ArrayEngine } from '../arrays/engine/array-engine.ts'
import { type BatchResult, runBatch } from '../scenarios/batch/run-batch.ts'
import { loadScenario } from '../scenarios/load-scenario.ts'
import { prepareScenario } from '../scenarios/prepare-scenario.ts'
import { createArrayRun } from '../scenarios/program/array-run.ts'
import { runProgram } from '../scenarios/program/run-program.ts'

const CASE = 'case-4'
const SETTINGS = { set: { variability: '{ area: 0.1 }' } }

let reference: BatchResult | undefined

/** A batch of isolated arrays on one backend. */
export async function batchRow(
  samples: number,
  engine: ArrayEngine | undefined,
  passive: number,
): Promise<{ seconds: number; cells: readonly string[] }> {
  const options = { samples, case: CASE, ...(engine === undefined ? {} : { engine }) }
  const found = await runBatch(loadScenario('hi-filter'), SETTINGS, options)
  if (engine === undefined) reference = found
  const { draw, run } = found.seconds
  return {
    seconds: draw + run,
    cells: [draw.toPrecision(3), run.toPrecision(3), difference(found), (passive * samples).toPrecision(3)],
  }
}

function difference(found: BatchResult): string {
  if (found === reference) return 'reference'
  if (reference?.samples !== found.samples) return 'no reference'
  let most = 0
  found.reads.forEach((read, r) => {
    for (const [image, means] of Object.entries(read.means)) {
      means.forEach((siemens, s) => {
        most = Math.max(most, Math.abs(siemens / reference!.reads[r]!.means[image]![s]! - 1))
      })
    }
  })
  return most.toExponential(1)
}

/** One array through the case as a passive crossbar. */
export async function passiveSeconds(): Promise<number> {
  const { cases, file } = await prepareScenario(loadScenario('hi-filter'))
  const { spec, steps } = cases.find(({ name }) => name === CASE)!
  const { bias, write } = file
  const run = createArrayRun(spec, {
    network: 'crossbar',
    bias,
    write,
    keep: { energy: false, disturbance: false },
  })
  const before = performance.now()
  await runProgram(run, steps)
  return (performance.now() - before) / 1000
}
