/** Longer steps, over the one before, are not aimed at in a parabola. */
const LONGEST = 2

/**
 * Weights of what was found at the start of a step and at middle and start of the step before, that lead to the middle of the step: in a
 * parabola, or in a straight line through the first two.
 * @param ratio of the step to the one before
 * @param parabola whether the start of the step before is known
 */
export function weightsAtMiddle(ratio: number, parabola: boolean): readonly number[] {
  if (!parabola || ratio > LONGEST) return [1 + ratio, -ratio, 0]
  return [((1 + ratio) * (2 + ratio)) / 2, -ratio * (2 + ratio), (ratio * (1 + ratio)) / 2]
}

/**
 * Weights of what was found in the middle and at the start of a step and in the middle of the step before, that lead to its end in a parabola.
 * @param back the step before over this one
 */
export function weightsAtEnd(back: number): readonly number[] {
  return [(2 * (2 + back)) / (1 + back), -(2 + back) / back, 2 / (back * (1 + back))]
}
