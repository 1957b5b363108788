import { TWO_FLOAT } from './two-float.ts'

/**
 * Net current into the word and the bit node of a cell, two float32 each, from the node voltages and the current through the cell;
 * 0-ohm segments carry nothing here. The shader says what `node_volts` and `fed_currents` are.
 */
export const NET_CURRENTS_TEXT: string = `${TWO_FLOAT}
fn flow(a: vec2<f32>, b: vec2<f32>, segment: u32) -> vec2<f32> { return multiply(subtract(a, b), siemens[segment]); }
fn between_bits(i: u32, j: u32) -> u32 { return params.word_segments + bit_segment(i, j); }
fn net_of(i: u32, j: u32, k: u32, x: vec4<f32>, through: vec2<f32>) -> vec4<f32> {
  let given = fed_currents(i, j, k);
  var word = subtract(given.xy, through);
  var bit = add(given.zw, through);
  if (j > 0u) { word = add(word, flow(node_volts(k - 1u).xy, x.xy, word_segment(i, j - 1u))); }
  else { word = subtract(word, multiply(x.xy, siemens[left_end(i)])); }
  if (j + 1u < params.columns) { word = subtract(word, flow(x.xy, node_volts(k + 1u).xy, word_segment(i, j))); }
  else { word = subtract(word, multiply(x.xy, siemens[right_end(i)])); }
  if (i > 0u) { bit = add(bit, flow(node_volts(k - params.columns).zw, x.zw, between_bits(i - 1u, j))); }
  else { bit = subtract(bit, multiply(x.zw, siemens[top_end(j)])); }
  if (i + 1u < params.rows) { bit = subtract(bit, flow(x.zw, node_volts(k + params.columns).zw, between_bits(i, j))); }
  else { bit = subtract(bit, multiply(x.zw, siemens[bottom_end(j)])); }
  return vec4<f32>(word, bit);
}
`
