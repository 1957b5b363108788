import type { CellShader } from './cell-shader.ts'
import { cycleLaunches, factorLaunches, type Level } from './cycle-launches.ts'
import { type CycleLevel, cycleShape } from './cycle-shape.ts'
import { gradientLaunches } from './gradient-launches.ts'
import { lineGroup } from './line-shader.ts'
import { type NewtonBuffers, newtonRun } from './newton-launches.ts'
import { type NewtonTurn, WIDE_TURN } from './newton-scalars.ts'
import type { ShaderLaunch, ShaderLoop, ShaderPlan, ShaderRun } from './shader-plan.ts'
import { createShaderPlanBuilder, type ShaderPlanBuilder } from './shader-plan-builder.ts'
import { STATE_NAMES, stateAt } from './state.ts'

/** Properties of a network that decide its plan. */
export interface NetworkShape {
  readonly rows: number
  readonly columns: number
  /** 0: all word (bit) segments are equal; else 1. */
  readonly wordStride: number
  readonly bitStride: number
  /** Some segments have 0 ohm. */
  readonly joined: boolean
  /** Cells whose laws are evaluated there; conductances alone unless given. */
  readonly cells?: CellShader | undefined
}

/** The plan, and its buffers that the host fills or reads. */
export interface NetworkPlan {
  readonly plan: ShaderPlan
  readonly levels: readonly CycleLevel[]
  /** Of all levels but the coarsest, as WORD_OHMS and BIT_OHMS say. */
  readonly wordOhms: readonly number[]
  readonly bitOhms: readonly number[]
  /** Of the finest level, as SIEMENS says. */
  readonly siemens: number
  /** Where segments have 0 ohm: the place of the last node that each is joined to. */
  readonly last: { readonly word: number; readonly bit: number } | undefined
  readonly cells: number
  readonly cellsLow: number
  /** Net currents into the nodes: word high, word low, bit high, bit low. */
  readonly fed: number
  /** Voltages found, in the same order. */
  readonly volts: number
  readonly state: number
  /** Where the plan has the laws of the cells. */
  readonly newton?: NewtonBuffers
}

/** Steps that are handed over at once. */
const STEPS_AT_ONCE = 4
/** More steps than this are not made, whatever the rule allows. */
const MOST_STEPS = 500

/**
 * The linear network of a crossbar solved whole on a GPU: `factor` takes the conductances, `solve` the currents into the nodes
 * and gives their voltages; `newton`, where there are laws of cells, the nodes where they are in balance as far as float32 laws tell.
 * Everything is scaled by the host: conductances by `unitOhms`, currents by their largest.
 */
export function networkPlan(shape: NetworkShape): NetworkPlan {
  const builder = createShaderPlanBuilder(`network of ${shape.rows} x ${shape.columns}`)
  const { buffers, runs, newton, ohms } = networkRuns(builder, shape)
  return {
    ...buffers,
    plan: builder.build({
      ...runs,
      ...(newton === undefined ? {} : { newton: wholeNewton(newton, ohms) }),
    }),
  }
}

/** The network of a plan that does more with it. */
export interface NetworkRuns {
  readonly buffers: Omit<NetworkPlan, 'plan'>
  readonly runs: Readonly<Record<'factor' | 'solve', ShaderRun>>
  readonly newton: ReturnType<typeof newtonRun> | undefined
  /** Buffers that loadOhms fills. */
  readonly ohms: readonly number[]
  /** As LEVEL_PARAMETERS, of the finest level. */
  readonly sizes: readonly number[]
  readonly partials: number
}

