import { type BiasScheme, biasRule } from './index.ts'

/** Volts of every line; NaN leaves a line floating. */
export interface LineVolts {
  readonly word: Float64Array
  readonly bit: Float64Array
}

/**
 * Line volts that address cells of one word line: it is at `volts`, the selected bit lines are at 0 V and the others as
 * the scheme says.
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
  const rest = biasRule(bias).unselected(volts)
  const word = new Float64Array(size[0]).fill(rest.word)
  const bit = new Float64Array(size[1]).fill(rest.bit)
  word[wordLine] = volts
  for (let j = 0; j < size[1]; j++) if (bitLines[j] !== 0) bit[j] = 0
  return { word, bit }
}
