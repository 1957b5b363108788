import {
  BIT_OHMS,
  LEVEL_PARAMETERS,
  type LineGroup,
  lineSolveText,
  NO_SUMS,
  PLACES,
  partsText,
  reduceOver,
  reduceText,
  SIEMENS,
  WORD_OHMS,
} from './line-shader.ts'
import { NET_CURRENTS_TEXT } from './net-currents.ts'
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
const PARTIALS = { name: 'partials', type: 'array<vec4<f32>>', access: 'write' } as const

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

/** Adds the step to the voltages; the largest move of a bit node. */
export const MOVE_NODES: ShaderText = {
  name: 'move nodes',
  parameters: ['rows', 'columns'],
  bindings: [
    STATE_BINDING,
    plane('direction'),
    plane('direction_word'),
    plane('word_rest'),
    nodes('volts', 'both'),
    PARTIALS,
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
      let x = volts[i];
      let step = state.alpha * direction[i];
      let word = add(x.xy, two_sum(word_rest[i], state.alpha * direction_word[i]));
      volts[i] = vec4<f32>(word, add(x.zw, vec2<f32>(step, 0.0)));
      most = max(most, abs(step));
    }
  }
  ${reduceOver(64, 'id.x', MOVED_RECORD)}
}`,
}

/** Currents as `fed` holds them, through cells of two float32 each. */
const IMBALANCE_TEXT = `${STATE_TEXT}${NET_CURRENTS_TEXT}
fn node_volts(k: u32) -> vec4<f32> { return volts[k]; }
fn fed_currents(i: u32, j: u32, k: u32) -> vec4<f32> { return fed[k]; }
fn net_currents(i: u32, j: u32, k: u32) -> vec4<f32> {
  let x = volts[k];
  return net_of(i, j, k, x, multiply(subtract(x.xy, x.zw), vec2<f32>(cells[k], cells_low[k])));
}`

const IMBALANCE_BINDINGS = [
  STATE_BINDING,
  SIEMENS,
  plane('cells'),
  plane('cells_low'),
  nodes('volts'),
  nodes('fed'),
] as const

/** Counts what is not a number, and keeps the largest. */
const WEIGH = `let bits = bitcast<u32>(rest) & 0x7f800000u;
    if (bits == 0x7f800000u) { sum_a += 1.0; }
    most = max(most, abs(rest));
    most_word = max(most_word, abs(word_rest[i]));`

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

/** Net currents of all nodes, where some segments have 0 ohm: their nodes are yet to be taken together. */
export const NET_CURRENTS: ShaderText = {
  name: 'net currents',
  parameters: LEVEL_PARAMETERS,
  bindings: [...IMBALANCE_BINDINGS, nodes('net', 'write')],
  body: `${PLACES}${IMBALANCE_TEXT}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  ${STOPPED}
  let j = group.x * 64u + id.x;
  if (j >= params.columns) { return; }
  net[group.y * params.columns + j] = net_currents(group.y, j, group.y * params.columns + j);
}`,
}

/**
 * Nodes that 0 ohm joins have one law: their sum stands at the last of them, and none where a source holds them. Their voltages are
 * made equal in the same way. One thread a line; only where there are such segments.
 */
export function joinLines(kind: 'word' | 'bit', what: 'currents' | 'volts'): ShaderText {
  const word = kind === 'word'
  const part = word ? 'xy' : 'zw'
  const at = word ? 'line * params.columns + k' : 'k * params.columns + line'
  const ohms = word ? 'word_ohms' : 'bit_ohms'
  const segment = word ? 'word_ohms[word_segment(line, k)]' : 'bit_ohms[bit_segment(k, line)]'
  const [first, last] = word ? ['left_end', 'right_end'] : ['top_end', 'bottom_end']
  const set = (name: string, index: string, value: string) =>
    word
      ? `${name}[${index}] = vec4<f32>(${value}, ${name}[${index}].zw);`
      : `${name}[${index}] = vec4<f32>(${name}[${index}].xy, ${value});`
  const currents = `var held = ${ohms}[${first}(line)] == 0.0;
  for (var k = 0u; k < length; k++) {
    let i = ${at};
    let ends = k + 1u == length;
    let joined = !ends && ${segment} == 0.0;
    let own = values[i].${part};
    if (held || (ends && ${ohms}[${last}(line)] == 0.0)) { ${set('values', 'i', 'vec2<f32>(0.0)')} }
    else if (joined) {
      let n = i + STEP;
      ${set('values', 'n', `add(values[n].${part}, own)`)}
      ${set('values', 'i', 'vec2<f32>(0.0)')}
    }
    if (!joined) { held = false; }
  }`
  const volts = `var v = vec2<f32>(0.0);
  for (var m = length; m > 0u; m--) {
    let k = m - 1u;
    let i = ${at};
    let own = values[i].${part};
    if (m == length) { v = select(own, vec2<f32>(0.0), ${ohms}[${last}(line)] == 0.0); }
    else if (${segment} != 0.0) { v = own; }
    ${set('values', 'i', 'v')}
  }
  if (${ohms}[${first}(line)] == 0.0) {
    for (var k = 0u; k < length; k++) {
      let i = ${at};
      ${set('values', 'i', 'vec2<f32>(0.0)')}
      if (k + 1u < length) { if (${segment} != 0.0) { break; } }
    }
  }`
  return {
    name: `join ${what} of ${kind} lines`,
    parameters: LEVEL_PARAMETERS,
    bindings: [STATE_BINDING, word ? WORD_OHMS : BIT_OHMS, nodes('values', 'both')],
    body: `${PLACES}${STATE_TEXT}${TWO_FLOAT}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  ${STOPPED}
  let line = id.x;
  if (line >= ${word ? 'params.rows' : 'params.columns'}) { return; }
  let length = ${word ? 'params.columns' : 'params.rows'};
  ${(what === 'currents' ? currents : volts).replaceAll('STEP', word ? '1u' : 'params.columns')}
}`,
  }
}

/** Voltages that the net currents of the word nodes move them by; what that sends on is added at the bit nodes. */
export function settleWords(group: LineGroup): ShaderText {
  return lineSolveText({
    name: 'word rest',
    group,
    bindings: [
      STATE_BINDING,
      WORD_OHMS,
      plane('cells'),
      plane('pass_on'),
      nodes('net', 'both'),
      plane('word_rest', 'write'),
    ],
    functions: `${STATE_TEXT}${TWO_FLOAT}`,
    begin: STOPPED,
    load: 'let f = net[i].x;',
    again: 'let f = net[i].x;',
    carried: 'word_rest',
    store: `word_rest[i] = v;
    net[i] = vec4<f32>(net[i].xy, add(net[i].zw, two_product(cells[i], v)));`,
  })
}

/** The imbalance of the bit nodes, once joined ones are taken together. */
export const EXPOSE_BITS: ShaderText = {
  name: 'imbalance of the bit nodes',
  parameters: ['rows', 'columns'],
  bindings: [STATE_BINDING, nodes('net'), plane('word_rest'), plane('imbalance', 'write'), PARTIALS],
  body: `${STATE_TEXT}
${partsText(64)}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  ${STOPPED}
  ${NO_SUMS}
  for (var q = 0u; q < 4u; q++) {
    let j = group.x * ${MOVED_COLUMNS}u + q * 64u + id.x;
    if (j < params.columns) {
      let i = group.y * params.columns + j;
      let rest = net[i].z;
      imbalance[i] = rest;
      ${WEIGH}
    }
  }
  ${reduceOver(64, 'id.x', MOVED_RECORD)}
}`,
}
