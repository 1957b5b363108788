import { NO_SUMS, partsText, sumParts } from './line-shader.ts'
import { STATE_TEXT, STATUS } from './state.ts'
import type { ShaderText } from './write-shader.ts'

/* The numbers of the conjugate gradients of gradient-shaders.ts: how far to go, and whether it is enough. */

/** Sums the partial sums and sets numbers of the state. */
function scalarText(name: string, statements: string): ShaderText {
  return sumText(
    name,
    { name: 'state', type: 'State', declared: STATE_TEXT },
    `if (state.status == 0.0) {
    ${statements}
    }`,
  )
}

/**
 * Sums the partial sums: a and b are sums, `largest` and `largest_word` largest values, for statements that set a state.
 * @param given what else they read
 * @param allLargest a and b are largest values too
 */
export function sumText(
  name: string,
  { declared, ...binding }: { readonly name: string; readonly type: string; readonly declared: string },
  statements: string,
  given: ShaderText['bindings'] = [],
  allLargest = false,
): ShaderText {
  const combine = (sum: string, value: string) =>
    allLargest ? `${sum} = max(${sum}, ${value});` : `${sum} += ${value};`
  return {
    name,
    ...(allLargest ? { variant: 'largest' } : {}),
    parameters: ['records'],
    bindings: [
      { name: 'partials', type: 'array<vec4<f32>>', access: 'read' },
      ...given,
      { ...binding, access: 'both' },
    ],
    body: `${declared}
${partsText(256)}
@compute @workgroup_size(256)
fn main(@builtin(local_invocation_id) id: vec3<u32>) {
  ${NO_SUMS}
  for (var k = id.x; k < params.records; k += 256u) {
    ${combine('sum_a', 'partials[k].x')}
    ${combine('sum_b', 'partials[k].y')}
    most = max(most, partials[k].z);
    most_word = max(most_word, partials[k].w);
  }
  ${sumParts(256, 'id.x', allLargest)}
  if (id.x == 0u) {
    let a = part_a[0];
    let b = part_b[0];
    let largest = part_d[0];
    let largest_word = part_e[0];
    ${statements}
  }
}`,
  }
}

/** How much of the direction before goes into the next one. */
export const SET_BETA: ShaderText = scalarText(
  'beta',
  'state.beta = select(0.0, -a / state.curvature, state.curvature > 0.0);',
)

/** How far to go. */
export const SET_ALPHA: ShaderText = scalarText(
  'alpha',
  `state.curvature = a;
    state.alpha = select(0.0, b / a * state.scale, a > 0.0);
    if (!(a > 0.0 && b > 0.0) && state.scale > 0.0) { state.status = ${STATUS.lost}.0; }`,
)

/** How far the nodes went. */
export const SET_CHANGE: ShaderText = scalarText(
  'change',
  `state.moved = state.change;
    state.change = largest;
    state.before = state.worst;
    state.iterations += 1.0;`,
)

/** Share of the first imbalance below which two float32 may have no more to give, and steps without progress that show it. */
const EXHAUSTED = { share: '1e-8', steps: '3.0' }
/** As LEAST_FALL in conjugate-gradients.ts. */
const LEAST_FALL = '1e-6'

/** Whether it is enough; the same rule as leftToMove in conjugate-gradients.ts. */
export const JUDGE: ShaderText = scalarText(
  'judge',
  `state.worst = largest;
    state.scale = largest;
    state.inverse_scale = 1.0 / max(largest, 1e-37);
    if (state.iterations == 0.0) { state.first = largest; }
    if (a > 0.0) { state.status = ${STATUS.notANumber}.0; }
    else if (largest == 0.0 && largest_word == 0.0) { state.status = ${STATUS.met}.0; }
    else if (state.iterations > 0.0) {
      var slowing = 0.0;
      if (state.iterations > 1.0) { slowing = select(0.0, min(1.0, state.change / state.moved), state.change > 0.0); }
      let fallen = select(0.0, largest / state.before, largest > 0.0);
      let left = max(state.change * max(max(fallen, slowing), ${LEAST_FALL}), largest_word);
      state.stalled = select(state.stalled + 1.0, 0.0, largest < 0.5 * state.before);
      if (largest <= max(state.rule_current, state.rule_share * state.first) && left <= state.rule_volts) { state.status = ${STATUS.met}.0; }
      else if (state.stalled >= ${EXHAUSTED.steps} && largest <= ${EXHAUSTED.share} * state.first) { state.status = ${STATUS.exhausted}.0; }
      else if (state.iterations >= state.rule_steps) { state.status = ${STATUS.outOfSteps}.0; }
    }`,
)
