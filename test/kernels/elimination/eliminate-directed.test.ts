import { describe, expect, it } from 'vitest'
import { uniform } from '../../../arrays/random/keyed-random.ts'
import { crossbarGraph } from '../../../kernels/elimination/crossbar-graph.ts'
import { createDirectedElimination } from '../../../kernels/elimination/eliminate-directed.ts'
import { planFronts } from '../../../kernels/elimination/plan-fronts.ts'
import { add, narrow, negate, subtract, type Wide, wide } from '../../reference/wide.ts'
import { solveWide, zeroMatrix } from '../../reference/wide-linear.ts'

const [ROWS, COLUMNS] = [4, 5]
const COUNT = ROWS * COLUMNS

function shapeOf(wordOhms: number, held: boolean) {
  const lines = (count: number, ohms: number) => new Float64Array(count).fill(ohms)
  return {
    rows: ROWS,
    columns: COLUMNS,
    wordOhms: Float64Array.of(wordOhms),
    wordStride: 0 as const,
    bitOhms: Float64Array.of(10),
    bitStride: 0 as const,
    left: lines(ROWS, held ? 5 : Infinity),
    right: lines(ROWS, Infinity),
    top: lines(COLUMNS, Infinity),
    bottom: lines(COLUMNS, 0),
  }
}

/** Dense elimination with 31 digits of what the graph says. */
function reference(
  graph: ReturnType<typeof crossbarGraph>,
  slopes: { word: Float64Array; bit: Float64Array },
  amps: readonly number[],
): Wide[] {
  const matrix = zeroMatrix(graph.nodes)
  const stamp = (a: number, b: number, value: Wide): void => {
    if (a >= 0 && b >= 0) matrix[a]![b] = add(matrix[a]![b]!, value)
  }
  for (let k = 0; k < graph.from.length; k++) {
    const [a, b, cell] = [graph.from[k]!, graph.to[k]!, graph.cell[k]!]
    const near = wide(cell < 0 ? graph.siemens[k]! : slopes.word[cell]!)
    const far = wide(cell < 0 ? graph.siemens[k]! : slopes.bit[cell]!)
    stamp(a, a, near)
    stamp(b, b, far)
    stamp(a, b, negate(far))
    stamp(b, a, negate(near))
  }
  // A node that a 0-ohm end holds leaves its number unused.
  matrix.forEach((row, node) => {
    if (row[node]![0] === 0) row[node] = wide(1)
  })
  const right = amps.map(value => wide(value))
  expect(solveWide(matrix, right, false)).toBe(true)
  return right
}

describe('elimination of a matrix that is not symmetric', () => {
  it.each([
    ['slopes of one size', 1, 1, true],
    ['slopes over twelve decades', 1, 1e-12, true],
    ['lines that hang on weak cells alone', 1e-3, 1e-9, false],
  ])('agrees with dense elimination in 31 digits: %s', (_, ohms, least, held) => {
    let drawn = 0
    const log = () => least ** uniform(5, 1, drawn++)
    const plane = (draw: () => number) => Float64Array.from({ length: COUNT }, draw)
    const slopes = { word: plane(log), bit: plane(log) }
    const plan = planFronts(crossbarGraph(shapeOf(ohms, held)), ROWS, COLUMNS)
    const solver = createDirectedElimination(plan)
    const step = {
      word: plane(() => 0),
      bit: plane(() => 0),
      wordRest: plane(() => 0),
      bitRest: plane(() => 0),
    }
    const [wordIn, bitIn] = [plane(() => uniform(5, 2, drawn++) - 0.5), plane(() => 0)]
    solver.factor(slopes)
    solver.solve(wordIn, bitIn, step)
    const amps = new Array<number>(plan.graph.nodes).fill(0)
    plan.graph.wordNode.forEach((node, k) => {
      if (node >= 0) amps[node]! += wordIn[k]!
    })
    const exact = reference(plan.graph, slopes, amps)
    plan.graph.wordNode.forEach((node, k) => {
      const found = add(wide(step.word[k]!), wide(step.wordRest[k]!))
      const off = Math.abs(narrow(subtract(found, exact[node]!)))
      expect(off).toBeLessThanOrEqual(1e-15 * Math.max(...exact.map(value => Math.abs(narrow(value)))))
    })
    // Along a line of 1 mohm the small differences keep their digits, which one float64 a node would round away.
    const drop = (a: number, b: number): number =>
      step.word[a]! - step.word[b]! + (step.wordRest[a]! - step.wordRest[b]!)
    const exactDrop = narrow(subtract(exact[plan.graph.wordNode[0]!]!, exact[plan.graph.wordNode[1]!]!))
    expect(Math.abs(drop(0, 1) - exactDrop)).toBeLessThanOrEqual(1e-9 * Math.abs(exactDrop))
  })

  it('holds a node back by its leak', () => {
    const plan = planFronts(crossbarGraph(shapeOf(1, false)), ROWS, COLUMNS)
    const solver = createDirectedElimination(plan)
    const zero = () => new Float64Array(COUNT)
    const step = { word: zero(), bit: zero(), wordRest: zero(), bitRest: zero() }
    // Without any slope of the cells, line 0 carries its 3 A into leaks of 0.5 S at each of its five nodes.
    const leaks = { word: zero().fill(0.5), bit: zero() }
    solver.factor({ word: zero(), bit: zero() }, leaks)
    solver.solve(zero().fill(0.6, 0, COLUMNS), zero(), step)
    expect(Array.from(step.word.subarray(0, COLUMNS), volts => Number(volts.toFixed(12)))).toEqual([
      1.2, 1.2, 1.2, 1.2, 1.2,
    ])
    expect(Math.max(...step.word.subarray(COLUMNS))).toBe(0)
  })
})
