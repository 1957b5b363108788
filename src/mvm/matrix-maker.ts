import type { MatrixLike } from '../../arrays/plane.ts'
import { plainLevels } from '../../scenarios/matrix/cell-levels.ts'
import type { MatrixArrayOptions } from '../../scenarios/matrix/matrix-settings.ts'
import { type MatrixArray, writeMatrix } from '../../scenarios/matrix/write-matrix.ts'

export type MakeMatrix = (weights: MatrixLike, options: MatrixArrayOptions) => MatrixArray

/** createMatrixArray; devices are loaded only where one is named, which takes longer than many a product of ohmic cells. */
export async function matrixMaker({ device }: Pick<MatrixArrayOptions, 'device'>): Promise<MakeMatrix> {
  if (device !== undefined) return (await import('../host/arrays.ts')).createMatrixArray
  return (weights, options) => writeMatrix(weights, options, () => plainLevels('createMatrixArray', options))
}
