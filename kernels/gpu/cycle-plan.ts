import type { CycleLevel } from './cycle-shape.ts'
import type { GpuPlan, PlanValue } from './gpu-plan.ts'
import { changeBits, correctBits, driveWords, feedBits, restrictBits, solveCoarsest } from './grid-kernels.ts'
import { stageLengths } from './line-coefficients.ts'
import {
  gatherBit,
  gatherWord,
  scatterBit,
  scatterWord,
  solveShortBit,
  solveShortWord,
} from './line-kernels.ts'
import { createPlanBuilder, type PlanBuilder } from './plan-builder.ts'

export interface CyclePlanOptions {
  /** Arrays of the same size that are solved at once. */
  readonly arrays: number
  /** Cycles for each run, each from where the one before ended. */
  readonly cycles: number
  /** Coefficients are given once, when the plan is compiled; or with every run, as a matrix that changes needs. */
  readonly fixed: boolean
}

/** Coefficients of lines at one stage, as the kernels take them. */
interface Stage {
  readonly length: number
  readonly passRight: PlanValue
  readonly passLeft: PlanValue
  readonly ohms: PlanValue
}

interface LevelValues extends CycleLevel {
  readonly conductance: PlanValue
  readonly share: PlanValue
  readonly word: readonly Stage[]
  readonly bit: readonly Stage[]
}

/**
 * Multigrid V-cycles from zero as one sequence of launches: the input is a plane of currents into the bit nodes, the result
 * their voltages (a W-cycle took as many iterations in every case tried, for twice the launches). Coefficients come in the order of cycleCoefficients, the currents last.
 */
export function cyclePlan(levels: readonly CycleLevel[], options: CyclePlanOptions): GpuPlan {
  const { arrays, cycles, fixed } = options
  const finest = levels[0]
  const coarsest = levels[levels.length - 1]
  const builder = createPlanBuilder(`cycle of ${arrays} x ${finest.rows} x ${finest.columns}`)
  const plane = (columns: number, rows: number): PlanValue =>
    fixed ? builder.fixed([columns, rows, arrays]) : builder.array([columns, rows, arrays])
  const values: LevelValues[] = levels.slice(0, -1).map(level => {
    const { rows, columns } = level
    const stage = (size: (length: number) => [number, number]) => (length: number) => ({
      length,
      passRight: plane(...size(length)),
      passLeft: plane(...size(length)),
      ohms: plane(...size(length)),
    })
    return {
      ...level,
      conductance: plane(columns, rows),
      share: plane(columns, rows),
      word: stageLengths(columns).map(stage(length => [length, rows])),
      bit: stageLengths(rows).map(stage(length => [columns, length])),
    }
  })
  const nodes = coarsest.rows * coarsest.columns
  const inverse = plane(nodes, nodes)
  const input = builder.array([finest.columns, finest.rows, arrays])

  /** Solves the level at `depth` for currents `f`, from `before` or from zero. */
  function cycle(depth: number, f: PlanValue, before: PlanValue | undefined): PlanValue {
    if (depth === levels.length - 1) {
      const { rows, columns } = coarsest
      return builder.launch(solveCoarsest, [columns, rows, arrays], inverse, f, rows, columns)
    }
    const level = values[depth]
    const { rows, columns, down, across, conductance, share } = level
    const size = [columns, rows, arrays]
    const smoothed = smooth(level, f, before)
    const change = before === undefined ? smoothed : builder.launch(changeBits, size, smoothed, before)
    const next = levels[depth + 1]
    const sums = builder.launch(
      restrictBits,
      [next.columns, next.rows, arrays],
      conductance,
      share,
      change,
      solveWords(level, change),
      down,
      across,
      rows,
      columns,
    )
    const coarse = cycle(depth + 1, sums, undefined)
    return smooth(level, f, builder.launch(correctBits, size, smoothed, coarse, down, across))
  }

  /** T^-1 (f + N b). */
  function smooth(level: LevelValues, f: PlanValue, b: PlanValue | undefined): PlanValue {
    const { rows, columns, conductance, share } = level
    const currents =
      b === undefined
        ? f
        : builder.launch(feedBits, [columns, rows, arrays], f, conductance, share, b, solveWords(level, b))
    return solveLines(builder, level.bit, currents, length => [columns, length, arrays], BIT_KERNELS)
  }

  /** Word voltages that the currents g b cause. */
  function solveWords({ rows, columns, conductance, word }: LevelValues, b: PlanValue): PlanValue {
    const currents = builder.launch(driveWords, [columns, rows, arrays], conductance, b)
    return solveLines(builder, word, currents, length => [length, rows, arrays], WORD_KERNELS)
  }

  let bit = cycle(0, input, undefined)
  for (let k = 1; k < cycles; k++) bit = cycle(0, input, bit)
  return builder.build(bit)
}

const WORD_KERNELS = { gather: gatherWord, scatter: scatterWord, short: solveShortWord }
const BIT_KERNELS = { gather: gatherBit, scatter: scatterBit, short: solveShortBit }

/** Down the stages to one group of joints, and back up. */
function solveLines(
  builder: PlanBuilder,
  stages: readonly Stage[],
  currents: PlanValue,
  size: (length: number) => number[],
  kernels: typeof WORD_KERNELS | typeof BIT_KERNELS,
): PlanValue {
  const [{ length, passRight, passLeft, ohms }, ...shorter] = stages
  if (shorter.length === 0) {
    return builder.launch(kernels.short, size(length), currents, passRight, passLeft, ohms, length)
  }
  const gathered = builder.launch(
    kernels.gather,
    size(shorter[0].length),
    currents,
    passRight,
    passLeft,
    length,
  )
  const joints = solveLines(builder, shorter, gathered, size, kernels)
  return builder.launch(kernels.scatter, size(length), currents, joints, passRight, passLeft, ohms, length)
}
