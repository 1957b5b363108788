import { type BatchLaws, batchPlanes, batchSingles, MOVED_CELLS } from './batch-cells.ts'
import { extrapolateCharge, moveCharge } from './batch-charge.ts'
import {
  BATCH_REPORT,
  COPY_PAIRS,
  COPY_PLANE,
  moveStates,
  REPORT_DISTANCE,
  REPORT_REST,
  readCurrents,
  solveArrays,
} from './batch-shaders.ts'
import type { ShaderLaunch, ShaderPlan, ShaderRun } from './shader-plan.ts'
import { createShaderPlanBuilder, type ShaderPlanBuilder } from './shader-plan-builder.ts'

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

/** Places of what `drive` holds. */
export const DRIVE_AT = { seconds: 0, rest: 1, floats: 2, unit: 3, reach: 4, limit: 5, noise: 6 } as const

/**
 * Programs of passive crossbars side by side: states and nodes stay on the GPU. `begin` takes the states there, `read` gives the currents
 * of all cells. Of devices whose states relax `hold` solves all networks under a drive, `predict` and `correct` make a step as
 * stepTogether does and give its distance from what was predicted, `take` takes it, `rest` moves the states of cells at 0 V. Of devices
 * that store charge `drive` takes a drive there, `step` makes a step of third order and gives its distance from that of second order,
 * `take` takes it.
 */
export function batchPlan(laws: BatchLaws, shape: BatchShape): BatchPlan {
  const builder = createShaderPlanBuilder(`batch of ${shape.arrays} x ${shape.rows} x ${shape.columns}`)
  const batch = batchBuffers(builder, laws, shape)
  const { at, here, solve, launch, cells } = batch
  const read: ShaderRun = {
    uploads: [at.drive, at.lines],
    clears: [at.report],
    launches: [
      ...solve(at.states, here, 'read'),
      launch(
        readCurrents(laws),
        [at.drive, at.values, at.lines, at.states, here.nodes, here.volts, at.amps],
        cells,
      ),
    ],
    downloads: [at.report, at.amps],
  }
  const own = laws.charge === undefined ? relaxingRuns(laws, batch) : chargedRuns(laws, batch)
  return { ...at, plan: builder.build({ ...own, read }) }
}

/** Nodes of all arrays at one time, and the volts of their devices there. */
interface Nodes {
  readonly nodes: number
  readonly volts: number
}

type Batch = ReturnType<typeof batchBuffers>

function batchBuffers(builder: ShaderPlanBuilder, laws: BatchLaws, { rows, columns, arrays }: BatchShape) {
  const count = rows * columns * arrays
  const moving = laws.states.length * count
  const pairs = (what: string, length = moving) => builder.buffer(what, 2 * length)
  const nodesAt = (when: string): Nodes => ({
    nodes: pairs(`nodes ${when}`, count),
    volts: builder.buffer(`volts of the devices ${when}`, count),
  })
  const at = {
    values: builder.buffer('values of the cells', batchPlanes(laws) * count + batchSingles(laws)),
    lines: builder.buffer('lines', 2 * (rows + columns) + 2 * rows * columns),
    drive: builder.buffer('drive', Object.keys(DRIVE_AT).length),
    report: builder.buffer('report', BATCH_REPORT.length),
    states: pairs('states'),
    amps: builder.buffer('currents of the cells', count),
  }
  const { values, lines, drive, report } = at
  const work = builder.buffer('currents and slopes', 4 * count)
  const moves = builder.buffer('moves of the nodes', 4 * count)
  const cells: [number, number] = [Math.ceil(count / MOVED_CELLS), 1]
  const partials = builder.buffer('partial sums', 4 * Math.max(arrays, cells[0]))
  /** @param parts that the seconds of a step are taken in */
  const launch = (
    text: ReturnType<typeof solveArrays>,
    buffers: readonly number[],
    groups: readonly [number, number],
    parts = 1,
  ): ShaderLaunch => builder.launch(text, buffers, [rows, columns, arrays, parts], groups)
  return {
    at,
    moves,
    partials,
    cells,
    pairs,
    nodesAt,
    launch,
    here: nodesAt('at the start of a step'),
    solve: (of: number, { nodes, volts }: Nodes, how: 'held' | 'read', parts = 1): ShaderLaunch[] => [
      launch(
        solveArrays(laws, how),
        [drive, values, lines, of, nodes, work, moves, volts, partials],
        [arrays, 1],
        parts,
      ),
      builder.launch(REPORT_REST, [partials, report], [arrays], [1, 1]),
    ],
    distance: builder.launch(REPORT_DISTANCE, [partials, report], [cells[0]], [1, 1]),
    copy: (from: number, to: number): ShaderLaunch =>
      builder.launch(COPY_PAIRS, [from, to], [moving], [Math.ceil(moving / MOVED_CELLS), 1]),
    copyNodes: (from: Nodes, to: Nodes): ShaderLaunch[] => [
      builder.launch(COPY_PAIRS, [from.nodes, to.nodes], [count], cells),
      builder.launch(COPY_PLANE, [from.volts, to.volts], [count], cells),
    ],
    run: (launches: readonly ShaderLaunch[], uploads: readonly number[] = []): ShaderRun => ({
      uploads,
      clears: [report],
      launches,
      downloads: [report],
    }),
  }
}

