import { type NetworkSolution, VOLTAGE } from '../../arrays/network/problem.ts'
import type { AccessLaw } from './access-law.ts'
import { type CellLaw, wideCurrent } from './cell-law.ts'
import type { Driver, End, Wiring } from './circuit.ts'
import { follow } from './exact-flow.ts'
import {
  driven,
  type Given,
  imbalance,
  move,
  NotReached,
  noiseOf,
  prepare,
  type Stage,
  through,
} from './exact-stage.ts'
import { add, divide, multiply, narrow, negate, subtract, type Wide, wide, ZERO } from './wide.ts'
import { solveWide, zeroMatrix } from './wide-linear.ts'

export type ExactSolution = Omit<NetworkSolution, 'report'>

/** Where Newton's method does not arrive, the sources are raised in this many equal steps. */
const RAMP_STEPS = 48

/** Where that does not arrive either way: the first steps with current over voltage in place of slopes that are flatter. */
const CHORD_STEPS = 60

/**
 * Solves a small network by dense elimination and Newton's method in twice the precision of float64 (31 digits), so
 * that what is left of the error is the rounding of the answer. 0-ohm wires make one node of two, 0-ohm sources fix it.
 * @param cells one law for each cell, row-major
 * @param series a law in series with each
 * @param side where it stands: between word line and device, or between device and bit line
 * @throws Error where the network has no answer or Newton's method does not reach it
 */
export function exactSolve(
  wiring: Wiring,
  cells: readonly CellLaw[],
  series?: readonly AccessLaw[],
  side: 'word' | 'bit' = 'word',
): ExactSolution {
  const count = wiring.rows * wiring.columns
  const start = (part: number, from: readonly Wide[]): { stage: Stage; voltage: Wide[] } => {
    const voltage = from.slice()
    return { stage: prepare({ wiring, cells, series, side }, voltage, part), voltage }
  }
  const rest = new Array<Wide>(3 * count).fill(ZERO)
  let { stage, voltage } = start(1, rest)
  try {
    try {
      newton(stage, voltage)
    } catch (error) {
      if (!(error instanceof NotReached)) throw error
      ;({ stage, voltage } = start(1, rest))
      newton(stage, voltage, CHORD_STEPS)
    }
  } catch (error) {
    if (!(error instanceof NotReached)) throw error
    try {
      voltage = rest
      for (let step = 1; step <= RAMP_STEPS; step++) {
        const grown = voltage.map(value => multiply(value, divide(wide(step), wide(Math.max(1, step - 1)))))
        ;({ stage, voltage } = start(step / RAMP_STEPS, grown))
        newton(stage, voltage)
      }
    } catch (again) {
      if (!(again instanceof NotReached)) throw again
      ;({ stage, voltage } = start(1, rest))
      follow(stage, voltage)
    }
  }
  return report({ wiring, cells, series, side }, stage, voltage)
}

/**
 * Newton's method on the co-content, a convex function whose gradient is the imbalance. A step that climbs again is
 * shortened until the co-content is nearly level along it, which needs the gradient alone. Where elements answer to ground
 * there is no such function; each step then has to lower the sum of the imbalances.
 */
function newton(stage: Stage, voltage: Wide[], chordSteps = 0): void {
  let close = 0
  let near = false
  const limit = stage.branches.every(({ law }) => law.kind === 'wire' || law.kind === 'linear') ? 1 : 300
  for (let iteration = 0; iteration < limit && close < 3; iteration++) {
    const matrix = zeroMatrix(stage.unknowns)
    // Chords only halve what is left: the last steps are taken with tangents.
    const chords = iteration < chordSteps && !near
    const leaving = imbalance(stage, voltage, matrix, chords)
    const step = new Array<Wide>(stage.unknowns).fill(ZERO)
    stage.unknown.forEach((place, node) => {
      if (place >= 0) step[place] = negate(leaving[node])
    })
    if (!solveWide(matrix, step, stage.symmetric))
      throw new NotReached('exactSolve: found a pivot that is not positive')
    const largest = Math.max(...voltage.map(value => Math.abs(narrow(value))))
    const arrived = step.every(value => Math.abs(narrow(value)) <= 1e-12 * largest)
    if (arrived && !chords) close++
    near ||= arrived
    const lengthOf = stage.symmetric ? stepLength : fallLength
    const length = arrived || limit === 1 ? 1 : lengthOf(stage, voltage, step)
    move(stage, voltage, step, length).forEach((value, node) => {
      voltage[node] = value
    })
    if (iteration === limit - 1 && limit > 1)
      throw new NotReached(`exactSolve: no answer in ${limit} Newton steps`)
  }
}

