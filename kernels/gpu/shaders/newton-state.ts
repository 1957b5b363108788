/** State of Newton's method on a GPU, as one small buffer beside that of its linear solves (state.ts). */
export const NEWTON_NAMES = [
  /** 0 while the method goes on; see NEWTON_STATUS. */
  'status',
  'steps',
  /** Of conjugate gradients, all together. */
  'iterations',
  /** Largest move of a node in the last step taken. */
  'change',
  /** Largest voltage of a cell. */
  'volts',
  /** Steps one after the other that moved nodes no less than the one before. */
  'stalled',
  /** 1 until the first step is taken, where that begins with the laws as straight lines through their current at 0 V. */
  'at_rest',
  /** 1 while the laws are to be such lines. */
  'straight',
  /** 1 while a step is solved for. */
  'solving',
  /** 1 while a length is sought, 2 when the next one is taken whatever it gives. */
  'searching',
  /** 1 when it is found and the nodes are to move. */
  'found',
  /** Part of the step that is tried, and how many were. */
  'length',
  'trials',
  /** Slope of the co-content at length 0, without its sign. */
  'first',
  /** Ends of the bracket around the length, and the slopes there. */
  'low',
  'low_slope',
  'high',
  'high_slope',
] as const

export type NewtonName = (typeof NEWTON_NAMES)[number]

/** Values of `status`. */
export const NEWTON_STATUS = {
  /** The last step was so small that what the next one would move is rounding of the laws in float32. */
  near: 1,
  /** The steps no longer become smaller. */
  exhausted: 2,
  outOfSteps: 3,
  /** A law has no finite value at the nodes, or no part of a step leads downhill. */
  lost: 4,
} as const

export const NEWTON_TEXT: string = `struct Newton {\n${NEWTON_NAMES.map(name => `  ${name}: f32,`).join('\n')}\n}\n`
export const NEWTON_BINDING = { name: 'newton', type: 'Newton', access: 'uniform' } as const

export function newtonAt(name: NewtonName): number {
  return NEWTON_NAMES.indexOf(name)
}
