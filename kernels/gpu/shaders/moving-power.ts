import { cellText, valuePlanes } from './cell-shader.ts'
import { ownText } from './flow-shader.ts'
import { LEVEL_PARAMETERS, PLACES, SIEMENS } from './line-shader.ts'
import { movingFunctions } from './moved-states.ts'
import {
  DRIVE,
  DRIVE_TEXT,
  endVolts,
  loadText,
  MAIN,
  type MovingCells,
  pairs,
  plane,
} from './moving-shaders.ts'
import { eachCell, GROUP_RECORD, IS_FINITE } from './newton-shaders.ts'
import { TWO_FLOAT } from './two-float.ts'
import type { ShaderText } from './write-shader.ts'

/*
 * Power of one crossbar at an instant, and its mean over a step in which states relax. Currents are scaled as those of the network. Twin:
 * arrays/crossbar/mean-power.ts.
 */

/** Values of the energy: powers and squared currents at the start of a step, then energies as two float32 each. */
export const ENERGY_PARTS = ['delivered', 'cells', 'wires', 'drivers'] as const
const NOW = [...ENERGY_PARTS, 'squares']
/** Place of the energies, after one value that is none. */
export const ENERGIES_AT: number = NOW.length + 1
export const ENERGY_LENGTH: number = ENERGIES_AT + 2 * ENERGY_PARTS.length
const ENERGY_TEXT = `struct Energy {
${NOW.map(name => `  ${name}: f32,`).join('\n')}
  nothing: f32,
${ENERGY_PARTS.map(name => `  all_${name}: vec2<f32>,`).join('\n')}
}
`

/** Positive Gauss-Legendre points of order 8 on [-1, 1] with their weights. */
const GAUSS = [
  [0.3399810435848563, 0.6521451548625461],
  [0.8611363115940526, 0.3478548451374538],
] as const

/** Sums of two vec4 over a group of threads, at place 0. */
const sumPairs = (threads: number): string => `part_p[id.x] = sum_p;
  part_q[id.x] = sum_q;
  workgroupBarrier();
  for (var half = ${threads / 2}u; half > 0u; half /= 2u) {
    if (id.x < half) {
      part_p[id.x] += part_p[id.x + half];
      part_q[id.x] += part_q[id.x + half];
    }
    workgroupBarrier();
  }`
const partsOf = (threads: number): string => `var<workgroup> part_p: array<vec4<f32>, ${threads}>;
var<workgroup> part_q: array<vec4<f32>, ${threads}>;
var<private> sum_p: vec4<f32>;
var<private> sum_q: vec4<f32>;
`

/** Losses of the wires and drivers behind a node, and of those before the first node of a line. */
const LOSSES = `
fn loss(siemens_of: u32, drop: f32) -> f32 { return siemens[siemens_of].x * drop * drop; }
fn between_bits(i: u32, j: u32) -> u32 { return params.word_segments + bit_segment(i, j); }
`
const APART = 'fn apart(a: vec2<f32>, b: vec2<f32>) -> f32 { return (a.x - b.x) + (a.y - b.y); }\n'

/**
 * What each cell takes over a step, by its laws along the way: its states relax from the start of the step, its voltage moves in a straight
 * line. Pieces of a step double in length, from one in which the fastest state goes half its way.
 */
function relaxingPath(moving: MovingCells): string {
  const { laws, cells } = moving
  const planes = valuePlanes(cells)
  const own = cells.device.varying.filter(one => one).length
  const [current] = laws.current.results
  const stuck = cells.stuck
    ? `let fixed = values[${own}u * all + k];
            if (fixed >= 0.0) { amps = fixed * v; }`
    : ''
  return `let start = from_volts[k];
      let end = ${endVolts(moving).name}[k];
      ${loadText(moving)}
      ${laws.states.map((_, s) => `var way${s} = 0.0;\n      var target${s} = 0.0;`).join('\n      ')}
      {
        let v = 0.5 * (start + end);
        ${laws.states
          .map(
            ({ statements, results: [rate, target] }, s) => `{
          ${statements}
          way${s} = ${rate} * pace[k] * drive.seconds;
          target${s} = ${target};
        }`,
          )
          .join('\n        ')}
      }
      let way = ${laws.states.reduce((text, _, s) => `max(${text}, way${s})`, '0.5')};
      let pieces = 1 + i32(ceil(log2(min(2.0 * way, 1e30))));
      for (var piece = 0; piece < pieces; piece++) {
        let to_place = exp2(f32(piece + 1 - pieces));
        let from_place = select(0.5 * to_place, 0.0, piece == 0);
        for (var g = 0; g < 4; g++) {
          let inner = g == 1 || g == 2;
          let at = select(${GAUSS[1][0]}, ${GAUSS[0][0]}, inner) * select(1.0, -1.0, g < 2);
          let weight = 0.5 * (to_place - from_place) * select(${GAUSS[1][1]}, ${GAUSS[0][1]}, inner);
          let place = 0.5 * (from_place + to_place) + 0.5 * (to_place - from_place) * at;
          let v = start + place * (end - start);
          var amps = 0.0;
          {
            ${laws.states
              .map((_, s) => `let y${s} = x${s} + (target${s} - x${s}) * one_minus_exp(way${s} * place);`)
              .join('\n            ')}
            {
              ${laws.states.map((_, s) => `let x${s} = y${s};`).join('\n              ')}
              ${laws.current.statements}
              amps = ${current};
            }
            ${stuck}
          }
          amps *= values[${planes}u * all];
          path.x += weight * ${moving.cells.element === undefined ? 'v' : 'mix(whole_start, whole_end, place)'} * amps;
          path.y += weight * amps * amps;
        }
      }`
}

