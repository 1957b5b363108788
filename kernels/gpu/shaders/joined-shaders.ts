import { IMBALANCE_BINDINGS, IMBALANCE_TEXT, PARTIALS, WEIGH } from './imbalance-text.ts'
import {
  BIT_OHMS,
  LEVEL_PARAMETERS,
  type LineGroup,
  lineSolveText,
  NO_SUMS,
  PLACES,
  partsText,
  reduceOver,
  WORD_OHMS,
} from './line-shader.ts'
import { STATE_BINDING, STATE_TEXT, STOPPED } from './state.ts'
import { TWO_FLOAT } from './two-float.ts'
import type { ShaderText } from './write-shader.ts'

/*
 * The balance where some segments have 0 ohm. Nodes that they join have one law: the sum of their net currents stands at the last of
 * them, so that float32 sees the sum and not the rounding of its parts, and none stands where a source holds them.
 */

const plane = (name: string, access: 'read' | 'write' = 'read') =>
  ({ name, type: 'array<f32>', access }) as const
/** Net currents of one kind of node, two float32 each. */
const net = (kind: 'word' | 'bit', access: 'read' | 'write' | 'both') =>
  ({ name: `net_${kind}`, type: 'array<vec2<f32>>', access }) as const

/** Net currents of all nodes on their own. */
export const NET_CURRENTS: ShaderText = {
  name: 'net currents',
  parameters: LEVEL_PARAMETERS,
  bindings: [...IMBALANCE_BINDINGS, net('word', 'write'), net('bit', 'write')],
  body: `${PLACES}${IMBALANCE_TEXT}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  ${STOPPED}
  let j = group.x * 64u + id.x;
  if (j >= params.columns) { return; }
  let k = group.y * params.columns + j;
  let found = net_currents(group.y, j, k);
  net_word[k] = found.xy;
  net_bit[k] = found.zw;
}`,
}

/** Lines that a group of threads joins, one thread a line. */
export const JOINED_LINES = 64

/** Goes along the line of a thread: `own` is what stands at node i then. */
function joinText(kind: 'word' | 'bit', store: string): string {
  const word = kind === 'word'
  const [first, last] = word ? ['left_end', 'right_end'] : ['top_end', 'bottom_end']
  return `let length = ${word ? 'params.columns' : 'params.rows'};
    var held = ${kind}_ohms[${first}(line)] == 0.0;
    var carry = vec2<f32>(0.0);
    for (var k = 0u; k < length; k++) {
      let i = ${word ? 'line * params.columns + k' : 'k * params.columns + line'};
      let ends = k + 1u == length;
      let ohms = ${kind}_ohms[select(${word ? 'word_segment(line, k)' : 'bit_segment(k, line)'}, ${last}(line), ends)];
      var own = add(net_${kind}[i], carry);
      carry = vec2<f32>(0.0);
      if (held || (ends && ohms == 0.0)) { own = vec2<f32>(0.0); }
      else if (!ends && ohms == 0.0) {
        carry = own;
        own = vec2<f32>(0.0);
      }
      if (ohms != 0.0) { held = false; }
      ${store}
    }`
}

/** Takes the net currents of joined word nodes together. */
export const JOIN_WORDS: ShaderText = {
  name: 'join word nodes',
  parameters: LEVEL_PARAMETERS,
  bindings: [STATE_BINDING, WORD_OHMS, net('word', 'both')],
  body: `${PLACES}${STATE_TEXT}${TWO_FLOAT}
@compute @workgroup_size(${JOINED_LINES})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  ${STOPPED}
  let line = id.x;
  if (line < params.rows) {
    ${joinText('word', 'net_word[i] = own;')}
  }
}`,
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
      net('word', 'read'),
      net('bit', 'both'),
      plane('word_rest', 'write'),
    ],
    functions: `${STATE_TEXT}${TWO_FLOAT}`,
    begin: STOPPED,
    load: 'let f = net_word[i].x;',
    again: 'let f = net_word[i].x;',
    carried: 'word_rest',
    store: `word_rest[i] = v;
    net_bit[i] = add(net_bit[i], two_product(cells[i], v));`,
  })
}

/** Takes the net currents of joined bit nodes together: the imbalance that is left. */
export const JOIN_BITS: ShaderText = {
  name: 'join bit nodes',
  parameters: LEVEL_PARAMETERS,
  bindings: [
    STATE_BINDING,
    BIT_OHMS,
    net('bit', 'read'),
    plane('word_rest'),
    plane('imbalance', 'write'),
    PARTIALS,
  ],
  body: `${PLACES}${STATE_TEXT}${TWO_FLOAT}
${partsText(JOINED_LINES)}
@compute @workgroup_size(${JOINED_LINES})
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  ${STOPPED}
  ${NO_SUMS}
  let line = group.x * ${JOINED_LINES}u + id.x;
  if (line < params.columns) {
    ${joinText(
      'bit',
      `let rest = own.x;
      imbalance[i] = rest;
      ${WEIGH}`,
    )}
  }
  ${reduceOver(JOINED_LINES, 'id.x', 'group.x')}
}`,
}
