import { effectiveMatrix, solveUnit } from '../../arrays/network/effective-matrix.ts'
import { prepareNetwork } from '../../arrays/network/prepare-network.ts'
import { bitLine, type CellMap, type Tile, tilesOf } from '../matrix/tiles.ts'
import { tileConductances, tileProblem } from './crossbar-tiles.ts'

/** Kirchhoff imbalance of the solves, far below the bound that anyone sets. */
const TOLERANCE = 1e-9

/** Effective weights of the crossbars of a layer: effective over own conductance of each. */
export interface EffectiveWeights {
  readonly tiles: readonly Tile[]
  /** Layout of the cells. */
  readonly plus: Float64Array
  /** Of the minus cells, or of the reference cells of the tile. */
  readonly minus: Float64Array
  /** How often the matrix was made. */
  made: number
  /** How often a column was checked, and the largest error found. */
  checks: number
  largestError: number
}

export interface CrossbarShape {
  readonly inputs: number
  readonly outputs: number
  readonly pair: boolean
  readonly wireOhms: number
  readonly tile: readonly [number, number]
}

/** How the cells of a layer hold its weights. */
export function cellMap(pair: boolean): CellMap {
  return pair ? 'pairs' : 'reference'
}

/** Before the first `remakeEffective` it passes everything on as it is. */
export function createEffective({ inputs, outputs, pair, tile }: CrossbarShape): EffectiveWeights {
  const ones = (): Float64Array => new Float64Array(inputs * outputs).fill(1)
  return {
    tiles: tilesOf(inputs, outputs, cellMap(pair), tile),
    plus: ones(),
    minus: ones(),
    made: 0,
    checks: 0,
    largestError: 0,
  }
}

/**
 * Makes the effective matrix of every crossbar and keeps it as a factor of each cell's conductance. Until it is made again
 * the factor is taken to stay while the cells move; `checkEffective` says how well that holds.
 */
export function remakeEffective(
  effective: EffectiveWeights,
  shape: CrossbarShape,
  plus: Float64Array,
  minus: Float64Array,
): void {
  const { outputs, pair, wireOhms } = shape
  for (const tile of effective.tiles) {
    const siemens = tileConductances(tile, pair, outputs, plus, minus)
    const problem = tileProblem(tile, siemens, wireOhms, new Float64Array(tile.rows))
    const matrix = effectiveMatrix(problem, { tolerance: TOLERANCE }).siemens
    for (let i = 0; i < tile.rows; i++) {
      for (let o = tile.outputs[0]; o < tile.outputs[1]; o++) {
        const k = (tile.inputs[0] + i) * outputs + o
        for (const side of [0, 1] as const) {
          const j = bitLine(tile, cellMap(pair), o, side)
          const own = siemens[i * tile.columns + j]
          const share = own === 0 ? 1 : matrix[j * tile.rows + i] / own
          if (side === 0) effective.plus[k] = share
          else effective.minus[k] = share
        }
      }
    }
  }
  effective.made++
}

/**
 * Solves one bit line afresh, another one each time, and compares.
 * @returns the root mean square error of the kept column over that of the fresh one
 */
export function checkEffective(
  effective: EffectiveWeights,
  shape: CrossbarShape,
  plus: Float64Array,
  minus: Float64Array,
): number {
  const { outputs, pair, wireOhms } = shape
  const tile = effective.tiles[effective.checks % effective.tiles.length]
  const turn = Math.floor(effective.checks / effective.tiles.length)
  // A step without a common factor with small widths visits all lines in a mixed order.
  const output = tile.outputs[0] + ((turn * 7) % (tile.outputs[1] - tile.outputs[0]))
  const side = (effective.checks % 2) as 0 | 1
  const siemens = tileConductances(tile, pair, outputs, plus, minus)
  const network = prepareNetwork(tileProblem(tile, siemens, wireOhms, new Float64Array(tile.rows)), {
    tolerance: TOLERANCE,
  })
  const j = bitLine(tile, cellMap(pair), output, side)
  const { leftCurrents } = solveUnit(network, 'bit', j)
  const factors = side === 0 ? effective.plus : effective.minus
  let miss = 0
  let whole = 0
  for (let i = 0; i < tile.rows; i++) {
    const fresh = 0 - leftCurrents[i]
    const kept = factors[(tile.inputs[0] + i) * outputs + output] * siemens[i * tile.columns + j]
    miss += (kept - fresh) ** 2
    whole += fresh ** 2
  }
  const error = Math.sqrt(miss / whole)
  effective.checks++
  effective.largestError = Math.max(effective.largestError, error)
  return error
}
