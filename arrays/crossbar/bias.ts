/** What the unselected lines do while some cells are addressed. */
export type BiasScheme = 'half' | 'third' | 'ground' | 'float'

export const BIAS_SCHEMES: readonly BiasScheme[] = ['half', 'third', 'ground', 'float']

/** Volts of every line; NaN leaves a line floating. */
export interface LineVolts {
  readonly word: Float64Array
  readonly bit: Float64Array
}

/**
 * Line volts that address cells of one word line: it is at `volts`, the selected bit lines are at 0 V and the others as
 * the scheme says (half: all at V/2; third: word lines V/3, bit lines 2V/3; ground: 0 V; float: open).
 * @param size [word lines, bit lines]
 * @param wordLine the selected word line
 * @param bitLines one entry a bit line, not 0 where selected
 */
export function addressCells(
  size: readonly [number, number],
  wordLine: number,
  bitLines: ArrayLike<number>,
  volts: number,
  bias: BiasScheme,
): LineVolts {
  const rest = restVolts(bias, volts)
  const word = new Float64Array(size[0]).fill(rest.word)
  const bit = new Float64Array(size[1]).fill(rest.bit)
  word[wordLine] = volts
  for (let j = 0; j < size[1]; j++) if (bitLines[j] !== 0) bit[j] = 0
  return { word, bit }
}

function restVolts(bias: BiasScheme, volts: number): { word: number; bit: number } {
  switch (bias) {
    case 'half':
      return { word: volts / 2, bit: volts / 2 }
    case 'third':
      return { word: volts / 3, bit: (2 * volts) / 3 }
    case 'ground':
      return { word: 0, bit: 0 }
    case 'float':
      return { word: Number.NaN, bit: Number.NaN }
    default:
      return bias satisfies never
  }
}
