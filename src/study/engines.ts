/** What can compute the points of a study. Rows of another engine are other rows, so that it is part of a study's hash. */
export const ENGINES = ['float64'] as const
export type Engine = (typeof ENGINES)[number]
