import { BIT_OHMS, LEVEL_PARAMETERS, type LineGroup, lineText, threadText, WORD_OHMS } from './line-shader.ts'
import { STATE_BINDING, STATE_TEXT, STOPPED } from './state.ts'
import type { ShaderText } from './write-shader.ts'

/** Siemens above which a node is held. */
const HELD = '1e30'

const plane = (name: string, access: 'read' | 'write' | 'both') =>
  ({ name, type: 'array<f32>', access }) as const

/**
 * Conductance behind a node, as siemens x / y: adding a cell g and going through a segment of R ohm multiplies by the matrix
 * [1 g; R 1 + R g], nowhere negative, so whole parts of a line join by products and nothing is subtracted. 0 ohm at an end is y = 0.
 */
const SEEN_TEXT = `
fn scaled(m: vec4<f32>) -> vec4<f32> { return m / (m.x + m.y + m.z + m.w); }
/** Rows of a matrix: (x, y) and (z, w). */
fn through_node(m: vec4<f32>, g: f32, r: f32) -> vec4<f32> {
  let top = m.xy + g * m.zw;
  return scaled(vec4<f32>(top, m.zw + r * top));
}
fn before_node(m: vec4<f32>, g: f32, r: f32) -> vec4<f32> {
  let x = m.x + r * m.y;
  let z = m.z + r * m.w;
  return scaled(vec4<f32>(x, g * x + m.y, z, g * z + m.w));
}
fn apply(m: vec4<f32>, u: vec2<f32>) -> vec2<f32> {
  let v = vec2<f32>(m.x * u.x + m.y * u.y, m.z * u.x + m.w * u.y);
  return v / (v.x + v.y);
}
/** All of it where no ohms are behind, whatever a quotient of equal numbers gives. */
fn passed_on(y: f32, below: f32, ohms: f32) -> f32 {
  if (!(below > 0.0)) { return 0.0; }
  return select(y / below, 1.0, ohms == 0.0);
}
fn from_end(ohms: f32) -> vec2<f32> { return vec2<f32>(1.0, ohms) / (1.0 + ohms); }
fn siemens(u: vec2<f32>) -> f32 { return select(${HELD}, min(u.x / max(u.y, 1e-37), ${HELD}), u.y > 0.0); }
`

/** Fractions that word nodes pass on; conductance seen by a bit node through its own cell, and its own share of its word voltage. */
export function factorWords(group: LineGroup): ShaderText {
  const threads = group.along * group.lines
  return {
    name: 'factor word lines',
    variant: `${group.along}`,
    parameters: LEVEL_PARAMETERS,
    bindings: [
      STATE_BINDING,
      WORD_OHMS,
      plane('cells', 'read'),
      plane('pass_on', 'write'),
      plane('share', 'write'),
      plane('through', 'write'),
    ],
    body: `${STATE_TEXT}${lineText(group)}${SEEN_TEXT}
var<workgroup> onward: array<vec4<f32>, ${threads}>;
var<workgroup> backward: array<vec4<f32>, ${threads}>;
var<workgroup> seen_before: array<vec2<f32>, ${threads}>;
var<workgroup> seen_behind: array<vec2<f32>, ${threads}>;
${threadText(group)}
  ${STOPPED}
  let known = min(line, line_count() - 1u);
  var m = vec4<f32>(1.0, 0.0, 0.0, 1.0);
  var w = m;
  for (var k = start; k < to; k++) {
    let g = cells[node_at(line, k)];
    if (k + 1u < length) { m = through_node(m, g, behind(line, k)); }
    if (k > 0u) { w = before_node(w, g, behind(line, k - 1u)); }
  }
  onward[slot] = m;
  backward[slot] = w;
  workgroupBarrier();
  if (part == 0u) {
    var u = from_end(word_ohms[left_end(known)]);
    for (var s = slot; s < slot + ALONG; s++) {
      seen_before[s] = u;
      u = apply(onward[s], u);
    }
    u = from_end(word_ohms[right_end(known)]);
    for (var s = slot + ALONG; s > slot; s--) {
      seen_behind[s - 1u] = u;
      u = apply(backward[s - 1u], u);
    }
  }
  workgroupBarrier();
  var u = seen_before[slot];
  for (var k = start; k < to; k++) {
    let i = node_at(line, k);
    share[i] = siemens(u);
    let sum = u.x + cells[i] * u.y;
    if (k + 1u < length) {
      let below = u.y + behind(line, k) * sum;
      pass_on[i] = passed_on(u.y, below, behind(line, k));
      u = vec2<f32>(sum, below) / (sum + below);
    }
  }
  u = seen_behind[slot];
  for (var q = to; q > start; q--) {
    let k = q - 1u;
    let i = node_at(line, k);
    let g = cells[i];
    let before = share[i];
    let others = before + siemens(u);
    let all = g + others;
    if (q == length) { pass_on[i] = select(0.0, 1.0 / all, all > 0.0 && all < ${HELD}); }
    let own = select(0.0, g / all, all > 0.0);
    share[i] = own;
    through[i] = own * others;
    if (k > 0u) {
      let sum = u.x + g * u.y;
      let below = u.y + behind(line, k - 1u) * sum;
      u = vec2<f32>(sum, below) / (sum + below);
    }
  }
}`,
  }
}