/** What a step of the flow of a cell adds to `path`: Simpson's rule, at states in the middle that follow from the rates at its ends. */
function flowPath({ laws, cells }: MovingCells): string {
  const volts =
    cells.element === undefined
      ? 'v'
      : 'mix(whole_start, whole_end, 1.0 - left.x / seconds + 0.5 * f32(g) * share)'
  const each = laws.states.map((_, s) => s)
  return `var between: Pairs;
      ${each
        .map(s => {
          const mean = `0.5 * apart(next[${s}], x[${s}]) + 0.125 * WIDTH[${s}] * h * (free_rate(${s}u, rates[${s}]) - free_rate(${s}u, turned[${s}]))`
          return `between[${s}] = inside(${s}u, add(x[${s}], vec2<f32>(${mean}, 0.0)));`
        })
        .join('\n      ')}
      for (var g = 0; g < 3; g++) {
        var then = between;
        if (g == 0) { then = x; }
        if (g == 2) { then = next; }
        let v = v0 + 0.5 * f32(g) * (v1 - v0);
        let amps = amps_of(v, then);
        let weight = share * select(1.0 / 6.0, 4.0 / 6.0, g == 1);
        path += weight * vec2<f32>(${volts} * amps, amps * amps);
      }`
}

/** Functions of flowPath. */
function flowFunctions(moving: MovingCells): string {
  const { laws, cells } = moving
  if (laws.flow === undefined) return ''
  const planes = valuePlanes(cells)
  const own = cells.device.varying.filter(one => one).length
  const stuck = cells.stuck
    ? `let fixed = values[${own}u * params.rows * params.columns + cell];
  if (fixed >= 0.0) { return fixed * v * unit; }`
    : ''
  return `
var<private> path: vec2<f32>;
var<private> cell: u32;
fn amps_of(v: f32, x: Pairs) -> f32 {
  let unit = values[${planes}u * params.rows * params.columns];
  ${stuck}
  ${laws.states.map((_, s) => `let x${s} = x[${s}].x;`).join(' ')}
  ${laws.varying.map((_, p) => `let p${p} = own[${p}];`).join(' ')}
  ${laws.current.statements}
  return (${laws.current.results[0]}) * unit;
}`
}

/** What each cell takes over a step, as `path`: its power and its squared current. */
function pathText(moving: MovingCells): string {
  const { laws } = moving
  if (laws.flow === undefined) return `var path = vec2<f32>(0.0);\n      ${relaxingPath(moving)}`
  return `path = vec2<f32>(0.0);
      cell = k;
      free_step = 0.0;
      ${loadText(moving)}
      ${ownText(laws.varying.length)}
      let followed = follow(Pairs(${laws.states.map((_, s) => `states[${s}u * all + k]`).join(', ')}), from_volts[k], ${endVolts(moving).name}[k], pace[k] * drive.seconds);`
}

/** Volts of a cell with its element, at the start of a step, which the nodes no longer know at its end, and there. */
const WHOLE_TEXT = `
var<private> whole_start: f32;
var<private> whole_end: f32;
`
const WHOLE_VOLTS = `whole_start = whole_volts[k];
      whole_end = driven + drop;
      whole_volts[k] = whole_end;`

