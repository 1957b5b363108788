import { crossbarGraph } from '../../kernels/elimination/crossbar-graph.ts'
import { createElimination } from '../../kernels/elimination/eliminate.ts'
import { type FrontPlan, planFronts } from '../../kernels/elimination/plan-fronts.ts'
import type { FrontSolver } from '../../kernels/front-solve.ts'
import type { LinearEngine } from './linear-engine.ts'

/** Larger arrays are not eliminated: the graph alone would take gigabytes. */
const MOST_CELLS = 1 << 20
/** Multipliers that may be kept, 8 bytes each. */
const MOST_NUMBERS = 1 << 27

/** An engine that can be told to leave the iterations. */
export interface EliminatingEngine extends LinearEngine {
  /** Eliminates from the next `prepare` on, where the array has at most `most` cells; true where the engine is direct then. */
  eliminateUpTo(most: number): boolean
  /** In which order to eliminate; undefined where the array is too large for that. */
  plan(): FrontPlan | undefined
}

/**
 * An iterative engine that eliminates directly from the first solve on that its iterations do not finish: segments of very
 * unequal resistance between cells stuck short are beyond its preconditioner. Arrays that are too large for that stay with
 * what the iterations reach.
 */
export function orEliminate(engine: LinearEngine): EliminatingEngine {
  const { planes } = engine
  const { grid, wordIn, bitIn, wordStep, bitStep } = planes
  const count = wordIn.length
  const kept =
    engine.direct || count > MOST_CELLS
      ? undefined
      : { word: new Float64Array(count), bit: new Float64Array(count) }
  let elimination: FrontSolver | undefined
  let planned: FrontPlan | undefined

  function plan(): FrontPlan | undefined {
    if (count > MOST_CELLS) return undefined
    planned ??= planFronts(crossbarGraph(grid), grid.rows, grid.columns)
    return planned.numbers <= MOST_NUMBERS ? planned : undefined
  }

  function planElimination(): boolean {
    if (kept === undefined || elimination !== undefined) return elimination !== undefined
    const order = plan()
    if (order !== undefined) elimination = createElimination(grid, order)
    return elimination !== undefined
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
      return engine.direct || elimination !== undefined
    },
    approach: (...given) => (elimination === undefined ? engine.approach?.(...given) : undefined),
    eliminateUpTo: most => engine.direct || (count <= most && planElimination()),
    plan,
    prepare() {
      if (elimination === undefined) engine.prepare()
      else elimination.factor()
    },
    solve(stop) {
      let iterations = 0
      if (elimination === undefined) {
        kept?.word.set(wordIn)
        kept?.bit.set(bitIn)
        const result = engine.solve(stop)
        if (result.done || kept === undefined || !planElimination()) return result
        iterations = result.iterations
        wordIn.set(kept.word)
        bitIn.set(kept.bit)
        elimination!.factor()
      }
      elimination!.solve(wordIn, bitIn, wordStep, bitStep)
      return { iterations, done: true }
    },
  }
}
