import { definitionOrder } from './definition-order.ts'
import type { GpuPlan, PlanSize, PlanValue } from './gpu-plan.ts'
import { type DeviceLaws, type KernelLaw, type LawPlanSize, loadText } from './law-plans.ts'
import { createPlanBuilder, type KernelText } from './plan-builder.ts'
import { largestMove, solveWholeBit, solveWholeWord } from './whole-line-kernels.ts'

export interface CrossbarsPlanOptions {
  /** Sweeps for each run: the laws once, all word lines, all bit lines. */
  readonly sweeps: number
  /** Whether the currents of the cells are read back, too. */
  readonly currents: boolean
}

/**
 * Node voltages of many small passive crossbars under one drive, every line of which has a driver: Newton's method for the
 * cells, with all word lines and then all bit lines solved exactly in each of its steps. Currents are in units of 1/`scale`
 * amperes, so ohms come divided by `scale`. Inputs: volts of the word lines, then of the bit lines; one value for each
 * parameter; the planes of the varying parameters; the planes of the states one after the other; ohms of the word lines
 * [word line][bit line] and those before them, the same of the bit lines (see whole-line-kernels.ts); the deviations of word
 * and bit nodes to start from; scale. Results: deviations of word and bit nodes, the largest move of each array in the last
 * sweep, the currents of the cells where they are asked for.
 */
export function crossbarsPlan(
  laws: DeviceLaws,
  size: LawPlanSize,
  { sweeps, currents }: CrossbarsPlanOptions,
): GpuPlan {
  const { rows, columns, arrays, varying } = size
  const builder = createPlanBuilder(`crossbars of ${laws.name}, ${arrays} x ${rows} x ${columns} cells`)
  builder.allow(laws.functions)
  const plane: PlanSize = [columns, rows, arrays]
  const given = [
    builder.array([rows + columns, 1, 1]),
    builder.array([Math.max(1, laws.parameters), 1, 1]),
    builder.array([columns, rows, arrays * Math.max(1, varying.length)]),
    builder.array([columns, rows, arrays * Math.max(1, laws.states.length)]),
  ]
  const wordOhms = [builder.array([columns, rows, 1]), builder.array([rows, 1, 1])]
  const bitOhms = [builder.array([columns, rows, 1]), builder.array([columns, 1, 1])]
  const start = { word: builder.array(plane), bit: builder.array(plane) }
  const scale = builder.number()
  const evaluate = (law: KernelLaw, what: string) => {
    const kernel = lawKernel(laws, size, law, what)
    return (word: PlanValue, bit: PlanValue): PlanValue =>
      builder.launch(kernel, plane, ...given, word, bit, scale)
  }
  const currentOf = evaluate(laws.current, 'current')
  const slopeOf = evaluate(laws.slope, 'slope')
  let before = start
  let nodes = start
  for (let sweep = 0; sweep < sweeps; sweep++) {
    before = nodes
    const current = currentOf(before.word, before.bit)
    const slope = slopeOf(before.word, before.bit)
    const word = builder.launch(solveWholeWord, plane, current, slope, before.word, ...wordOhms, columns)
    const bit = builder.launch(
      solveWholeBit,
      plane,
      current,
      slope,
      before.word,
      word,
      before.bit,
      ...bitOhms,
      rows,
    )
    nodes = { word, bit }
  }
  const moved = builder.launch(
    largestMove,
    [arrays, 1, 1],
    before.word,
    nodes.word,
    before.bit,
    nodes.bit,
    rows,
    columns,
  )
  const read = currents ? [currentOf(nodes.word, nodes.bit)] : []
  return builder.build(nodes.word, nodes.bit, moved, ...read)
}

/** A law of the cells at the voltages between their nodes. */
function lawKernel(laws: DeviceLaws, size: LawPlanSize, law: KernelLaw, what: string): KernelText {
  const text = `function (lines, single, planes, states, word, bit, scale) {
    const driven = lines[0][0][this.thread.y] - lines[0][0][this.thread.x + ${size.rows}];
    const moved = word[this.thread.z][this.thread.y][this.thread.x] - bit[this.thread.z][this.thread.y][this.thread.x];
    const v = driven + moved;
    ${definitionOrder(laws.functions, 'v')}
    ${loadText(laws, size, laws.states.length)}
    ${law.statements}
    const answer = ${law.results[0]} * scale;
    return answer;
  }`
  return { name: `${laws.name} ${what}`, text }
}