/** Writes the buffers and launches of a network down in a plan. */
export function networkRuns(
  builder: ShaderPlanBuilder,
  shape: NetworkShape,
  whole: NewtonTurn = WIDE_TURN,
): NetworkRuns {
  const { rows, columns } = shape
  const levels = cycleShape(rows, columns)
  const steps = levels.slice(0, -1).map((level, depth) => levelOf(builder, level, depth, shape))
  const coarsest = levels[levels.length - 1]
  const nodes = coarsest.rows * coarsest.columns
  const inverse = builder.buffer('inverse of the coarsest level', nodes * nodes)
  const work = builder.buffer('columns of the inverse', 2 * nodes * nodes)
  const [finest] = steps
  const cellsLow = builder.buffer('low parts of the cells', rows * columns)
  const bottom = builder.buffer('voltages of the coarsest level', nodes)
  const state = builder.buffer('state', STATE_NAMES.length)
  const segments = finest.wordSegments + finest.bitSegments
  const siemens = builder.buffer('siemens', 2 * (2 * (rows + columns) + segments))
  const launches = gradientLaunches(builder, shape, finest, { cellsLow, siemens, state })
  const down = (direction: number, before: number): ShaderLaunch[] => [
    ...cycleLaunches(builder, steps, coarsest, { state, inverse, bottom, ...launches.buffers, before }),
    ...launches.step(direction, before),
  ]
  const { fed, volts, first, second } = launches.buffers
  const factor = factorLaunches(builder, steps, { state, inverse, columns: work })
  const { last } = launches
  const ohms = [
    ...steps.flatMap(({ wordOhms, bitOhms }) => [wordOhms, bitOhms]),
    siemens,
    ...Object.values(last ?? {}),
  ]
  const solves = [down(first, second), down(second, first)]
  const newton =
    shape.cells === undefined
      ? undefined
      : newtonRun(
          builder,
          finest,
          shape.cells,
          {
            state,
            siemens,
            cellsLow,
            fed,
            volts,
            partials: launches.buffers.partials,
            clears: [first, second, launches.buffers.directionWord],
            turns: (whole.linear === 2 ? [solves.flat()] : solves).map(solve => [
              ...factor,
              ...launches.look,
              ...solve,
            ]),
          },
          whole,
        )
  return {
    newton,
    ohms,
    sizes: finest.sizes,
    partials: launches.buffers.partials,
    buffers: {
      levels,
      wordOhms: steps.map(({ wordOhms }) => wordOhms),
      bitOhms: steps.map(({ bitOhms }) => bitOhms),
      siemens,
      cells: finest.cells,
      cellsLow,
      fed,
      volts,
      state,
      last,
      ...(newton === undefined ? {} : { newton: newton.buffers }),
    },
    runs: {
      factor: {
        uploads: [...ohms, finest.cells, cellsLow],
        clears: [state],
        launches: factor,
        downloads: [],
      },
      solve: {
        uploads: [fed, state],
        clears: [volts, first, second, launches.buffers.directionWord],
        launches: launches.look,
        loop: loopOf(solves, state),
        downloads: [volts, state],
      },
    },
  }
}

function loopOf(turns: readonly (readonly ShaderLaunch[])[], state: number): ShaderLoop {
  return {
    turns,
    atOnce: STEPS_AT_ONCE,
    most: MOST_STEPS,
    stop: { buffer: state, at: stateAt('status') },
  }
}

function wholeNewton({ buffers, run }: ReturnType<typeof newtonRun>, ohms: readonly number[]): ShaderRun {
  const { values, lines, nodes, newton } = buffers
  return { ...run, uploads: [...ohms, values, lines, nodes, newton], downloads: [nodes, newton] }
}

function levelOf(
  builder: ShaderPlanBuilder,
  level: CycleLevel,
  depth: number,
  { wordStride, bitStride }: NetworkShape,
): Level {
  const { rows, columns } = level
  const plane = (what: string) => builder.buffer(`${what} of level ${depth}`, rows * columns)
  const wordCount = wordStride === 0 ? 1 : Math.max(1, rows * (columns - 1))
  const bitCount = bitStride === 0 ? 1 : Math.max(1, (rows - 1) * columns)
  const ends = 2 * (rows + columns)
  return {
    ...level,
    wordOhms: builder.buffer(`word ohms of level ${depth}`, ends + wordCount),
    bitOhms: builder.buffer(`bit ohms of level ${depth}`, ends + bitCount),
    wordSegments: wordCount,
    bitSegments: bitCount,
    cells: plane('cells'),
    passRight: plane('what word nodes pass on'),
    share: plane('shares'),
    passDown: plane('what bit nodes pass on'),
    current: plane('currents'),
    bit: plane('bit voltages'),
    sent: plane('currents sent'),
    word: lineGroup('word', columns),
    bits: lineGroup('bit', rows),
    sizes: [rows, columns, wordStride, bitStride, wordCount],
  }
}
