import { uniform } from '../../../arrays/random/keyed-random.ts'
import type { Sample } from '../file/study-file.ts'
import type { Axis, AxisValue } from './axis.ts'
import { latinPermutation } from './latin-permutation.ts'

/** The points of a study, each made from its number alone, so that a million of them need no memory. */
export interface StudyPoints {
  readonly count: number
  /** One value for each axis. */
  at(point: number): AxisValue[]
}

/** Streams of the keyed random numbers: places in a sample, permutations of a Latin hypercube, the two halves of row seeds. */
const STREAM = { place: 0x70_0000, order: 0x6f_0000, high: 0x736801, low: 0x736802 } as const

/**
 * Points of a study: every combination of a grid, the last setting changing fastest; or `count` points, drawn one by one or one in
 * each of `count` equal parts of every setting.
 */
export function studyPoints(
  axes: readonly Axis[],
  {
    sample,
    count = 1,
    seed,
  }: { readonly sample: Sample; readonly count?: number | undefined; readonly seed: number },
): StudyPoints {
  const atPlaces = (place: (axis: number) => number): AxisValue[] => axes.map((axis, d) => axis.at(place(d)))
  switch (sample) {
    case 'grid': {
      const counts = axes.map(axis => axis.count ?? 1)
      const strides = counts.map((_, d) => counts.slice(d + 1).reduce((product, n) => product * n, 1))
      return {
        count: counts.reduce((product, n) => product * n, 1),
        at: point => atPlaces(d => ((Math.floor(point / strides[d]) % counts[d]) + 0.5) / counts[d]),
      }
    }
    case 'latin-hypercube':
      return {
        count,
        at: point =>
          atPlaces(d => {
            const cell = latinPermutation(point, count, seed, STREAM.order + d)
            return (cell + uniform(seed, STREAM.place + d, point)) / count
          }),
      }
    case 'random':
      return { count, at: point => atPlaces(d => uniform(seed, STREAM.place + d, point)) }
    default:
      return sample satisfies never
  }
}

/** The scenario's seed in a row, from 0 to 2^52: keyed by the study's seed and the row. */
export function rowSeed(seed: number, row: number): number {
  const half = (stream: number): number => Math.floor(uniform(seed, stream, row) * 2 ** 26)
  return half(STREAM.high) * 2 ** 26 + half(STREAM.low)
}
