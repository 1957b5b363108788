/** Straight pieces of a waveform. */
export const PIECES = 200
/** Pieces after which states and currents are compared. */
export const SAMPLED: readonly number[] = Array.from({ length: 10 }, (_, k) => ((k + 1) * PIECES) / 10)

const SHAPES = {
  sine: (place: number): number => Math.sin(2 * Math.PI * place),
  triangle: (place: number): number => 1 - 4 * Math.abs(((place + 0.25) % 1) - 0.5),
  pulses: (place: number): number => pulse(2 * place) - pulse(2 * place - 1),
}

export type Waveform = keyof typeof SHAPES
export const WAVEFORMS = Object.keys(SHAPES) as readonly Waveform[]

/** Volts at the ends of the pieces; the two halves have heights of their own. */
export function waveform(shape: Waveform, [up, down]: readonly [number, number]): number[] {
  return Array.from({ length: PIECES + 1 }, (_, k) => {
    const value = SHAPES[shape](k / PIECES)
    return value > 0 ? up * value : -down * value
  })
}

/** A pulse with edges of a tenth, between 0 and 1. */
function pulse(place: number): number {
  return Math.max(0, Math.min(1, 10 * (place - 0.15), 10 * (0.75 - place)))
}
