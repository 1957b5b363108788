import { statePlan } from '../../kernels/gpu/law-plans.ts'
import type { EngineStep } from './array-engine.ts'
import { stateLaws } from './kernel-laws.ts'
import type { PlanCache } from './plan-cache.ts'

/** The update of states on a GPU; see kernels/gpu/law-plans.ts. */
export function gpuIncrements(cache: PlanCache, step: EngineStep): readonly Float32Array[] {
  const { model, size, control, states, parameters, seconds, pace } = step
  const [rows, columns] = size
  const varying = parameters.flatMap((values, k) => (values.length > 1 ? [k] : []))
  const paced = pace !== undefined
  const laws = stateLaws(model)
  const key = `states ${laws.key} ${rows} ${columns} ${varying.join(' ')}${paced ? ' paced' : ''}`
  const program = cache.program(key, () => statePlan(laws, { rows, columns, arrays: 1, varying, paced }))
  const [controlIn, single, planes, ...rest] = program.inputs as Float32Array[]
  fill(controlIn, control)
  parameters.forEach((values, k) => {
    single[k] = values[0]
  })
  varying.forEach((parameter, k) => {
    planes.set(parameters[parameter], k * rows * columns)
  })
  const given = paced ? [pace, ...states] : states
  given.forEach((plane, k) => {
    rest[k].set(plane)
  })
  cache.run(program, seconds)
  return program.results
}

function fill(plane: Float32Array, values: Float64Array): void {
  if (values.length === 1) plane.fill(values[0])
  else plane.set(values)
}
