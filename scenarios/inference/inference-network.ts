import type { Plane } from '../../arrays/plane.ts'
import type { MatrixArrayOptions } from '../matrix/matrix-settings.ts'

/** A layer whose weights are on arrays. */
export interface MatrixLayer {
  readonly kind: 'dense' | 'conv2d'
  /** For people: "1 conv2d c1.weight". */
  readonly name: string
  /** [inputs, outputs]; of a convolution word lines run over channel, row, column of the kernel. */
  readonly weights: Plane
  /** One for each output, added digitally. */
  readonly bias?: Float64Array
  /** Of a convolution: rows and columns of the kernel, stride and padding. */
  readonly kernel?: readonly [number, number]
  readonly stride?: number
  readonly padding?: number
  /** Options of this layer that differ from those of all. */
  readonly options: MatrixArrayOptions
}

export type NetworkLayer =
  | MatrixLayer
  | { readonly kind: 'relu' | 'flatten' }
  | { readonly kind: 'maxpool'; readonly size: number }
  | { readonly kind: 'bias'; readonly values: Float64Array }

/** A network whose weights are given. */
export interface InferenceNetwork {
  /** Of one item: [channels, rows, columns], or [features]. */
  readonly input: readonly number[]
  readonly layers: readonly NetworkLayer[]
}

/** Items [items, ...], row-major. */
export interface Items {
  readonly count: number
  /** Of one item. */
  readonly shape: readonly number[]
  readonly data: Float64Array
}

export function isMatrixLayer(layer: NetworkLayer): layer is MatrixLayer {
  return layer.kind === 'dense' || layer.kind === 'conv2d'
}
