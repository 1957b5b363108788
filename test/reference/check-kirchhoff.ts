import { CURRENT, type NetworkProblem, type NetworkSolution, VOLTAGE } from '../../arrays/network/problem.ts'
import { bitNode, type Driver, driversOf, type Segment, wordNode } from './circuit.ts'

/** How far a solution is from each law, every one a pure number that rounding alone keeps near 1e-15. */
export interface KirchhoffCheck {
  /** Sum of cell and end currents of a connected piece of line, over the largest branch current. */
  readonly line: number
  /** Sum of currents at a node with wire currents from node voltages, over what the rounding of those voltages allows. */
  readonly node: number
  /** Drop along a segment against ohms times the current that Kirchhoff puts there, over the largest voltage and ohms x largest current. */
  readonly wire: number
  /** Cell voltage against word minus bit, over the largest node voltage. */
  readonly cellVolts: number
  /** Reported current against the law at the reported voltage, over the largest branch current (rounding of the voltage is free). */
  readonly cellLaw: number
  /** End voltage or end current against what the driver prescribes. */
  readonly driver: number
  /** Delivered minus dissipated power, both summed anew, over the sum of all magnitudes. */
  readonly tellegen: number
  /** The solution's own power figures against those sums, over the same. */
  readonly power: number
}

export type CheckedSolution = Omit<NetworkSolution, 'report'>

/** Rounding of a voltage that is itself a difference of two. */
const ROUNDING = 8 * 2 ** -52

/** Checks a solution by laws alone: nothing here solves anything, and nothing is shared with the solver. */
export function checkKirchhoff(problem: NetworkProblem, solution: CheckedSolution): KirchhoffCheck {
  const count = problem.rows * problem.columns
  const volts = (node: number): number =>
    node < count ? solution.wordVoltages[node] : solution.bitVoltages[node - count]
  const drivers = driversOf(problem).map(driver => ({ ...driver, into: currentInto(solution, driver) }))
  const { pieces, wires } = trace(problem, solution, drivers)
  const over = (value: number, scale: number): number => (value === 0 ? 0 : Math.abs(value) / scale)
  const worst = (values: readonly number[]): number =>
    values.reduce((most, value) => (value > most || Number.isNaN(value) ? value : most), 0)
  const highest = worst([...solution.wordVoltages, ...solution.bitVoltages].map(Math.abs))
  // Where nothing flows, what rounding of the voltages sends through the stiffest cell counts as nothing; a charged cell's
  // own source and conductance cancel to the rounding of either.
  const { slope, atRest } = sizes(problem, solution)
  const nothing = ROUNDING * highest * slope
  const branches = [
    nothing,
    atRest,
    ...solution.cellCurrents,
    ...drivers.map(({ into }) => into),
    ...wires.map(w => w.amperes),
  ]
  const largest = worst(branches.map(Math.abs))
  const dropScale = (volts: number, ohms: number): number =>
    Math.max(highest, Math.abs(volts)) + ohms * largest
  const rigid = (driver: Driver): boolean => driver.kind === VOLTAGE && driver.ohms === 0
  const split = pieces.flatMap(piece =>
    piece.shorted && piece.ends.length === 2 && piece.ends.every(rigid)
      ? [over(piece.ends[0].into - piece.ends[1].into, largest)]
      : [],
  )

  const nodes = nodeImbalance(problem, solution, drivers, wires, volts, largest)
  const power = powers(solution, drivers, wires, volts)
  const watts = power.magnitude + (nothing + atRest) * highest
  const reported = solution.power
  return {
    line: worst(pieces.map(piece => over(piece.imbalance, largest))),
    node: worst(nodes),
    wire: worst(
      wires.map(({ from, to, ohms, amperes }) =>
        over(volts(from) - volts(to) - ohms * amperes, dropScale(0, ohms)),
      ),
    ),
    cellVolts: worst(
      Array.from(solution.cellVoltages, (drop, k) => over(drop - (volts(k) - volts(count + k)), highest)),
    ),
    cellLaw: worst(cellLaws(problem, solution).map(amperes => over(amperes, largest))),
    driver: worst([
      ...split,
      ...drivers.map(({ node, kind, value, ohms, into }) =>
        kind === VOLTAGE
          ? over(volts(node) - (value - ohms * into), dropScale(value, ohms))
          : over(into - (kind === CURRENT ? value : 0), largest),
      ),
    ]),
    tellegen: over(power.delivered - power.cells - power.wires - power.drivers, watts),
    power: worst(
      (['delivered', 'cells', 'wires', 'drivers'] as const).map(part =>
        over(reported[part] - power[part], watts),
      ),
    ),
  }
}

type Driven = Driver & { readonly into: number }
type Wire = Segment & { readonly amperes: number }

interface Piece {
  readonly imbalance: number
  readonly ends: readonly Driven[]
  /** No segment of it has a resistance. */
  readonly shorted: boolean
}

function currentInto(solution: CheckedSolution, { end, line }: Driver): number {
  switch (end) {
    case 'left':
      return solution.leftCurrents[line]
    case 'right':
      return solution.rightCurrents[line]
    case 'top':
      return -solution.topCurrents[line]
    case 'bottom':
      return -solution.bottomCurrents[line]
    default:
      return end satisfies never
  }
}

