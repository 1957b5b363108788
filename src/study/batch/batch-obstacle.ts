import { kernelObstacle } from '../../../arrays/engine/gpu-obstacle.ts'
import { isGated } from '../../../arrays/gated/any-array.ts'
import type { PreparedScenario } from '../../../scenarios/file/prepare-scenario.ts'
import type { Wanted } from '../rows/study-figures.ts'

/** Buffers that a kernel may have by WebGPU's default limits. */
const MOST_STATES = 5
/** Every cell is read by itself, which costs the square of their number. */
const MOST_CELLS = 1024

/** Why the points of a study cannot run in batches on a GPU, in the words of an error; undefined where they can. */
export function batchObstacle({ file, cases }: PreparedScenario, wanted: Wanted): string | undefined {
  if (file.network === 'crossbar') return 'a crossbar'
  if (file.cycleVariability > 0) return 'cycles that vary'
  if (wanted.runFigures.length > 0) return `the figure ${wanted.runFigures[0]}`
  const quantity = [...wanted.quantities].find(name => name !== 'conductance' && name !== 'read-conductance')
  if (quantity !== undefined) return `the quantity ${quantity}`
  for (const { spec, steps } of cases) {
    if (isGated(spec)) return `the three-terminal device ${spec.model.name}`
    const { model } = spec
    if (spec.access.kind !== 'none') return `cells with a ${spec.access.kind}`
    if (spec.stuck !== undefined || spec.faults !== undefined) return 'stuck cells'
    if (spec.size[0] * spec.size[1] > MOST_CELLS) return `an array of ${spec.size.join(' x ')} cells`
    if (model.storage !== undefined) return `${model.name}, which stores charge`
    const own = kernelObstacle(model)
    if (own !== undefined) return own
    if (model.states.length === 0 || model.states.length > MOST_STATES) {
      return `${model.name} with ${model.states.length} states`
    }
    const lines = steps.find(step => [...step.applied()].some(({ by }) => by === 'lines'))
    if (lines !== undefined) return `a step "${lines.kind}"`
  }
  return undefined
}
