import {
  type BatchLaws,
  COPY_PAIRS,
  MOVED_CELLS,
  moveStates,
  REPORT_DISTANCE,
  REPORT_REST,
  readCurrents,
  solveArrays,
} from './batch-shaders.ts'
import type { ShaderLaunch, ShaderPlan } from './shader-plan.ts'
import { createShaderPlanBuilder } from './shader-plan-builder.ts'

export interface BatchShape {
  readonly rows: number
  readonly columns: number
  readonly arrays: number
}

/** The plan, and its buffers that the host fills or reads. */
export interface BatchPlan {
  readonly plan: ShaderPlan
  readonly values: number
  readonly states: number
  readonly lines: number
  readonly drive: number
  readonly report: number
  readonly amps: number
}

/** Places of what `drive` and `report` hold. */
export const DRIVE_AT = { seconds: 0, rest: 1, floats: 2, unit: 3 } as const
export const REPORT_AT = { distance: 0, restless: 1 } as const

/**
 * Programs of passive crossbars side by side: states and nodes stay on the GPU. `begin` takes the states there, `hold` solves all
 * networks under a drive, `predict` and `correct` make a step as stepTogether does and give its distance from what was predicted, `take`
 * takes it, `rest` moves the states of cells at 0 V, `read` gives the currents of all cells.
 */
export function batchPlan(laws: BatchLaws, shape: BatchShape): BatchPlan {
  const { rows, columns, arrays } = shape
  const builder = createShaderPlanBuilder(`batch of ${arrays} x ${rows} x ${columns}`)
  const count = rows * columns * arrays
  const own = laws.varying.filter(one => one).length
  const pairs = (what: string, length = count) => builder.buffer(what, 2 * length)
  const moving = laws.states.length * count
  const at = {
    values: builder.buffer('parameters', own * count + laws.varying.length - own),
    lines: builder.buffer('lines', 2 * (rows + columns) + 2 * rows * columns),
    drive: builder.buffer('drive', 4),
    report: builder.buffer('report', 2),
    states: pairs('states', moving),
    amps: builder.buffer('currents of the cells', count),
  }
  const { values, lines, drive, report, states, amps } = at
  const guess = pairs('states as they were guessed', moving)
  const moved = pairs('states after a step', moving)
  const here = pairs('nodes at the start of a step')
  const there = pairs('nodes at its end')
  const work = builder.buffer('currents and slopes', 4 * count)
  const moves = builder.buffer('moves of the nodes', 4 * count)
  const groups: [number, number] = [Math.ceil(count / MOVED_CELLS), 1]
  const records = Math.max(arrays, groups[0])
  const partials = builder.buffer('partial sums', 4 * records)
  const sizes = [rows, columns, arrays]
  const solve = (of: number, nodes: number): ShaderLaunch[] => [
    builder.launch(solveArrays(laws), [drive, values, lines, of, nodes, work, moves, partials], sizes, [
      arrays,
      1,
    ]),
    builder.launch(REPORT_REST, [partials, report], [arrays], [1, 1]),
  ]
  const move = (quiet: boolean, end: number, to: number): ShaderLaunch =>
    builder.launch(
      moveStates(laws, quiet),
      [drive, values, lines, states, here, end, to === guess ? moved : guess, to, partials],
      sizes,
      groups,
    )
  const copy = (from: number, to: number, length: number): ShaderLaunch =>
    builder.launch(COPY_PAIRS, [from, to], [length], [Math.ceil(length / MOVED_CELLS), 1])
  const corrected = [
    ...solve(guess, there),
    move(false, there, moved),
    builder.launch(REPORT_DISTANCE, [partials, report], [groups[0]], [1, 1]),
  ]
  const run = (launches: readonly ShaderLaunch[], uploads: readonly number[] = []) => ({
    uploads,
    clears: [report],
    launches,
    downloads: [report],
  })
  return {
    ...at,
    plan: builder.build({
      begin: { uploads: [values, states], clears: [here, there, moves], launches: [], downloads: [] },
      hold: run(solve(states, here), [drive, lines]),
      predict: run([move(false, here, guess), ...corrected], [drive]),
      correct: run([copy(moved, guess, moving), ...corrected]),
      take: run([copy(moved, states, moving), copy(there, here, count)]),
      rest: run([move(true, here, moved), copy(moved, states, moving)], [drive]),
      read: {
        ...run(
          [
            ...solve(states, here),
            builder.launch(readCurrents(laws), [drive, values, lines, states, here, amps], sizes, groups),
          ],
          [drive, lines],
        ),
        downloads: [report, amps],
      },
    }),
  }
}
