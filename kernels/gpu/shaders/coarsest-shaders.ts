import { FINE_PARAMETERS, SUM_TEXT } from './cycle-shaders.ts'
import { COARSEST_CELLS } from './cycle-shape.ts'
import { BIT_OHMS, LEVEL_PARAMETERS, PLACES, WORD_OHMS } from './line-shader.ts'
import { STATE_BINDING, STATE_TEXT, STOPPED } from './state.ts'
import type { ShaderText } from './write-shader.ts'

const plane = (name: string, access: 'read' | 'write' | 'both' = 'read') =>
  ({ name, type: 'array<f32>', access }) as const

/** How far apart in the order of elimination nodes are that conduct to each other: two lines of the shorter side. */
const BAND = 2 * Math.sqrt(COARSEST_CELLS)
const NODES = 2 * COARSEST_CELLS

/**
 * The inverse of the coarsest level: bit voltages for a current into each bit node. Nodes are eliminated along the shorter side, word
 * and bit line in turn; a node that goes leaves conductances between its neighbours and from them to ground. No difference is taken
 * (Grassmann, Taksar and Heyman 1985), so that float32 keeps its digits however far conductances are apart. One group of threads;
 * each then makes a column of the inverse.
 */
export const INVERT_COARSEST: ShaderText = {
  name: 'inverse of the coarsest level',
  parameters: LEVEL_PARAMETERS,
  bindings: [
    STATE_BINDING,
    WORD_OHMS,
    BIT_OHMS,
    plane('cells'),
    plane('columns', 'both'),
    plane('inverse', 'write'),
  ],
  body: `${STATE_TEXT}${PLACES}
const BAND: u32 = ${BAND}u;
/** To the node behind by 1, 2 ... BAND. */
var<workgroup> joins: array<f32, ${NODES * BAND}>;
var<workgroup> grounds: array<f32, ${NODES}>;
var<workgroup> sums: array<f32, ${NODES}>;
fn conducting(ohms: f32) -> f32 { return select(1.0 / max(ohms, 1e-30), 0.0, ohms >= 1e19); }
fn join(node: u32, step: u32, siemens: f32) { joins[node * BAND + step - 1u] += siemens; }
@compute @workgroup_size(${COARSEST_CELLS})
fn main(@builtin(local_invocation_id) id: vec3<u32>) {
  ${STOPPED}
  let cell = id.x;
  let count = params.rows * params.columns;
  let side = min(params.rows, params.columns);
  let i = cell / params.columns;
  let j = cell % params.columns;
  let along_rows = params.columns <= params.rows;
  let word = select(2u * side * j + i, 2u * side * i + j, along_rows);
  let bit = word + side;
  let on_word = select(2u * side, 1u, along_rows);
  let on_bit = select(1u, 2u * side, along_rows);
  if (cell < count) {
    for (var step = 0u; step < BAND; step++) {
      joins[word * BAND + step] = 0.0;
      joins[bit * BAND + step] = 0.0;
    }
    join(word, side, cells[cell]);
    var held = 0.0;
    if (j + 1u < params.columns) { join(word, on_word, conducting(word_ohms[word_segment(i, j)])); }
    else { held += conducting(word_ohms[right_end(i)]); }
    if (j == 0u) { held += conducting(word_ohms[left_end(i)]); }
    grounds[word] = held;
    held = 0.0;
    if (i + 1u < params.rows) { join(bit, on_bit, conducting(bit_ohms[bit_segment(i, j)])); }
    else { held += conducting(bit_ohms[bottom_end(j)]); }
    if (i == 0u) { held += conducting(bit_ohms[top_end(j)]); }
    grounds[bit] = held;
  }
  workgroupBarrier();
  let nodes = 2u * count;
  let band = 2u * side;
  for (var node = 0u; node < nodes; node++) {
    let reach = min(band, nodes - 1u - node);
    if (cell == 0u) {
      var sum = grounds[node];
      for (var step = 0u; step < reach; step++) { sum += joins[node * BAND + step]; }
      sums[node] = sum;
    }
    workgroupBarrier();
    let sum = sums[node];
    for (var pair = cell; pair < reach * reach; pair += ${COARSEST_CELLS}u) {
      let near = pair / reach + 1u;
      let far = pair % reach + 1u;
      let share = select(0.0, joins[node * BAND + near - 1u] / sum, sum > 0.0);
      if (far > near) { join(node + near, far - near, share * joins[node * BAND + far - 1u]); }
      else if (far == near) { grounds[node + near] += share * grounds[node]; }
    }
    workgroupBarrier();
  }
  if (cell >= count) { return; }
  for (var node = 0u; node < nodes; node++) { columns[node * count + cell] = select(0.0, 1.0, node == bit); }
  for (var node = bit; node < nodes; node++) {
    let sum = sums[node];
    let passed = select(0.0, columns[node * count + cell] / sum, sum > 0.0);
    columns[node * count + cell] = passed;
    for (var step = 1u; step <= min(band, nodes - 1u - node); step++) {
      columns[(node + step) * count + cell] += passed * joins[node * BAND + step - 1u];
    }
  }
  for (var behind = nodes; behind > 0u; behind--) {
    let node = behind - 1u;
    let sum = sums[node];
    var moved = 0.0;
    for (var step = 1u; step <= min(band, nodes - behind); step++) {
      moved += joins[node * BAND + step - 1u] * columns[(node + step) * count + cell];
    }
    columns[node * count + cell] += select(0.0, moved / sum, sum > 0.0);
  }
  for (var to = 0u; to < count; to++) {
    let at = select(2u * side * (to % params.columns) + to / params.columns, 2u * side * (to / params.columns) + to % params.columns, along_rows) + side;
    inverse[cell * count + to] = columns[at * count + cell];
  }
}`,
}

/** The coarsest level: all bit voltages from all currents by the inverse of S. */
export const SOLVE_COARSEST: ShaderText = {
  name: 'coarsest level',
  parameters: ['rows', 'columns', ...FINE_PARAMETERS],
  bindings: [STATE_BINDING, plane('fine_sent'), plane('inverse'), plane('bit', 'write')],
  body: `${STATE_TEXT}
var<workgroup> currents: array<f32, ${COARSEST_CELLS}>;
@compute @workgroup_size(${COARSEST_CELLS})
fn main(@builtin(local_invocation_id) id: vec3<u32>) {
  ${STOPPED}
  let count = params.rows * params.columns;
  let n = id.x;
  if (n < count) {
    let i = n / params.columns;
    let j = n % params.columns;
    ${SUM_TEXT}
    currents[n] = sum;
  }
  workgroupBarrier();
  if (n < count) {
    var v = 0.0;
    for (var m = 0u; m < count; m++) { v += inverse[m * count + n] * currents[m]; }
    bit[n] = v;
  }
}`,
}
