/**
 * Volts or amperes of a source in a program, and seconds of a step. More is a slip of the unit: beyond, sums of times and products of
 * powers overflow, and so do device laws.
 */
export const MOST_LEVEL = 1e6
export const MOST_SECONDS = 1e15
