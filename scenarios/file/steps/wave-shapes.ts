/** A wave that repeats: straight pieces between corners, in shares of its period from 0 to 1. */
export interface WaveShape {
  /** Where pieces begin, rising, the first at 0. */
  readonly corners: readonly number[]
  /** The wave from -1 to 1 (or 0 to 1) at a place of the piece that begins at a corner; places beyond the piece go on straight on. */
  value(corner: number, place: number): number
}

export const WAVE_NAMES = ['sine', 'triangle', 'sawtooth', 'pulse'] as const
export type WaveName = (typeof WAVE_NAMES)[number]

/** Straight pieces of a period of a sine. */
const SINE_PIECES = 400
/** They are this much higher than the sine (2e-5), so that the integral over each is that of the sine. */
const SINE_HEIGHT = Math.tan(Math.PI / SINE_PIECES) / (Math.PI / SINE_PIECES)

/** Times of a pulse train over the period. */
export interface PulseTimes {
  readonly rise: number
  /** At the top. */
  readonly width: number
  readonly fall: number
}

/** @param pulse of a pulse train, all in shares of the period, together at most 1 */
export function waveShape(name: WaveName, { rise, width, fall }: PulseTimes): WaveShape {
  switch (name) {
    case 'sine':
      return joined(
        Array.from({ length: SINE_PIECES + 1 }, (_, k) => [
          k / SINE_PIECES,
          // Exactly 0 where it crosses 0.
          k % (SINE_PIECES / 2) === 0 ? 0 : SINE_HEIGHT * Math.sin((2 * Math.PI * k) / SINE_PIECES),
        ]),
      )
    case 'triangle':
      return joined([
        [0, 0],
        [0.25, 1],
        [0.75, -1],
        [1, 0],
      ])
    case 'sawtooth':
      return joined([
        [0, -1],
        [1, 1],
      ])
    case 'pulse':
      return joined([
        [0, rise === 0 ? 1 : 0],
        [rise, 1],
        [rise + width, 1],
        [rise + width, fall === 0 ? 0 : 1],
        [rise + width + fall, 0],
        [1, 0],
      ])
    default:
      return name satisfies never
  }
}

/** Straight lines from point to point; two points at one place are a jump. */
function joined(points: readonly (readonly [place: number, value: number])[]): WaveShape {
  const pieces = points
    .slice(0, -1)
    .map((from, k) => ({ from, to: points[k + 1] }))
    .filter(({ from, to }) => to[0] > from[0])
  return {
    corners: pieces.map(({ from }) => from[0]),
    value(corner, place) {
      const { from, to } = pieces[corner]
      return from[1] + ((to[1] - from[1]) * (place - from[0])) / (to[0] - from[0])
    },
  }
}