function relaxingRuns(laws: BatchLaws, batch: Batch): Readonly<Record<string, ShaderRun>> {
  const { at, moves, partials, cells, here, pairs, nodesAt, launch, solve, copy, copyNodes, run } = batch
  const { drive, values, lines, states } = at
  const guess = pairs('states as they were guessed')
  const moved = pairs('states after a step')
  const there = nodesAt('at the end of a step')
  const move = (quiet: boolean, end: Nodes, to: number): ShaderLaunch =>
    launch(
      moveStates(laws, quiet),
      [drive, values, states, here.volts, end.volts, to === guess ? moved : guess, to, partials],
      cells,
    )
  const corrected = [...solve(guess, there, 'held'), move(false, there, moved), batch.distance]
  return {
    begin: {
      uploads: [values, states],
      clears: [here, there].flatMap(({ nodes, volts }) => [nodes, volts]).concat(moves),
      launches: [],
      downloads: [],
    },
    hold: run(solve(states, here, 'held'), [drive, lines]),
    predict: run([move(false, here, guess), ...corrected], [drive]),
    correct: run([copy(moved, guess), ...corrected]),
    take: run([copy(moved, states), ...copyNodes(there, here)]),
    rest: run([move(true, here, moved), batch.distance, copy(moved, states)], [drive]),
  }
}

/** Parts of a step whose ends are extrapolated. */
const PARTS = [1, 2, 3]

function chargedRuns(laws: BatchLaws, batch: Batch): Readonly<Record<string, ShaderRun>> {
  const { at, moves, partials, cells, here, pairs, launch, solve, copy, run } = batch
  const { drive, values, lines, states } = at
  const ends = PARTS.map(parts => pairs(`states after a step in ${parts}`))
  const moved = pairs('states after a step')
  const part = (end: number, parts: number): ShaderLaunch[] => [
    ...solve(end, here, 'held', parts),
    launch(moveCharge(laws), [drive, values, here.volts, end], cells, parts),
  ]
  const step = PARTS.flatMap((parts, p) => [
    copy(states, ends[p]),
    ...Array.from({ length: parts }, () => part(ends[p], parts)).flat(),
  ])
  const whole = launch(extrapolateCharge(laws), [drive, states, ...ends, moved, partials], cells)
  return {
    begin: {
      uploads: [values, states],
      clears: [here.nodes, here.volts, moves],
      launches: [],
      downloads: [],
    },
    drive: { uploads: [drive, lines], clears: [], launches: [], downloads: [] },
    step: run([...step, whole, batch.distance], [drive]),
    take: run([copy(moved, states)]),
  }
}
