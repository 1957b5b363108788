import { groupWeights } from '../../arrays/engine/program-in-float64.ts'
import { createArrayRun } from '../../arrays/program/array-run.ts'
import { runProgram } from '../../arrays/program/run-program.ts'
import { isRead } from '../../arrays/program/steps/read-step.ts'
import type { BatchMeans, DrawnBatch } from './drawn-batch.ts'

/** Plays a program on arrays one after the other, in float64: what a batch on a GPU is held against. */
export async function playOneByOne(drawn: DrawnBatch): Promise<BatchMeans> {
  const { one, settings, samples, parameters, stuck, groups } = drawn
  const { spec, steps } = one
  const cells = spec.size[0] * spec.size[1]
  const weights = groupWeights(groups)
  const isWhole = steps.filter(isRead).map(({ only }) => only === undefined)
  const means = isWhole.filter(whole => whole).map(() => new Float64Array(samples * groups.length))
  let reads: BatchMeans['reads'] = []
  for (let sample = 0; sample < samples; sample++) {
    const own = parameters.map(values =>
      values.length === 1 ? values : values.subarray(sample * cells, (sample + 1) * cells),
    )
    const keep = { energy: false, disturbance: false }
    const fixed = stuck === undefined ? {} : { stuck: stuck.subarray(sample * cells, (sample + 1) * cells) }
    const run = createArrayRun({ ...spec, parameters: own, ...fixed }, { ...settings, keep })
    await runProgram(run, steps)
    const found = run.reads.filter((_, r) => isWhole[r])
    found.forEach(({ conductance }, r) => {
      weights.forEach((weight, g) => {
        means[r][sample * groups.length + g] = conductance.reduce((sum, s, k) => sum + s * weight[k], 0)
      })
    })
    reads = found.map(({ label, timeS }) => ({ label, timeS }))
  }
  return { reads, means }
}