/** Power of all parts at the nodes, and what the cells take over the step. */
export function sumPower(moving: MovingCells): ShaderText {
  const divides = moving.cells.element !== undefined
  return {
    name: 'power',
    variant: moving.key,
    parameters: LEVEL_PARAMETERS,
    bindings: [
      DRIVE,
      SIEMENS,
      plane('values'),
      pairs('lines'),
      { name: 'nodes', type: 'array<vec4<f32>>', access: 'read' },
      pairs('states'),
      plane('from_volts'),
      endVolts(moving),
      plane('pace'),
      { name: 'powers', type: 'array<vec4<f32>>', access: 'write' },
      ...(divides ? [plane('whole_volts', 'both')] : []),
    ],
    body: `${DRIVE_TEXT}${PLACES}${cellText(moving.cells)}${divides ? WHOLE_TEXT : ''}${moving.laws.functions ?? ''}${moving.laws.flow === undefined ? APART : `${TWO_FLOAT}${IS_FINITE}${flowFunctions(moving)}${movingFunctions(moving.laws, flowPath(moving))}`}${LOSSES}${partsOf(64)}
${MAIN}
  ${eachCell(`let node = nodes[k];
      let driven = apart(lines[i], lines[params.rows + j]);
      let drop = apart(node.xy, node.zw);
      let through = ${divides ? 'device_law(dividers[k], k).x' : 'cell_law(to_volts[k], k).x'};
      ${divides ? WHOLE_VOLTS : ''}
      let word = node.x + node.y;
      let bit = node.z + node.w;
      var wires = 0.0;
      var drivers = 0.0;
      if (j == 0u) { drivers += loss(left_end(i), word); }
      if (j + 1u < params.columns) { wires += loss(word_segment(i, j), apart(node.xy, nodes[k + 1u].xy)); }
      else { drivers += loss(right_end(i), word); }
      if (i == 0u) { drivers += loss(top_end(j), bit); }
      if (i + 1u < params.rows) { wires += loss(between_bits(i, j), apart(node.zw, nodes[k + params.columns].zw)); }
      else { drivers += loss(bottom_end(j), bit); }
      sum_p += vec4<f32>(driven * through, (driven + drop) * through, wires, drivers);
      ${pathText(moving)}
      sum_q += vec4<f32>(through * through, path, 0.0);`)}
  ${sumPairs(64)}
  if (id.x == 0u) {
    powers[2u * (${GROUP_RECORD})] = part_p[0];
    powers[2u * (${GROUP_RECORD}) + 1u] = part_q[0];
  }
}`,
  }
}

const total = (name: string, statements: string): ShaderText => ({
  name,
  parameters: ['records'],
  bindings: [
    DRIVE,
    { name: 'powers', type: 'array<vec4<f32>>', access: 'read' },
    { name: 'energy', type: 'Energy', access: 'both' },
  ],
  body: `${DRIVE_TEXT}${ENERGY_TEXT}${TWO_FLOAT}${partsOf(256)}
fn over(mean: f32) -> vec2<f32> { return two_product(mean, drive.seconds); }
@compute @workgroup_size(256)
fn main(@builtin(local_invocation_id) id: vec3<u32>) {
  for (var r = id.x; r < params.records; r += 256u) {
    sum_p += powers[2u * r];
    sum_q += powers[2u * r + 1u];
  }
  ${sumPairs(256)}
  if (id.x == 0u) {
    let now = part_p[0];
    let squares = part_q[0].x;
    ${statements}
    energy.delivered = now.x;
    energy.cells = now.y;
    energy.wires = now.z;
    energy.drivers = now.w;
    energy.squares = squares;
  }
}`,
})

/** Takes the powers at the start of a drive. */
export const BEGIN_ENERGY: ShaderText = total('begin the energy', '')

/** Adds the energies of a step, and takes the powers at its end. */
export const ADD_ENERGY: ShaderText = total(
  'add the energy',
  `let path = part_q[0].yz;
    let straight = 0.5 * (now + vec4<f32>(energy.delivered, energy.cells, energy.wires, energy.drivers));
    let ends = 0.5 * (squares + energy.squares);
    let bend = select(0.0, path.y / ends - 1.0, ends > 0.0 && path.y > 0.0);
    let lost = bend * straight.zw;
    energy.all_cells = add(energy.all_cells, over(path.x));
    energy.all_wires = add(energy.all_wires, over(straight.z + lost.x));
    energy.all_drivers = add(energy.all_drivers, over(straight.w + lost.y));
    energy.all_delivered = add(energy.all_delivered, over(straight.x + (path.x - straight.y) + (lost.x + lost.y)));`,
)
