import { CURRENT, FLOAT, type LineEnds, type NetworkProblem, VOLTAGE } from './problem.ts'

/**
 * Refuses a network whose arrays disagree with its size or whose numbers no circuit has, and a tolerance that is none.
 * @throws RangeError naming the field, the value and what was expected
 */
export function checkNetwork(problem: NetworkProblem, tolerance: number): void {
  const { rows, columns } = problem
  if (!(tolerance > 0 && tolerance < 1))
    throw new RangeError(`solveNetwork: tolerance is ${tolerance}; expected above 0 and below 1`)
  for (const [name, lines] of [
    ['rows', rows],
    ['columns', columns],
  ] as const) {
    if (!Number.isInteger(lines) || lines < 1)
      throw new RangeError(`solveNetwork: ${name} is ${lines}; expected a whole number of at least 1`)
  }
  checkWire('wordWire', problem.wordWire, rows * (columns - 1))
  checkWire('bitWire', problem.bitWire, (rows - 1) * columns)
  checkEnds('left', problem.left, rows)
  checkEnds('right', problem.right, rows)
  checkEnds('top', problem.top, columns)
  checkEnds('bottom', problem.bottom, columns)
}

function checkWire(name: string, wire: number | Float64Array, segments: number): void {
  if (typeof wire === 'number') {
    if (!(wire >= 0)) throw new RangeError(`solveNetwork: ${name} is ${wire}; expected 0 ohm or more`)
    return
  }
  if (wire.length !== segments)
    throw new RangeError(`solveNetwork: ${name} has ${wire.length} segments; expected ${segments}`)
  for (let k = 0; k < segments; k++) {
    if (!(wire[k] >= 0))
      throw new RangeError(`solveNetwork: ${name}[${k}] is ${wire[k]}; expected 0 ohm or more`)
  }
}

function checkEnds(name: string, ends: LineEnds, lines: number): void {
  if (ends.kind.length !== lines || ends.value.length !== lines || ends.ohms.length !== lines) {
    throw new RangeError(
      `solveNetwork: ${name} has ${ends.kind.length} kinds, ${ends.value.length} values and ${ends.ohms.length} ohms; expected ${lines} of each`,
    )
  }
  if (ends.limit !== undefined && !(ends.limit.length === lines && ends.limit.every(amps => amps > 0)))
    throw new RangeError(
      `solveNetwork: ${name}.limit is [${[...ends.limit].slice(0, 8).join(', ')}]; expected ${lines} currents above 0 A`,
    )
  for (let line = 0; line < lines; line++) {
    const kind = ends.kind[line]
    if (kind === FLOAT) continue
    if (kind !== VOLTAGE && kind !== CURRENT)
      throw new RangeError(
        `solveNetwork: ${name}.kind[${line}] is ${kind}; expected FLOAT, VOLTAGE or CURRENT`,
      )
    if (!Number.isFinite(ends.value[line]))
      throw new RangeError(
        `solveNetwork: ${name}.value[${line}] is ${ends.value[line]}; expected a finite number`,
      )
    if (kind === VOLTAGE && !(ends.ohms[line] >= 0 && ends.ohms[line] < Infinity))
      throw new RangeError(
        `solveNetwork: ${name}.ohms[${line}] is ${ends.ohms[line]}; expected 0 ohm or more`,
      )
  }
}
