import { type CellShader, singleValues, valuePlanes } from './cell-shader.ts'
import type { Level } from './cycle-launches.ts'
import { BEGIN_SEARCH, beginSolve, JUDGE_START, JUDGE_TRIAL, type NewtonTurn } from './newton-scalars.ts'
import { cellGroups, TAKE_STEP, tryLength } from './newton-shaders.ts'
import { NEWTON_NAMES, newtonAt } from './newton-state.ts'
import type { ShaderLaunch, ShaderRun } from './shader-plan.ts'
import type { ShaderPlanBuilder } from './shader-plan-builder.ts'
import type { ShaderText } from './write-shader.ts'

/** Buffers of Newton's method that the host fills or reads. */
export interface NewtonBuffers {
  /** As cell-shader.ts says. */
  readonly values: number
  /** Two float32 each: volts of the word lines and bit lines, then what the sources send into left, right, top and bottom ends there. */
  readonly lines: number
  /** Deviations of the nodes from the volts of their lines: word high, word low, bit high, bit low. */
  readonly nodes: number
  readonly newton: number
}

/** What the linear network lends: its buffers, and its launches from conductances and net currents to a step. */
export interface StepLaunches {
  readonly state: number
  readonly siemens: number
  readonly cellsLow: number
  readonly fed: number
  readonly volts: number
  readonly partials: number
  readonly clears: readonly number[]
  /** Of turn k modulo their count. */
  readonly turns: readonly (readonly ShaderLaunch[])[]
}

/** Steps of Newton's method that are handed over at once, and the most that are made. */
const STEPS_AT_ONCE = 4
const MOST_TURNS = 40

/** Newton's method for the cells of a network: from nodes and laws to the nodes where float32 laws are in balance. */
export function newtonRun(
  builder: ShaderPlanBuilder,
  { rows, columns, cells, sizes }: Level,
  shader: CellShader,
  step: StepLaunches,
  whole: NewtonTurn,
): { readonly buffers: NewtonBuffers; readonly run: Pick<ShaderRun, 'clears' | 'launches' | 'loop'> } {
  const count = rows * columns
  const buffers = {
    values: builder.buffer('values of the cells', valuePlanes(shader) * count + singleValues(shader)),
    lines: builder.buffer('volts of the lines', 6 * (rows + columns)),
    nodes: builder.buffer('nodes', 4 * count),
    newton: builder.buffer('state of Newton', NEWTON_NAMES.length),
  }
  const { values, lines, nodes, newton } = buffers
  const dividers = shader.element === undefined ? [] : [builder.buffer('dividers', count)]
  const groups = cellGroups(rows, columns)
  const records = groups[0] * groups[1]
  const look = builder.launch(
    tryLength(shader),
    [newton, step.siemens, values, lines, nodes, step.volts, cells, step.fed, step.partials, ...dividers],
    sizes,
    groups,
  )
  const one = (text: ShaderText) => builder.launch(text, [newton, step.state], [], [1, 1])
  const judge = (text: ShaderText) => builder.launch(text, [step.partials, newton], [records], [1, 1])
  const turns = step.turns.map(launches => [
    one(beginSolve(whole)),
    ...launches,
    one(BEGIN_SEARCH),
    ...Array.from({ length: whole.lengths }, () => [look, judge(JUDGE_TRIAL)]).flat(),
    builder.launch(TAKE_STEP, [newton, nodes, step.volts], [rows, columns], groups),
  ])
  return {
    buffers,
    run: {
      clears: [step.volts, step.cellsLow, step.state, ...dividers, ...step.clears],
      launches: [look, judge(JUDGE_START)],
      loop: {
        turns,
        atOnce: STEPS_AT_ONCE,
        most: MOST_TURNS,
        stop: { buffer: newton, at: newtonAt('status') },
      },
    },
  }
}
