import { NOT_FINITE } from './newton-shaders.ts'
import { NEWTON_STATUS, NEWTON_TEXT } from './newton-state.ts'
import { sumText } from './scalar-shaders.ts'
import { STATE_TEXT, STATUS } from './state.ts'
import type { ShaderText } from './write-shader.ts'

/* The numbers of Newton's method: how far to go along a step, and whether it is enough. */

/** What is handed over at once for a step of Newton's, which goes on with as much in the next turn where that is not enough. */
export interface NewtonTurn {
  /** Steps of conjugate gradients, 1 or 2. */
  readonly linear: 1 | 2
  /** Lengths that are tried of the step. */
  readonly lengths: number
}
/** From nodes anywhere. */
export const WIDE_TURN: NewtonTurn = { linear: 2, lengths: 3 }
/** From nodes that are near: most steps need no more. */
export const NEAR_TURN: NewtonTurn = { linear: 1, lengths: 1 }
const MOST_LINEAR = 12
/** How far they lower the imbalance, and share of the step before that may be missing of a step. */
const FORCING = '1e-3'
const FINE_SHARE = '1e-2'
/** Lengths that are tried of a step in all. */
const MOST_LENGTHS = 60
/** Steps made at most. */
const MOST_STEPS = 24
/** A step below this share of the largest voltage of a cell is taken as it is, and is the last one: what it leaves is rounding. */
const LAST_STEP = '1e-4'
/** The same where steps no longer become smaller, and how many such steps show it. */
const ROUGH_STEP = '1e-2'
const STALLED = '3.0'

const one = (name: string, statements: string, variant = ''): ShaderText => ({
  name,
  variant,
  parameters: [],
  bindings: [
    { name: 'newton', type: 'Newton', access: 'both' },
    { name: 'state', type: 'State', access: 'both' },
  ],
  body: `${NEWTON_TEXT}${STATE_TEXT}
@compute @workgroup_size(1)
fn main() {
  ${statements}
}`,
})

/** Begins the linear solve of a step, or goes on with it; where a step is searched along or the method at its end, that has nothing to do. */
export const beginSolve = ({ linear }: NewtonTurn): ShaderText =>
  one(
    'begin the solve of a step',
    `newton.found = 0.0;
  if (newton.searching != 0.0) { state.status = ${STATUS.met}.0; return; }
  if (newton.solving == 0.0) {
    state.iterations = 0.0;
    state.curvature = 0.0;
    state.stalled = 0.0;
    state.change = 0.0;
    state.rule_current = 0.0;
    state.rule_share = ${FORCING};
    state.rule_volts = max(${FINE_SHARE} * newton.change, ${FINE_SHARE} * ${LAST_STEP} * newton.volts);
    state.rule_steps = 0.0;
  }
  newton.solving = 1.0;
  state.rule_steps += ${linear}.0;
  state.status = select(${STATUS.met}.0, 0.0, newton.status == 0.0);`,
    String(linear),
  )

/** Begins the search along a step, once its solve is good enough. */
export const BEGIN_SEARCH: ShaderText = one(
  'begin the search along a step',
  `if (newton.status != 0.0 || newton.searching != 0.0) { return; }
  if (state.status == ${STATUS.notANumber}.0) { newton.status = ${NEWTON_STATUS.lost}.0; return; }
  if (state.status == ${STATUS.outOfSteps}.0 && state.iterations < ${MOST_LINEAR}.0) { return; }
  newton.iterations += state.iterations;
  newton.solving = 0.0;
  newton.searching = 1.0;
  newton.straight = 0.0;
  newton.length = 1.0;
  newton.trials = 0.0;
  newton.low = 0.0;
  newton.high = ${NOT_FINITE};
  newton.high_slope = ${NOT_FINITE};`,
)

/** Where the slope of the co-content has come near zero along a step; the same search as in search-length.ts. */
const JUDGE_LENGTH = `let finite = largest_word < ${NOT_FINITE} && abs(a) < ${NOT_FINITE};
    let slope = -a;
    if (newton.trials == 0.0) { newton.first = abs(b); newton.low_slope = -abs(b); }
    newton.trials += 1.0;
    if (finite) { newton.volts = largest_word; }
    let whole = newton.length == 1.0;
    let small = whole && largest <= ${LAST_STEP} * newton.volts;
    let near_zero = slope >= -0.3 * newton.first && slope <= select(0.5, 0.9, whole) * newton.first;
    if (finite && (newton.at_rest != 0.0 || small || near_zero || newton.searching == 2.0)) {
      newton.found = 1.0;
    } else if (newton.searching == 2.0) {
      newton.status = ${NEWTON_STATUS.lost}.0;
    } else if (newton.at_rest != 0.0) {
      newton.length *= 0.125;
    } else {
      if (finite && slope < 0.0) { newton.low = newton.length; newton.low_slope = slope; }
      else { newton.high = newton.length; newton.high_slope = select(${NOT_FINITE}, slope, finite); }
      let span = newton.high - newton.low;
      if (newton.high >= ${NOT_FINITE}) { newton.length *= 4.0; }
      else if (newton.high_slope >= ${NOT_FINITE}) { newton.length = newton.low + span / 8.0; }
      else {
        let secant = newton.low - span * newton.low_slope / (newton.high_slope - newton.low_slope);
        newton.length = clamp(secant, newton.low + 0.1 * span, newton.high - 0.1 * span);
      }
      if (newton.trials >= ${MOST_LENGTHS}.0) {
        newton.searching = 2.0;
        newton.length = newton.low;
        if (newton.low == 0.0) { newton.status = ${NEWTON_STATUS.lost}.0; }
      }
    }`

/** What the step that was found means for the method. */
const JUDGE_STEP = `if (newton.found != 0.0) {
      newton.searching = 0.0;
      // A step from straight lines tells nothing of how near the laws are.
      let straight = newton.at_rest != 0.0;
      newton.at_rest = 0.0;
      newton.steps += 1.0;
      let change = newton.length * largest;
      newton.stalled = select(0.0, newton.stalled + 1.0, newton.steps > 1.0 && change >= 0.5 * newton.change);
      newton.change = change;
      if (largest == 0.0) { newton.status = ${NEWTON_STATUS.exhausted}.0; }
      else if (small && !straight) { newton.status = ${NEWTON_STATUS.near}.0; }
      else if (newton.stalled >= ${STALLED} && change <= ${ROUGH_STEP} * newton.volts) { newton.status = ${NEWTON_STATUS.exhausted}.0; }
      else if (newton.steps >= ${MOST_STEPS}.0) { newton.status = ${NEWTON_STATUS.outOfSteps}.0; }
    }
    if (newton.status != 0.0) { newton.searching = 0.0; }`

const NEWTON_STATE = { name: 'newton', type: 'Newton', declared: NEWTON_TEXT } as const

/** Whether the length that was tried is taken, or which one is tried next; and whether the step was the last one. */
export const JUDGE_TRIAL: ShaderText = sumText(
  'judge a length',
  NEWTON_STATE,
  `if (newton.searching != 0.0) {
    ${JUDGE_LENGTH}
    ${JUDGE_STEP}
  }`,
)

/** Looks at the nodes that the method begins with. */
export const JUDGE_START: ShaderText = sumText(
  'judge the start',
  NEWTON_STATE,
  `newton.searching = 0.0;
    newton.volts = largest_word;
    newton.change = largest_word;
    if (!(largest_word < ${NOT_FINITE})) { newton.status = ${NEWTON_STATUS.lost}.0; }`,
)
