import { crossbarGraph } from '../../kernels/elimination/crossbar-graph.ts'
import { createElimination } from '../../kernels/elimination/eliminate.ts'
import { planFronts } from '../../kernels/elimination/plan-fronts.ts'
import type { FrontSolver } from '../../kernels/front-solve.ts'
import type { LinearEngine } from './linear-engine.ts'

/** Larger arrays are not eliminated: the graph alone would take gigabytes. */
const MOST_CELLS = 1 << 20
/** Multipliers that may be kept, 8 bytes each. */
const MOST_NUMBERS = 1 << 27

/**
 * An iterative engine that eliminates directly from the first solve on that its iterations do not finish: segments of very
 * unequal resistance between cells stuck short are beyond its preconditioner. Arrays that are too large for that stay with
 * what the iterations reach.
 */
export function orEliminate(engine: LinearEngine): LinearEngine {
  const { planes } = engine
  const { grid, wordIn, bitIn, wordStep, bitStep } = planes
  if (engine.direct || wordIn.length > MOST_CELLS) return engine
  const kept = { word: wordIn.slice(), bit: bitIn.slice() }
  let elimination: FrontSolver | undefined
  let refused = false

  function startElimination(): boolean {
    const plan = planFronts(crossbarGraph(grid), grid.rows, grid.columns)
    refused = plan.numbers > MOST_NUMBERS
    if (refused) return false
    elimination = createElimination(grid, plan)
    elimination.factor()
    return true
  }

  return {
    planes,
    get engine() {
      return elimination === undefined ? engine.engine : `${engine.engine}, then elimination`
    },
    get backend() {
      return elimination === undefined ? engine.backend : `${engine.backend}, then float64`
    },
    get direct() {
      return elimination !== undefined
    },
    prepare() {
      if (elimination === undefined) engine.prepare()
      else elimination.factor()
    },
    solve(stop) {
      let iterations = 0
      if (elimination === undefined) {
        kept.word.set(wordIn)
        kept.bit.set(bitIn)
        const result = engine.solve(stop)
        iterations = result.iterations
        if (result.done || refused) return result
        wordIn.set(kept.word)
        bitIn.set(kept.bit)
        if (!startElimination()) return result
      }
      elimination!.solve(wordIn, bitIn, wordStep, bitStep)
      return { iterations, done: true }
    },
  }
}
