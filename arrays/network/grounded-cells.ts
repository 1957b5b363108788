import type { DirectedSlopes } from '../../kernels/elimination/eliminate-directed.ts'
import { type Balance, isFinitePlane, largestOf } from './balance.ts'
import { conductingCells, spanOfSources } from './conducting-cells.ts'
import type { GroundedLaws } from './problem.ts'
import type { SeriesCells } from './series-cell.ts'

/** Cells with elements that stand at a line. */
export interface GroundedCells extends SeriesCells {
  readonly element: GroundedLaws
}

/** Such cells at the nodes of a network. */
export interface GroundedNetwork {
  /** gw and gb of each cell at the last evaluation, S. */
  readonly slopes: DirectedSlopes
  /** (gw - gb) / 2 of each cell at the last evaluation, S; gw and gb are the slopes of its current against its two nodes. */
  readonly skew: Float64Array
  /** Sets cell voltages, currents and (gw + gb) / 2 as conductances for the present nodes; false where a law has no finite value. */
  evaluate(): boolean
  /** Largest current that rounding of the volts against ground sends through a cell, A: balance cannot be told below. */
  rounding(): number
}

/** S; a slope below it is an underflow. */
const DEAD_SLOPE = 1e-300

/** Roundings of the volts that may add up in the current of a cell. */
const ROUNDINGS = 4

/** The cells of a balance, each evaluated where its line stands against ground. */
export function groundedNetwork(
  { planes, sources, laws }: Balance,
  { element, elementShare, deviceVolts }: GroundedCells,
): GroundedNetwork {
  const { grid, nodes, cellVolts, cellCurrents } = planes
  const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
  const { conductance } = grid
  const count = cellVolts.length
  const lineVolts = new Float64Array(count)
  const drops = new Float64Array(count)
  const nearSlope = new Float64Array(count)
  const skew = new Float64Array(count)
  const slopes = { word: new Float64Array(count), bit: new Float64Array(count) }
  const byWord = element.side === 'word'
  element.hold(lineVolts)
  let conducting: Uint8Array | undefined

  function evaluate(): boolean {
    for (let k = 0; k < count; k++) {
      cellVolts[k] = wordReference[k] - bitReference[k] + (wordDeviation[k] - bitDeviation[k])
      lineVolts[k] = byWord ? wordReference[k] + wordDeviation[k] : bitReference[k] + bitDeviation[k]
    }
    laws.evaluate(cellVolts, cellCurrents, conductance)
    for (let k = 0; k < count; k++) drops[k] = cellVolts[k] - deviceVolts[k]
    element.lineSlopes(drops, nearSlope)
    for (let k = 0; k < count; k++) {
      // The laws give the slope with the near line held, which is that against the far one.
      const far = conductance[k]
      const near = elementShare[k] * nearSlope[k]
      skew[k] = (byWord ? near - far : far - near) / 2
      slopes.word[k] = byWord ? near : far
      slopes.bit[k] = byWord ? far : near
      conductance[k] = (near + far) / 2
    }
    if (!isFinitePlane(cellCurrents, conductance)) return false
    keepAlive()
    return true
  }

  /** Cells that are flat here and conduct elsewhere get a little slope, which keeps the step finite. */
  function keepAlive(): void {
    let least = Infinity
    let dead = false
    for (let k = 0; k < count; k++) {
      if (!(conductance[k] > DEAD_SLOPE)) dead = true
      else if (conductance[k] < least) least = conductance[k]
    }
    if (!dead) return
    conducting ??= conductingNow()
    const floor = least < Infinity ? least * 1e-3 : 1e-15
    for (let k = 0; k < count; k++) {
      if (!(conductance[k] > DEAD_SLOPE)) conductance[k] = conducting[k] === 1 ? floor : 0
    }
  }

  function conductingNow(): Uint8Array {
    const span = Math.max(largestOf(cellVolts), spanOfSources(sources))
    const found = conductingCells(laws, count, span)
    // The dividers are to be those of the present voltages again.
    laws.evaluate(cellVolts, drops, nearSlope)
    return found
  }

  function rounding(): number {
    let most = 0
    for (let k = 0; k < count; k++)
      most = Math.max(most, 2 * Math.abs(skew[k]) * (Math.abs(lineVolts[k]) + Math.abs(cellVolts[k])))
    return ROUNDINGS * Number.EPSILON * most
  }

  return { slopes, skew, evaluate, rounding }
}
