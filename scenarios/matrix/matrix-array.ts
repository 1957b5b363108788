import type { MatrixLike } from '../../arrays/plane.ts'
import { cellLevels } from './device-levels.ts'
import type { MatrixArrayOptions } from './matrix-settings.ts'
import { type MatrixArray, writeMatrix } from './write-matrix.ts'

/**
 * Writes weights into crossbars: a row is a word line (input), a column an output, and y = x W.
 * @throws RangeError for options or weights that cannot be
 */
export function createMatrixArray(weights: MatrixLike, options: MatrixArrayOptions = {}): MatrixArray {
  return writeMatrix(weights, options, () => cellLevels('createMatrixArray', options))
}
