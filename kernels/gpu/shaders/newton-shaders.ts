import { type CellShader, cellText } from './cell-shader.ts'
import { LEVEL_PARAMETERS, NO_SUMS, PLACES, partsText, reduceOver, SIEMENS } from './line-shader.ts'
import { NET_CURRENTS_TEXT } from './net-currents.ts'
import { NEWTON_BINDING, NEWTON_TEXT } from './newton-state.ts'
import { TWO_FLOAT } from './two-float.ts'
import type { ShaderText } from './write-shader.ts'

/*
 * Newton's method for the cells of a crossbar: nodes are deviations from the volts of their lines, two float32 each, and so are the
 * net currents into them; laws are float32. Twin: arrays/network/newton.ts.
 */

/** Columns that a group of 64 threads goes through. */
const TRIED_COLUMNS = 256
/** Number of a group where each has a part of a row. */
export const GROUP_RECORD: string = `group.y * ((params.columns + ${TRIED_COLUMNS - 1}u) / ${TRIED_COLUMNS}u) + group.x`

/** A slope below it is an underflow or that of an open cell: steps stay finite with it. */
const LEAST_SLOPE = '1e-15'
/** Stands for the voltage of a cell whose law has no finite value. */
export const NOT_FINITE = '1e38'

export const IS_FINITE: string =
  'fn is_finite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }'

const MOVED_TEXT = `
fn moved(k: u32) -> vec4<f32> {
  let at = base[k];
  let by = steps[k];
  let part = vec2<f32>(newton.length, 0.0);
  return vec4<f32>(add(at.xy, multiply(by.xy, part)), add(at.zw, multiply(by.zw, part)));
}`

const nodes = (name: string, access: 'read' | 'write' | 'both' = 'read') =>
  ({ name, type: 'array<vec4<f32>>', access }) as const
const plane = (name: string, access: 'read' | 'write' | 'both' = 'read') =>
  ({ name, type: 'array<f32>', access }) as const
/** Groups of threads that have one each. */
export function cellGroups(rows: number, columns: number): [number, number] {
  return [Math.ceil(columns / TRIED_COLUMNS), rows]
}

/** Every cell k = i * columns + j of a group's columns, one row. */
export const eachCell = (statements: string): string => `for (var q = 0u; q < ${TRIED_COLUMNS / 64}u; q++) {
    let i = group.y;
    let j = group.x * ${TRIED_COLUMNS}u + q * 64u + id.x;
    if (j < params.columns) {
      let k = i * params.columns + j;
      ${statements}
    }
  }`

/**
 * Slopes of the cells and net currents at a part of a step; the products of the step with the net currents there and before, its
 * largest move and the largest voltage of a cell.
 */
export function tryLength(cells: CellShader): ShaderText {
  const dividers = cells.element === undefined ? [] : [plane('dividers', 'both')]
  return {
    name: 'cells along a step',
    variant: cells.key,
    parameters: LEVEL_PARAMETERS,
    bindings: [
      NEWTON_BINDING,
      SIEMENS,
      plane('values'),
      { name: 'lines', type: 'array<vec2<f32>>', access: 'read' },
      nodes('base'),
      nodes('steps'),
      plane('cells', 'write'),
      nodes('fed', 'both'),
      { name: 'partials', type: 'array<vec4<f32>>', access: 'write' },
      ...dividers,
    ],
    body: `${PLACES}${NEWTON_TEXT}${NET_CURRENTS_TEXT}${cellText(cells)}${MOVED_TEXT}
${partsText(64)}
fn node_volts(k: u32) -> vec4<f32> { return moved(k); }
/** What the sources send into the ends of the lines at their own volts. */
fn fed_currents(i: u32, j: u32, k: u32) -> vec4<f32> {
  let ends = params.rows + params.columns;
  var word = vec2<f32>(0.0);
  var bit = vec2<f32>(0.0);
  if (j == 0u) { word = lines[ends + left_end(i)]; }
  if (j + 1u == params.columns) { word = add(word, lines[ends + right_end(i)]); }
  if (i == 0u) { bit = lines[ends + top_end(j)]; }
  if (i + 1u == params.rows) { bit = add(bit, lines[ends + bottom_end(j)]); }
  return vec4<f32>(word, bit);
}
${IS_FINITE}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  if (newton.searching == 0.0) { return; }
  ${NO_SUMS}
  ${eachCell(`let x = moved(k);
      let across = add(subtract(lines[i], lines[params.rows + j]), subtract(x.xy, x.zw));
      var law = cell_law(select(across.x, 0.0, newton.straight != 0.0), k);
      if (newton.straight != 0.0) { law.x += law.y * across.x; }
      let net = net_of(i, j, k, x, vec2<f32>(law.x, 0.0));
      let by = steps[k];
      let before = fed[k];
      sum_a += net.x * by.x + net.z * by.z;
      sum_b += before.x * by.x + before.z * by.z;
      most = max(most, max(abs(by.x), abs(by.z)));
      most_word = max(most_word, select(${NOT_FINITE}, abs(across.x), is_finite(law.x) && is_finite(law.y)));
      cells[k] = max(law.y, ${LEAST_SLOPE});
      fed[k] = net;`)}
  ${reduceOver(64, 'id.x', GROUP_RECORD)}
}`,
  }
}

/** Moves the nodes by what was found of a step, and sets the step to 0 for the next solve. */
export const TAKE_STEP: ShaderText = {
  name: 'take the step',
  parameters: ['rows', 'columns'],
  bindings: [NEWTON_BINDING, nodes('base', 'both'), nodes('steps', 'both')],
  body: `${NEWTON_TEXT}${TWO_FLOAT}${MOVED_TEXT}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  if (newton.found == 0.0) { return; }
  ${eachCell(`base[k] = moved(k);
      steps[k] = vec4<f32>(0.0);`)}
}`,
}
