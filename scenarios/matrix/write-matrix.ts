import type { MatrixLike, Plane } from '../../arrays/plane.ts'
import { type CellLevels, shownSiemens } from './cell-levels.ts'
import { finiteMatrix } from './finite-matrix.ts'
import { linearTile } from './linear-tile.ts'
import type { MatrixProduct, MatrixSurvey } from './matrix-product.ts'
import { type MatrixArrayOptions, type MatrixSettings, resolveMatrixOptions } from './matrix-settings.ts'
import type { MatrixTile } from './matrix-tile.ts'
import { measuresOf } from './measures.ts'
import { nonlinearTile } from './nonlinear-tile.ts'
import { once } from './once.ts'
import { type MatrixPlan, planProduct } from './plan-product.ts'
import { createSolverTally } from './solver-tally.ts'
import { stackTiles } from './stack-tiles.ts'
import { tilesOf } from './tiles.ts'
import { sliceWeights } from './weight-slices.ts'
import { writeCells } from './write-cells.ts'

/** A matrix written into crossbars. */
export interface MatrixArray {
  /** [inputs, outputs] */
  readonly size: readonly [number, number]
  readonly tiles: readonly MatrixTile[]
  readonly cells: number
  readonly settings: MatrixSettings
  readonly levels: CellLevels
  /**
   * Multiplies vectors.
   * @param inputs one row a vector
   * @throws RangeError where their number of columns is not that of the word lines; SolverError where a network has no answer
   */
  multiply(inputs: MatrixLike): MatrixProduct
  /** The same vectors cell by cell. */
  survey(inputs: MatrixLike): MatrixSurvey
  /** The work of both in parts, which may be done anywhere by an array of the same weights and options. */
  plan(inputs: MatrixLike): MatrixPlan
  /** Of each slice [word lines, bit lines of all crossbars beside each other]: current over voltage at the read voltage, S. */
  conductances(): Plane[]
}

/**
 * Writes weights into crossbars of cells that are known.
 * @param levelsOf what the cells can hold
 * @throws RangeError for options or weights that cannot be
 */
export function writeMatrix(
  weights: MatrixLike,
  options: MatrixArrayOptions,
  levelsOf: () => CellLevels,
): MatrixArray {
  const settings = resolveMatrixOptions(options)
  const matrix = finiteMatrix(weights, 'weights')
  const [inputs, outputs] = matrix.shape as [number, number]
  const levels = levelsOf()
  const { weightRange: range, weightBits: bits, slices, map } = settings
  const sliced = sliceWeights(matrix.data, { range, bits, slices })
  const tally = createSolverTally()
  const tiles = sliced.units.flatMap((units, slice) =>
    tilesOf(inputs, outputs, map, settings.tile).map((tile): MatrixTile => {
      const cells = once(() => writeCells({ tile, slice, units, outputs, levels }, settings))
      const own = { tile, slice, cells, measures: measuresOf(tile, map, settings.adcPer), tally }
      const { wire, access } = settings
      return levels.linear && access.kind === 'none'
        ? linearTile({ ...own, wire })
        : nonlinearTile({ ...own, lawsOf: levels.lawsOf, wire, access })
    }),
  )
  const written = { matrix, settings, levels, sliced, tiles, tally }
  return {
    size: [inputs, outputs],
    tiles,
    cells: tiles.reduce((sum, { tile }) => sum + tile.rows * tile.columns, 0),
    settings,
    levels,
    multiply(given) {
      const plan = planProduct(written, given)
      return plan.product(plan.senseJobs.map(plan.sense))
    },
    survey(given) {
      const plan = planProduct(written, given)
      return plan.surveyOf(plan.surveyJobs.map(plan.survey))
    },
    plan: given => planProduct(written, given),
    conductances: () =>
      stackTiles(
        tiles,
        tiles.map(({ cells }) => shownSiemens(cells())),
      ),
  }
}
