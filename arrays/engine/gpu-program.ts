import type { GpuFacts } from '../../kernels/gpu/gpu-messages.ts'
import { programPlan } from '../../kernels/gpu/program-plan.ts'
import type { ProgramBatch } from './array-engine.ts'
import { GpuError } from './gpu-error.ts'
import { deviceLaws } from './kernel-laws.ts'
import type { PlanCache } from './plan-cache.ts'
import { groupWeights } from './program-in-float64.ts'
import { unitSiemens } from './unit-siemens.ts'

/** Threads that WebGPU starts along one axis at most: 65535 groups of 8. */
const MOST_SAMPLES = 65_535 * 8
/** Planes that stand beside the states: steps, sums, reads. */
const OTHER_PLANES = 6

/** Runs a batch on a GPU, in as many parts as its memory asks for. */
export function gpuProgram(cache: PlanCache, facts: GpuFacts, batch: ProgramBatch): Float64Array[] {
  const { model, cells, samples, patterns, events, parameters, groups, initial } = batch
  const varying = parameters.flatMap((values, k) => (values.length > 1 ? [k] : []))
  const most = mostSamples(facts, cells, varying.length, model.states.length)
  if (most < 1) {
    throw new GpuError(
      `an array of ${cells} cells of ${model.name} does not fit: ${facts.adapter} holds ${facts.largestArray} bytes in one array`,
    )
  }
  const reads = events.filter(({ kind }) => kind === 'read').length
  const read = events.find(event => event.kind === 'read')
  const unit = read === undefined ? 1 : unitSiemens(model, read.volts, initial, parameters)
  const results = Array.from({ length: reads }, () => new Float64Array(samples * groups.length))
  const parts = Math.ceil(samples / most)
  const size = Math.ceil(samples / parts)
  for (let from = 0; from < samples; from += size) {
    const count = Math.min(size, samples - from)
    const plan = programPlan(
      deviceLaws(model),
      { cells, samples: count, patterns: patterns.length, groups: groups.length, varying },
      events,
    )
    const program = cache.compile(plan)
    const [patternsIn, single, planes, initialIn, weights] = program.inputs as Float32Array[]
    setPlanes(patternsIn, patterns, cells)
    setPlanes(initialIn, initial, cells)
    setPlanes(weights, groupWeights(groups), cells)
    parameters.forEach((values, k) => {
      single[k] = values[0]
    })
    varying.forEach((parameter, k) => {
      planes.set(parameters[parameter].subarray(from * cells, (from + count) * cells), k * count * cells)
    })
    cache.run(program, unit)
    program.results.forEach((means, r) => {
      means.forEach((mean, k) => {
        results[r][from * groups.length + k] = mean * unit
      })
    })
    program.destroy()
  }
  return results
}

function mostSamples({ largestArray, largestPlan }: GpuFacts, cells: number, planes: number, states: number) {
  const inOne = largestArray / (4 * cells * Math.max(1, planes))
  const inAll = largestPlan / (4 * cells * (planes + 3 * states + OTHER_PLANES))
  return Math.floor(Math.min(inOne, inAll, MOST_SAMPLES))
}

function setPlanes(target: Float32Array, planes: readonly Float64Array[], length: number): void {
  planes.forEach((plane, k) => {
    target.set(plane, k * length)
  })
}
