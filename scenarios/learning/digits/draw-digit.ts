import { normal, uniform } from '../../../arrays/random/keyed-random.ts'
import { DIGIT_STROKES, type Point, type Stroke } from './digit-strokes.ts'

/** Pixels of a side. */
export const DIGIT_SIDE = 28

/** Streams of the keyed random numbers: the hand that writes one digit. */
const STREAM = { form: 11, affine: 12, elastic: 13, pen: 14 } as const

/**
 * Draws a handwritten-like digit: the strokes of one way to write it under a random affine map (slant, turn, size, place) and a
 * smooth elastic distortion, with a pen of random width. Keyed by (seed, index).
 * @param digit 0 to 9
 * @returns 28 x 28 grey levels 0 to 255, row-major, white ink on black as in MNIST
 */
export function drawDigit(digit: number, seed: number, index: number): Uint8Array {
  const forms = DIGIT_STROKES[digit]
  const form = forms[Math.floor(uniform(seed, STREAM.form, index) * forms.length)]
  const bend = distortion(seed, index)
  const strokes = form.map(stroke => stroke.map(bend))
  const radius = 0.9 + 0.55 * uniform(seed, STREAM.pen, index)
  const image = new Uint8Array(DIGIT_SIDE * DIGIT_SIDE)
  for (let row = 0; row < DIGIT_SIDE; row++) {
    for (let column = 0; column < DIGIT_SIDE; column++) {
      const away = distanceToInk([column + 0.5, row + 0.5], strokes)
      image[row * DIGIT_SIDE + column] = Math.round(255 * Math.min(1, Math.max(0, radius + 0.5 - away)))
    }
  }
  return image
}

/** Maps the unit square of a digit to pixels: the middle 20 of 28, as MNIST has them. */
function distortion(seed: number, index: number): (point: Point) => Point {
  const draw = (k: number): number => normal(seed, STREAM.affine, index * 8 + k)
  const turn = 0.12 * draw(0)
  const slant = 0.18 * draw(1)
  const [width, height] = [17 * (1 + 0.1 * draw(2)), 20 * (1 + 0.06 * draw(3))]
  const [right, down] = [14 + 0.7 * draw(4), 14 + 0.7 * draw(5)]
  const waves = Array.from({ length: 6 }, (_, k) => elasticWave(seed, index * 6 + k))
  return ([x, y]) => {
    const [u, v] = waves.reduce<Point>((p, wave) => wave(x, y, p), [x - 0.5, y - 0.5])
    const [a, b] = [(u - slant * v) * width, v * height]
    return [right + a * Math.cos(turn) - b * Math.sin(turn), down + a * Math.sin(turn) + b * Math.cos(turn)]
  }
}

/** One long wave of displacement across the digit, about a twentieth of its size. */
function elasticWave(seed: number, key: number): (x: number, y: number, p: Point) => Point {
  const draw = (k: number): number => uniform(seed, STREAM.elastic, key * 4 + k)
  const direction = 2 * Math.PI * draw(0)
  const phase = 2 * Math.PI * draw(1)
  const push = 2 * Math.PI * draw(2)
  const size = 0.022 * (0.5 + draw(3))
  return (x, y, [u, v]) => {
    const wave =
      size * Math.sin(2 * Math.PI * 0.8 * (x * Math.cos(direction) + y * Math.sin(direction)) + phase)
    return [u + wave * Math.cos(push), v + wave * Math.sin(push)]
  }
}

function distanceToInk([x, y]: Point, strokes: readonly Stroke[]): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const stroke of strokes) {
    for (let k = 1; k < stroke.length; k++) {
      const squared = squaredDistance(x, y, stroke[k - 1], stroke[k])
      if (squared < nearest) nearest = squared
    }
  }
  return Math.sqrt(nearest)
}

function squaredDistance(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const dx = bx - ax
  const dy = by - ay
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
  return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2
}
