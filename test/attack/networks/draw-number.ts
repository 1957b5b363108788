/** Uniform in [0, 1). */
export type Random = () => number

/** A whole number from 0. */
export function whole(below: number, random: Random): number {
  return Math.floor(below * random())
}

/** A number whose logarithm is spread evenly, half of the time of two digits. */
export function spread(low: number, high: number, random: Random): number {
  return Number((low * (high / low) ** random()).toPrecision(random() < 0.5 ? 2 : 17))
}

export function pick<T>(of: readonly T[], random: Random): T {
  return of[whole(of.length, random)]
}

export function matrix<T>([rows, columns]: readonly [number, number], draw: () => T): T[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, draw))
}