/** Fractions of current that bit nodes pass on downwards. */
export function factorBits(group: LineGroup): ShaderText {
  const threads = group.along * group.lines
  return {
    name: 'factor bit lines',
    variant: `${group.along}`,
    parameters: LEVEL_PARAMETERS,
    bindings: [STATE_BINDING, BIT_OHMS, plane('through', 'read'), plane('pass_on', 'write')],
    body: `${STATE_TEXT}${lineText(group)}${SEEN_TEXT}
var<workgroup> onward: array<vec4<f32>, ${threads}>;
var<workgroup> seen_before: array<vec2<f32>, ${threads}>;
${threadText(group)}
  ${STOPPED}
  let known = min(line, line_count() - 1u);
  var m = vec4<f32>(1.0, 0.0, 0.0, 1.0);
  for (var k = start; k < to; k++) {
    if (k + 1u < length) { m = through_node(m, through[node_at(line, k)], behind(line, k)); }
  }
  onward[slot] = m;
  workgroupBarrier();
  if (part == 0u) {
    var u = from_end(bit_ohms[top_end(known)]);
    for (var s = slot; s < slot + ALONG; s++) {
      seen_before[s] = u;
      u = apply(onward[s], u);
    }
  }
  workgroupBarrier();
  var u = seen_before[slot];
  for (var k = start; k < to; k++) {
    let i = node_at(line, k);
    let sum = u.x + through[i] * u.y;
    if (k + 1u < length) {
      let below = u.y + behind(line, k) * sum;
      pass_on[i] = passed_on(u.y, below, behind(line, k));
      u = vec2<f32>(sum, below) / (sum + below);
    } else {
      let all = siemens(vec2<f32>(sum, u.y)) + siemens(from_end(bit_ohms[bottom_end(known)]));
      pass_on[i] = select(0.0, 1.0 / all, all > 0.0 && all < ${HELD});
    }
  }
}`,
  }
}

/** Conductances of the next coarser crossbar: down x across cells become one. */
export const MERGE_CELLS: ShaderText = {
  name: 'merge cells',
  parameters: ['rows', 'columns', 'down', 'across'],
  bindings: [STATE_BINDING, plane('cells', 'read'), plane('merged', 'write')],
  body: `${STATE_TEXT}
@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  ${STOPPED}
  let columns = (params.columns + params.across - 1u) / params.across;
  let rows = (params.rows + params.down - 1u) / params.down;
  if (id.x >= columns || id.y >= rows) { return; }
  var sum = 0.0;
  for (var i = id.y * params.down; i < min((id.y + 1u) * params.down, params.rows); i++) {
    for (var j = id.x * params.across; j < min((id.x + 1u) * params.across, params.columns); j++) {
      sum += cells[i * params.columns + j];
    }
  }
  merged[id.y * columns + id.x] = sum;
}`,
}
