import { BIT_OHMS, type LineGroup, lineSolveText, NO_SUMS, reduceText, WORD_OHMS } from './line-shader.ts'
import { STATE_BINDING, STATE_TEXT, STOPPED } from './state.ts'
import type { ShaderText } from './write-shader.ts'

/*
 * A multigrid cycle, four launches a level. Word nodes are eliminated, S b = f with S = T - N: T is tridiagonal along each bit line,
 * N is what reaches a bit node along its word line from other cells, N b = g (w - share b) with w the word voltages that the currents
 * g b cause. Twin: kernels/level.ts.
 */

const plane = (name: string, access: 'read' | 'write' | 'both' = 'read') =>
  ({ name, type: 'array<f32>', access }) as const
/** The level above, and how many of its rows and columns become one; the sum of what it sends. */
export const FINE_PARAMETERS: readonly string[] = ['fine_rows', 'fine_columns', 'down', 'across']
export const SUM_TEXT: string = `  var sum = 0.0;
  for (var y = i * params.down; y < min((i + 1u) * params.down, params.fine_rows); y++) {
    for (var x = j * params.across; x < min((j + 1u) * params.across, params.fine_columns); x++) {
      sum += fine_sent[y * params.fine_columns + x];
    }
  }`

/** First half of a cycle on the finest level: b = T^-1 f for the imbalance f, scaled to order one. */
export function carryImbalance(group: LineGroup): ShaderText {
  const load = 'let f = imbalance[i] * state.inverse_scale;'
  return lineSolveText({
    name: 'bit lines of the imbalance',
    group,
    bindings: [STATE_BINDING, BIT_OHMS, plane('pass_on'), plane('imbalance'), plane('bit', 'write')],
    functions: STATE_TEXT,
    begin: STOPPED,
    load,
    again: load,
    carried: 'bit',
    store: 'bit[i] = v;',
  })
}

/** The same on a coarser level, whose currents are sums over the level above; they are kept. */
export function carrySums(group: LineGroup): ShaderText {
  return lineSolveText({
    name: 'bit lines of the sums',
    group,
    parameters: FINE_PARAMETERS,
    bindings: [
      STATE_BINDING,
      BIT_OHMS,
      plane('pass_on'),
      plane('fine_sent'),
      plane('current', 'write'),
      plane('bit', 'write'),
    ],
    functions: `${STATE_TEXT}
fn merged(i: u32, j: u32) -> f32 {
${SUM_TEXT}
  return sum;
}`,
    begin: STOPPED,
    load: 'let f = merged(k, line); current[i] = f;',
    again: 'let f = current[i];',
    carried: 'bit',
    store: 'bit[i] = v;',
  })
}

/** Residual of the smoothed voltages: N b, to be summed by the next level. */
export function sendWords(group: LineGroup): ShaderText {
  const load = 'let f = cells[i] * bit[i];'
  return lineSolveText({
    name: 'word lines on the way down',
    group,
    bindings: [
      STATE_BINDING,
      WORD_OHMS,
      plane('pass_on'),
      plane('cells'),
      plane('share'),
      plane('bit'),
      plane('sent', 'write'),
    ],
    functions: STATE_TEXT,
    begin: STOPPED,
    load,
    again: load,
    carried: 'sent',
    store: 'sent[i] = cells[i] * (v - share[i] * bit[i]);',
  })
}

/** Currents for the second smoothing, f + N b, with b corrected by the coarser level. @param finest f is the imbalance */
export function feedWords(group: LineGroup, finest: boolean): ShaderText {
  const load = 'let f = cells[i] * corrected(line, k, i);'
  return lineSolveText({
    name: finest ? 'word lines to the correction' : 'word lines on the way up',
    group,
    parameters: ['down', 'across'],
    bindings: [
      STATE_BINDING,
      WORD_OHMS,
      plane('pass_on'),
      plane('cells'),
      plane('share'),
      plane('bit'),
      plane('coarse'),
      plane('current'),
      plane('fed', 'write'),
    ],
    functions: `${STATE_TEXT}
fn corrected(i: u32, j: u32, k: u32) -> f32 {
  let columns = (params.columns + params.across - 1u) / params.across;
  return bit[k] + coarse[(i / params.down) * columns + j / params.across];
}`,
    begin: STOPPED,
    load,
    again: load,
    carried: 'fed',
    store: `fed[i] = current[i]${finest ? ' * state.inverse_scale' : ''} + cells[i] * (v - share[i] * corrected(line, k, i));`,
  })
}

/** Second smoothing of a coarser level. */
export function riseBits(group: LineGroup): ShaderText {
  const load = 'let f = fed[i];'
  return lineSolveText({
    name: 'bit lines on the way up',
    group,
    bindings: [STATE_BINDING, BIT_OHMS, plane('pass_on'), plane('fed'), plane('bit', 'write')],
    functions: STATE_TEXT,
    begin: STOPPED,
    load,
    again: load,
    carried: 'bit',
    store: 'bit[i] = v;',
  })
}

/** The same of the finest level, with the product z' S p of what it finds and the direction before, along the wires and cells. */
export function riseAndProject(group: LineGroup): ShaderText {
  const load = 'let f = fed[i];'
  return lineSolveText({
    name: 'bit lines of the correction',
    group,
    bindings: [
      STATE_BINDING,
      BIT_OHMS,
      plane('pass_on'),
      plane('cells'),
      plane('fed'),
      plane('direction'),
      plane('direction_word'),
      plane('bit', 'write'),
      { name: 'partials', type: 'array<vec4<f32>>', access: 'write' },
    ],
    functions: STATE_TEXT,
    begin: `${STOPPED}
  ${NO_SUMS}`,
    load,
    again: load,
    carried: 'bit',
    store: `bit[i] = v;
    let p = direction[i];
    sum_a += cells[i] * v * (p - direction_word[i]);
    if (last) { sum_a += passing(bit_ohms[bottom_end(line)]) * v * p; } else {
      sum_a += passing(bit_ohms[bit_segment(k, line)]) * (v - next) * (p - direction[i + params.columns]);
    }
    if (k == 0u) { sum_a += passing(bit_ohms[top_end(line)]) * v * p; }`,
    end: reduceText(group, 'group.x'),
  })
}
