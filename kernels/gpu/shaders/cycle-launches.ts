import { INVERT_COARSEST, SOLVE_COARSEST } from './coarsest-shaders.ts'
import { carryImbalance, carrySums, feedWords, riseAndProject, riseBits, sendWords } from './cycle-shaders.ts'
import type { CycleLevel } from './cycle-shape.ts'
import { factorBits, factorWords, MERGE_CELLS } from './factor-shaders.ts'
import { type LineGroup, lineGroups } from './line-shader.ts'
import type { ShaderLaunch } from './shader-plan.ts'
import type { ShaderPlanBuilder } from './shader-plan-builder.ts'

export interface Level extends CycleLevel {
  readonly wordOhms: number
  readonly bitOhms: number
  readonly wordSegments: number
  readonly bitSegments: number
  readonly cells: number
  readonly passRight: number
  readonly share: number
  readonly passDown: number
  readonly current: number
  readonly bit: number
  readonly sent: number
  readonly word: LineGroup
  readonly bits: LineGroup
  /** Sizes as LEVEL_PARAMETERS. */
  readonly sizes: readonly number[]
}

/** Coefficients of all levels, and the inverse of the last, from the conductances of the finest. */
export function factorLaunches(
  builder: ShaderPlanBuilder,
  levels: readonly Level[],
  at: { readonly state: number; readonly inverse: number; readonly columns: number },
): ShaderLaunch[] {
  const { state } = at
  return levels.flatMap((level, depth) => {
    const { wordOhms, bitOhms, cells, passRight, share, passDown, bit, word, bits, sizes, rows, columns } =
      level
    // The conductances that bit nodes see through their cells stand where their voltages come later.
    const launches = [
      builder.launch(
        factorWords(word),
        [state, wordOhms, cells, passRight, share, bit],
        sizes,
        lineGroups(word, rows),
      ),
      builder.launch(factorBits(bits), [state, bitOhms, bit, passDown], sizes, lineGroups(bits, columns)),
    ]
    const next = levels[depth + 1]
    if (next === undefined) {
      // The coarsest level has the size of this one.
      const given = [state, wordOhms, bitOhms, cells, at.columns, at.inverse]
      return [...launches, builder.launch(INVERT_COARSEST, given, sizes, [1, 1])]
    }
    const groups: [number, number] = [Math.ceil(next.columns / 16), Math.ceil(next.rows / 16)]
    const merging = [rows, columns, level.down, level.across]
    return [...launches, builder.launch(MERGE_CELLS, [state, cells, next.cells], merging, groups)]
  })
}

/** A V-cycle from the imbalance to a correction, which stands at the bit voltages of the finest level. */
export function cycleLaunches(
  builder: ShaderPlanBuilder,
  levels: readonly Level[],
  coarsest: CycleLevel,
  at: {
    readonly state: number
    readonly inverse: number
    readonly bottom: number
    readonly before: number
    readonly directionWord: number
    readonly partials: number
  },
): ShaderLaunch[] {
  const { state } = at
  const onWay: ShaderLaunch[] = []
  const back: ShaderLaunch[] = []
  levels.forEach((level, depth) => {
    const { wordOhms, bitOhms, cells, passRight, share, passDown, current, bit, sent, word, bits, sizes } =
      level
    const fine = levels[depth - 1]
    const words = lineGroups(word, level.rows)
    const columns = lineGroups(bits, level.columns)
    onWay.push(
      fine === undefined
        ? builder.launch(carryImbalance(bits), [state, bitOhms, passDown, current, bit], sizes, columns)
        : builder.launch(
            carrySums(bits),
            [state, bitOhms, passDown, fine.sent, current, bit],
            [...sizes, ...mergingOf(fine)],
            columns,
          ),
      builder.launch(sendWords(word), [state, wordOhms, passRight, cells, share, bit, sent], sizes, words),
    )
    const coarse = levels[depth + 1]?.bit ?? at.bottom
    const rise =
      depth === 0
        ? builder.launch(
            riseAndProject(bits),
            [state, bitOhms, passDown, cells, sent, at.before, at.directionWord, bit, at.partials],
            sizes,
            columns,
          )
        : builder.launch(riseBits(bits), [state, bitOhms, passDown, sent, bit], sizes, columns)
    back.unshift(
      builder.launch(
        feedWords(word, depth === 0),
        [state, wordOhms, passRight, cells, share, bit, coarse, current, sent],
        [...sizes, level.down, level.across],
        words,
      ),
      rise,
    )
  })
  const last = levels[levels.length - 1]
  const bottom = builder.launch(
    SOLVE_COARSEST,
    [state, last.sent, at.inverse, at.bottom],
    [coarsest.rows, coarsest.columns, ...mergingOf(last)],
    [1, 1],
  )
  return [...onWay, bottom, ...back]
}

function mergingOf({ rows, columns, down, across }: CycleLevel): number[] {
  return [rows, columns, down, across]
}
