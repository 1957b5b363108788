import { OptionError } from '../../arrays/errors.ts'
import { firstUnbounded } from '../../arrays/first-unbounded.ts'
import { asMatrix, type MatrixLike, type Plane } from '../../arrays/plane.ts'

/**
 * A matrix of finite numbers, copied.
 * @param name what it holds, for the error
 * @throws RangeError naming the first number that is none
 */
export function finiteMatrix(value: MatrixLike, name: string): Plane {
  const plane = asMatrix(value, name)
  const bad = firstUnbounded(plane.data)
  if (bad === -1) return plane
  const columns = plane.shape[1]
  throw new OptionError(
    name,
    `${plane.data[bad]} in row ${Math.floor(bad / columns)}, column ${bad % columns}`,
    'finite numbers',
  )
}