/** Follows every line from one end to the other, adding up what flows in and out; a broken segment starts a new piece. */
function trace(
  problem: NetworkProblem,
  solution: CheckedSolution,
  drivers: readonly Driven[],
): { pieces: Piece[]; wires: Wire[] } {
  const { rows, columns, wordWire, bitWire } = problem
  const pieces: Piece[] = []
  const wires: Wire[] = []
  const atNode = new Map<number, Driven[]>()
  for (const driver of drivers) atNode.set(driver.node, [...(atNode.get(driver.node) ?? []), driver])
  const follow = (nodes: readonly number[], sign: number, ohmsAfter: (k: number) => number): void => {
    let [flow, shorted, ends] = [0, true, [] as Driven[]]
    nodes.forEach((node, k) => {
      const here = atNode.get(node) ?? []
      ends = [...ends, ...here]
      for (const driver of here) flow += driver.into
      flow -= sign * solution.cellCurrents[node % (rows * columns)]
      const ohms = k === nodes.length - 1 ? Number.POSITIVE_INFINITY : ohmsAfter(k)
      if (ohms < Number.POSITIVE_INFINITY) {
        wires.push({ from: node, to: nodes[k + 1], ohms, amperes: flow })
        shorted &&= ohms === 0
      } else {
        pieces.push({ imbalance: flow, ends, shorted })
        flow = 0
        shorted = true
        ends = []
      }
    })
  }
  for (let i = 0; i < rows; i++) {
    const nodes = Array.from({ length: columns }, (_, j) => wordNode(problem, i, j))
    follow(nodes, 1, j => (typeof wordWire === 'number' ? wordWire : wordWire[i * (columns - 1) + j]))
  }
  for (let j = 0; j < columns; j++) {
    const nodes = Array.from({ length: rows }, (_, i) => bitNode(problem, i, j))
    follow(nodes, -1, i => (typeof bitWire === 'number' ? bitWire : bitWire[i * columns + j]))
  }
  return { pieces, wires }
}

function nodeImbalance(
  problem: NetworkProblem,
  solution: CheckedSolution,
  drivers: readonly Driven[],
  wires: readonly Wire[],
  volts: (node: number) => number,
  largest: number,
): number[] {
  const count = problem.rows * problem.columns
  const sum = new Float64Array(2 * count)
  const scale = new Float64Array(2 * count).fill(largest)
  const known = new Uint8Array(2 * count).fill(1)
  solution.cellCurrents.forEach((amperes, k) => {
    sum[k] = sum[k] - amperes
    sum[count + k] = sum[count + k] + amperes
  })
  for (const { node, into } of drivers) sum[node] = sum[node] + into
  for (const { from, to, ohms } of wires) {
    if (ohms === 0) {
      known[from] = 0
      known[to] = 0
      continue
    }
    const flow = (volts(from) - volts(to)) / ohms
    sum[from] = sum[from] - flow
    sum[to] = sum[to] + flow
    for (const node of [from, to]) {
      scale[node] = scale[node] + (Math.abs(volts(from)) + Math.abs(volts(to))) / ohms
    }
  }
  return Array.from(sum, (value, node) =>
    known[node] === 1 && value !== 0 ? Math.abs(value) / scale[node] : 0,
  )
}

/** Largest slope of a cell where it stands, S, and largest current of one at 0 V, A. */
function sizes(
  { cells }: NetworkProblem,
  { cellVoltages, deviceVoltages }: CheckedSolution,
): { slope: number; atRest: number } {
  const current = new Float64Array(cellVoltages.length)
  const slope = new Float64Array(cellVoltages.length)
  cells.evaluate(new Float64Array(slope.length), current, slope)
  const atRest = current.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  cells.evaluate(deviceVoltages ?? cellVoltages, current, slope)
  return { slope: slope.reduce((most, value) => Math.max(most, value), 0), atRest }
}

/** Reported current minus the law of the device (and of the series element) at the reported voltage, A. */
function cellLaws({ cells, series }: NetworkProblem, solution: CheckedSolution): number[] {
  const device = solution.deviceVoltages ?? solution.cellVoltages
  const evaluate = (laws: NetworkProblem['cells'], volts: Float64Array, size: Float64Array): number[] => {
    const current = new Float64Array(volts.length)
    const slope = new Float64Array(volts.length)
    laws.evaluate(volts, current, slope)
    return Array.from(current, (value, k) => {
      const rounding = ROUNDING * slope[k] * Math.abs(size[k])
      return Math.max(0, Math.abs(value - solution.cellCurrents[k]) - rounding)
    })
  }
  if (series === undefined) return evaluate(cells, device, device)
  const drop = solution.cellVoltages.map((volts, k) => volts - device[k])
  const size = solution.cellVoltages.map((volts, k) => Math.abs(volts) + Math.abs(device[k]))
  return [...evaluate(cells, device, size), ...evaluate(series, drop, size)]
}

function powers(
  solution: CheckedSolution,
  drivers: readonly Driven[],
  wires: readonly Wire[],
  volts: (node: number) => number,
): { delivered: number; cells: number; wires: number; drivers: number; magnitude: number } {
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
  const sources = drivers.map(
    ({ kind, value, node, into }) => (kind === VOLTAGE ? value : volts(node)) * into,
  )
  const inCells = Array.from(solution.cellCurrents, (amperes, k) => amperes * solution.cellVoltages[k])
  const inWires = wires.map(({ ohms, amperes }) => ohms * amperes ** 2)
  const inDrivers = drivers.map(({ kind, ohms, into }) => (kind === VOLTAGE ? ohms * into ** 2 : 0))
  return {
    delivered: total(sources),
    cells: total(inCells),
    wires: total(inWires),
    drivers: total(inDrivers),
    magnitude: total([...sources, ...inCells, ...inWires, ...inDrivers].map(Math.abs)),
  }
}
