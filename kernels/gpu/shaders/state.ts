/**
 * State of conjugate gradients on a GPU, as one small buffer: the loop is told by `status` when to stop, and
 * the host reads this and nothing else in between.
 */
export const STATE_NAMES = [
  /** 0 while the loop goes on; see STATUS. */
  'status',
  'iterations',
  /** Largest current that is missing at a bit node, and 1 over it: what cycles compute with is scaled to order one. */
  'scale',
  'inverse_scale',
  'beta',
  'alpha',
  /** Of the direction before: 0 where there is none. */
  'curvature',
  /** Largest imbalance of a bit node now, before the last step, and at the start. */
  'worst',
  'before',
  'first',
  /** Largest move of a bit node in the last step and in the one before. */
  'change',
  'moved',
  /** Steps one after the other that did not halve the imbalance. */
  'stalled',
  /** The rule: largest current, or share of the first one; largest missing voltage, most steps. */
  'rule_current',
  'rule_share',
  'rule_volts',
  'rule_steps',
] as const

export type StateName = (typeof STATE_NAMES)[number]

/** Values of `status`. */
export const STATUS = {
  met: 1,
  /** The imbalance no longer falls, far below where it began: two float32 hold no more. */
  exhausted: 2,
  /** As many steps as the rule allows. */
  outOfSteps: 3,
  notANumber: 4,
  /** The direction has no positive curvature: float32 lost the matrix. */
  lost: 5,
} as const

export const STATE_TEXT: string = `struct State {\n${STATE_NAMES.map(name => `  ${name}: f32,`).join('\n')}\n}`

export const STATE_BINDING = { name: 'state', type: 'State', access: 'uniform' } as const
/** The end of shaders that have nothing to do any more. */
export const STOPPED = 'if (state.status != 0.0) { return; }'

export function stateAt(name: StateName): number {
  return STATE_NAMES.indexOf(name)
}
