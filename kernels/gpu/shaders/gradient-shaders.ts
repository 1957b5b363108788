import { IMBALANCE_BINDINGS, IMBALANCE_TEXT, PARTIALS, WEIGH } from './imbalance-text.ts'
import {
  BIT_OHMS,
  type LineGroup,
  lineSolveText,
  NO_SUMS,
  partsText,
  reduceOver,
  reduceText,
  WORD_OHMS,
} from './line-shader.ts'
import { STATE_BINDING, STATE_TEXT, STOPPED } from './state.ts'
import { TWO_FLOAT } from './two-float.ts'
import type { ShaderText } from './write-shader.ts'

/*
 * Conjugate gradients on the bit nodes around a cycle. Node voltages are two float32 each; after every step the imbalance of every
 * node is formed anew from them (not from the step), so that what float32 loses in a cycle or a direction costs iterations and
 * never digits. The direction is made conjugate to the one before with what the cycle really gave (Notay 2000).
 */

const plane = (name: string, access: 'read' | 'write' | 'both' = 'read') =>
  ({ name, type: 'array<f32>', access }) as const
const nodes = (name: string, access: 'read' | 'write' | 'both' = 'read') =>
  ({ name, type: 'array<vec4<f32>>', access }) as const

/** The direction p = z + beta p, its word voltages, and the sums p' S p (along wires and cells, all squares) and p' r. */
export function moveDirection(group: LineGroup): ShaderText {
  return lineSolveText({
    name: 'direction',
    group,
    bindings: [
      STATE_BINDING,
      WORD_OHMS,
      BIT_OHMS,
      plane('pass_on'),
      plane('cells'),
      plane('found'),
      plane('imbalance'),
      plane('before'),
      plane('direction', 'write'),
      plane('direction_word', 'write'),
      PARTIALS,
    ],
    functions: `${STATE_TEXT}
fn towards(i: u32) -> f32 { return found[i] + state.beta * before[i]; }`,
    begin: `${STOPPED}
  ${NO_SUMS}`,
    load: 'let p = towards(i); direction[i] = p; let f = cells[i] * p;',
    again: 'let f = cells[i] * direction[i];',
    carried: 'direction_word',
    store: `direction_word[i] = v;
    let p = direction[i];
    let across = p - v;
    sum_a += cells[i] * across * across;
    if (last) { sum_a += passing(word_ohms[right_end(line)]) * v * v; } else {
      let drop = v - next;
      sum_a += passing(word_ohms[word_segment(line, k)]) * drop * drop;
    }
    if (k == 0u) { sum_a += passing(word_ohms[left_end(line)]) * v * v; }
    if (line + 1u == params.rows) { sum_a += passing(bit_ohms[bottom_end(k)]) * p * p; } else {
      let drop = p - towards(i + params.columns);
      sum_a += passing(bit_ohms[bit_segment(line, k)]) * drop * drop;
    }
    if (line == 0u) { sum_a += passing(bit_ohms[top_end(k)]) * p * p; }
    sum_b += p * (imbalance[i] * state.inverse_scale);`,
    end: reduceText(group, 'group.x'),
  })
}

/** Columns that a group of 64 threads moves. */
export const MOVED_COLUMNS = 256
const MOVED_RECORD = `group.y * ((params.columns + ${MOVED_COLUMNS - 1}u) / ${MOVED_COLUMNS}u) + group.x`

/**
 * Adds the step to the voltages; the largest move of a bit node.
 * @param joined nodes that 0 ohm joins move as the last of them does, so that they stay equal to the last digit
 */
export function moveNodes(joined: boolean): ShaderText {
  const last = (what: string) => (joined ? `u32(last_${what}[i])` : 'i')
  return {
    name: joined ? 'move joined nodes' : 'move nodes',
    parameters: ['rows', 'columns'],
    bindings: [
      STATE_BINDING,
      plane('direction'),
      plane('direction_word'),
      plane('word_rest'),
      nodes('volts', 'both'),
      PARTIALS,
      ...(joined ? [plane('last_word'), plane('last_bit')] : []),
    ],
    body: `${STATE_TEXT}${TWO_FLOAT}
${partsText(64)}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  ${STOPPED}
  ${NO_SUMS}
  for (var q = 0u; q < 4u; q++) {
    let j = group.x * ${MOVED_COLUMNS}u + q * 64u + id.x;
    if (j < params.columns) {
      let i = group.y * params.columns + j;
      let on_word = ${last('word')};
      let x = volts[i];
      let by = state.alpha * direction[${last('bit')}];
      let word = add(x.xy, two_sum(word_rest[on_word], state.alpha * direction_word[on_word]));
      volts[i] = vec4<f32>(word, add(x.zw, vec2<f32>(by, 0.0)));
      most = max(most, abs(by));
    }
  }
  ${reduceOver(64, 'id.x', MOVED_RECORD)}
}`,
  }
}

/**
 * Voltages that the imbalance of the word nodes moves them by, and the imbalance that is then left at the bit nodes; nodes that a
 * 0-ohm source holds have no law to keep.
 */
export function lookAtBalance(group: LineGroup): ShaderText {
  return lineSolveText({
    name: 'balance',
    group,
    bindings: [
      ...IMBALANCE_BINDINGS,
      WORD_OHMS,
      plane('pass_on'),
      plane('imbalance', 'write'),
      plane('word_rest', 'write'),
      PARTIALS,
    ],
    functions: IMBALANCE_TEXT,
    begin: `${STOPPED}
  ${NO_SUMS}`,
    load: 'let net = net_currents(line, k, i); word_rest[i] = net.x; imbalance[i] = net.z; let f = net.x;',
    again: 'let f = word_rest[i];',
    carried: 'word_rest',
    store: `word_rest[i] = v;
    let held = (line == 0u && word_ohms[top_end(k)] == 0.0) || (line + 1u == params.rows && word_ohms[bottom_end(k)] == 0.0);
    let rest = select(imbalance[i] + cells[i] * v, 0.0, held);
    imbalance[i] = rest;
    ${WEIGH}`,
    end: reduceText(group, 'group.x'),
  })
}
