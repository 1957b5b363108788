import { DIGIT_SIDE, drawDigit } from './digits/draw-digit.ts'

/** Labelled pictures. */
export interface Dataset {
  /** Name of the data, for reports: "generated digits, seed 1" or the file names. */
  readonly source: string
  readonly count: number
  /** Pixels of a picture, rows x columns. */
  readonly inputs: number
  readonly size: readonly [number, number]
  /** Levels 0 to 1, picture after picture. */
  readonly images: Float32Array
  /** Class of each picture. */
  readonly labels: Uint8Array
}

/**
 * Digits drawn by this project, as many of each class, in an order that mixes them. Training and test digits come from different
 * streams of the same seed.
 * @param part training digits start at key 0, test digits at 2^24
 */
export function generatedDigits(count: number, seed: number, part: 'train' | 'test'): Dataset {
  const inputs = DIGIT_SIDE * DIGIT_SIDE
  const images = new Float32Array(count * inputs)
  const labels = new Uint8Array(count)
  const first = part === 'train' ? 0 : 2 ** 24
  for (let n = 0; n < count; n++) {
    // Classes in a fixed mixed order: 7 has no common factor with 10.
    labels[n] = (n * 7 + Math.floor(n / 10)) % 10
    drawDigit(labels[n], seed, first + n).forEach((grey, k) => {
      images[n * inputs + k] = grey / 255
    })
  }
  return {
    source: `${count} generated digits (${part}), seed ${seed}`,
    count,
    inputs,
    size: [DIGIT_SIDE, DIGIT_SIDE],
    images,
    labels,
  }
}
