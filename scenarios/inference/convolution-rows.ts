import { OptionError } from '../../arrays/errors.ts'
import { type Plane, planeOf } from '../../arrays/plane.ts'
import type { Items, MatrixLayer } from './inference-network.ts'

/**
 * The patches that a convolution multiplies, one row each: over channel, row and column of the kernel, positions of an item one
 * after the other, zeros beyond the edges.
 * @returns [items * positions, channels * kernel] and the size of the result, [rows, columns]
 * @throws RangeError where the kernel does not fit the items
 */
export function convolutionRows(
  { name, weights, kernel = [1, 1], stride = 1, padding = 0 }: MatrixLayer,
  { count, shape, data }: Items,
): { readonly rows: Plane; readonly size: readonly [number, number] } {
  const [channels, rows, columns] = shape as readonly [number, number, number]
  const [high, wide] = kernel
  const size = [
    Math.floor((rows + 2 * padding - high) / stride) + 1,
    Math.floor((columns + 2 * padding - wide) / stride) + 1,
  ] as const
  if (shape.length !== 3 || channels * high * wide !== weights.shape[0] || !(size[0] >= 1 && size[1] >= 1))
    throw new OptionError(
      name,
      `items of [${shape.join(', ')}]`,
      `[${weights.shape[0] / (high * wide)}, rows, columns] that hold ${high} x ${wide}`,
    )
  const width = weights.shape[0]
  const out = new Float64Array(count * size[0] * size[1] * width)
  let at = 0
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < size[0]; i++) {
      for (let j = 0; j < size[1]; j++) {
        for (let c = 0; c < channels; c++) {
          for (let a = 0; a < high; a++) {
            const row = i * stride + a - padding
            for (let b = 0; b < wide; b++, at++) {
              const column = j * stride + b - padding
              if (row < 0 || row >= rows || column < 0 || column >= columns) continue
              out[at] = data[((n * channels + c) * rows + row) * columns + column]
            }
          }
        }
      }
    }
  }
  return { rows: planeOf(out, [count * size[0] * size[1], width]), size }
}