function stepLength(stage: Stage, voltage: readonly Wide[], step: readonly Wide[]): number {
  const climb = (length: number): number => {
    const leaving = imbalance(stage, move(stage, voltage, step, length))
    let sum = ZERO
    stage.unknown.forEach((place, node) => {
      if (place >= 0) sum = add(sum, multiply(leaving[node], step[place]))
    })
    return narrow(sum)
  }
  const start = Math.abs(climb(0))
  let [low, high] = [0, 1]
  let length = 1
  for (let trial = 0; trial < 200; trial++) {
    const slope = climb(length)
    if (Math.abs(slope) <= 0.3 * start || (length === 1 && slope < 0)) return length
    if (slope < 0) low = length
    else high = length
    length = low === 0 ? high / 4 : (low + high) / 2
  }
  throw new NotReached('exactSolve: no length of the Newton step lowers the co-content')
}

/** The longest of 1, 1/2, 1/4 ... that lowers the sum of the imbalances, or leaves it at what rounding makes of it. */
function fallLength(stage: Stage, voltage: readonly Wide[], step: readonly Wide[]): number {
  const sum = (length: number): number => {
    const leaving = imbalance(stage, move(stage, voltage, step, length))
    let total = ZERO
    stage.unknown.forEach((place, node) => {
      if (place < 0) return
      const value = leaving[node]
      total = add(total, narrow(value) < 0 ? negate(value) : value)
    })
    return narrow(total)
  }
  const first = sum(0)
  const noise = noiseOf(stage, voltage)
  for (let length = 1; length > 2 ** -60; length /= 2)
    if (sum(length) <= Math.max(noise, (1 - 1e-4 * length) * first)) return length
  throw new NotReached('exactSolve: no length of the Newton step lowers the imbalances')
}

function report(
  { wiring, cells, series, side: standing }: Given,
  stage: Stage,
  voltage: readonly Wide[],
): ExactSolution {
  const { rows, columns } = wiring
  const count = rows * columns
  const at = (node: number): Wide => voltage[stage.root(node)]
  const drop = (k: number): Wide => subtract(at(k), at(count + k))
  const device = (k: number): Wide => {
    if (series === undefined) return drop(k)
    const inner = at(2 * count + k)
    return standing === 'word' ? subtract(inner, at(count + k)) : subtract(at(k), inner)
  }
  const currents = cells.map((law, k) => wideCurrent(law, device(k)).current)
  const leaving = imbalance(stage, voltage)
  const rigid = (driver: Driver): boolean => driver.kind === VOLTAGE && driver.ohms === 0
  const into = stage.drivers.map(driver => {
    if (!rigid(driver)) return driven(driver, at(driver.node)).current
    const node = stage.root(driver.node)
    const sharers = stage.drivers.filter(other => rigid(other) && stage.root(other.node) === node).length
    return divide(leaving[node], wide(sharers))
  })
  const side = (end: End, count: number): Float64Array => {
    const sign = end === 'left' || end === 'right' ? 1 : -1
    const line = new Float64Array(count)
    stage.drivers.forEach((driver, k) => {
      if (driver.end === end) line[driver.line] = sign * narrow(into[k])
    })
    return line
  }
  const sum = (values: readonly Wide[]): number => narrow(values.reduce(add, ZERO))
  const source = (driver: Driver): Wide => (driver.kind === VOLTAGE ? wide(driver.value) : at(driver.node))
  const planeOf = (value: (k: number) => Wide): Float64Array =>
    Float64Array.from({ length: count }, (_, k) => narrow(value(k)))
  return {
    wordVoltages: planeOf(at),
    bitVoltages: planeOf(k => at(count + k)),
    cellVoltages: planeOf(drop),
    cellCurrents: planeOf(k => currents[k]),
    ...(series !== undefined ? { deviceVoltages: planeOf(device) } : {}),
    leftCurrents: side('left', rows),
    rightCurrents: side('right', rows),
    topCurrents: side('top', columns),
    bottomCurrents: side('bottom', columns),
    power: {
      delivered: sum(stage.drivers.map((driver, k) => multiply(source(driver), into[k]))),
      cells: sum(currents.map((current, k) => multiply(current, drop(k)))),
      wires: sum(
        stage.branches
          .filter(branch => branch.law.kind === 'wire')
          .map(branch =>
            multiply(through(branch, voltage).current, subtract(at(branch.from), at(branch.to))),
          ),
      ),
      drivers: sum(
        stage.drivers.map((driver, k) =>
          driver.kind === VOLTAGE ? multiply(wide(driver.ohms), multiply(into[k], into[k])) : ZERO,
        ),
      ),
    },
  }
}
