import {
  BATCH_PARAMETERS,
  type BatchLaws,
  cellsKey,
  cellsText,
  DRIVE,
  DRIVE_TEXT,
  eachOf,
  loadText,
  PARTIALS,
  pairs,
  plane,
  VALUES,
} from './batch-cells.ts'
import { NO_SUMS, partsText, reduceOver } from './line-shader.ts'
import { distanceText, judgedText, moveText, movingFunctions, NO_BEND, turnText } from './moved-states.ts'
import { IS_FINITE } from './newton-shaders.ts'
import { sumText } from './scalar-shaders.ts'
import { SCALAR_TEXT } from './scalar-text.ts'
import { TWO_FLOAT } from './two-float.ts'
import type { ShaderText } from './write-shader.ts'

/*
 * Passive crossbars side by side whose states move together, in lockstep. Planes are [array][word line][bit line]; nodes are deviations
 * from the volts of their lines (word, bit), states two float32. Each array is a group of threads.
 */

/** Threads of an array. */
const THREADS = 64
/** Sweeps that an array may take to come to rest. */
const MOST_SWEEPS = 300
/** Every so many sweeps arrays with floating lines are led on. */
const LED = 4

/** Volts of word and bit lines, ohms (scaled) of left and top drivers, of the segments behind the nodes of word and bit lines. */
const lines = plane('lines')

const PLACES_TEXT = `
fn driven(i: u32, j: u32) -> f32 { return lines[i] - lines[params.rows + j]; }
fn left_ohms(i: u32) -> f32 { return lines[params.rows + params.columns + i]; }
fn top_ohms(j: u32) -> f32 { return lines[2u * params.rows + params.columns + j]; }
fn word_ohms(k: u32) -> f32 { return lines[2u * (params.rows + params.columns) + k]; }
fn bit_ohms(k: u32) -> f32 { return lines[2u * (params.rows + params.columns) + params.rows * params.columns + k]; }
/** Volts of a cell, its node numbered in its array and among all. */
fn volts_of(k: u32, n: u32) -> f32 {
  return driven(k / params.columns, k % params.columns) + (nodes[n].x - nodes[n].y);
}
`

/** A line of this thread: every node carries what comes from before it on, and takes its voltage on the way back. */
const lineText = (kind: 'word' | 'bit') => {
  const word = kind === 'word'
  const place = (m: string) => (word ? `line * params.columns + ${m}` : `${m} * params.columns + line`)
  return `for (var line = id.x; line < ${word ? 'params.rows' : 'params.columns'}; line += ${THREADS}u) {
      let length = ${word ? 'params.columns' : 'params.rows'};
      var seen = 1.0 / ${word ? 'left_ohms' : 'top_ohms'}(line);
      var carry = 0.0;
      for (var m = 0u; m < length; m++) {
        let k = ${place('m')};
        let w = work[first + k];
        let sum = seen + w.y;
        let passed = 1.0 / (1.0 + ${kind}_ohms(k) * sum);
        carry += w.y * nodes[first + k].${word ? 'x - w.x' : 'y + w.x'};
        work[first + k] = vec4<f32>(w.xy, passed, carry);
        carry *= passed;
        seen = sum * passed;
      }
      var next = 0.0;
      for (var m = length; m > 0u; m--) {
        let k = ${place('(m - 1u)')};
        let w = work[first + k];
        next = w.z * (${kind}_ohms(k) * w.w + next);
        let at = nodes[first + k].${word ? 'x' : 'y'};
        // Where cells hardly conduct a step may lead anywhere.
        let to = clamp(clamp(next, at - drive.limit, at + drive.limit), -drive.reach, drive.reach);
        let by = to - at;
        nodes[first + k].${word ? 'x' : 'y'} = to;
        moves[first + k].${word ? 'x' : 'y'} = by;
        ${word ? 'work[first + k].x = w.x + w.y * by;' : ''}
        most = max(most, abs(next - at));
        let before = moves[first + k].${word ? 'z' : 'w'};
        sum_a += by * before;
        sum_b += before * before;
      }
    }`
}

/**
 * All networks at the states at hand: Newton's method with all word lines and then all bit lines solved exactly in each of its sweeps,
 * until the nodes of an array rest. Where lines float they move to rest by one slow mode; two sweeps tell by which share, and the
 * array is led on to where it is bound for. The volts of the devices are left in `dividers`. Twin of the kernels in
 * whole-line-kernels.ts.
 */
export function solveArrays(laws: BatchLaws, how: 'held' | 'read'): ShaderText {
  return {
    name: 'networks of arrays',
    variant: cellsKey(laws, how),
    parameters: BATCH_PARAMETERS,
    bindings: [
      DRIVE,
      VALUES,
      lines,
      pairs('states'),
      pairs('nodes', 'both'),
      { name: 'work', type: 'array<vec4<f32>>', access: 'both' },
      { name: 'moves', type: 'array<vec4<f32>>', access: 'both' },
      plane('dividers', laws.element === undefined ? 'write' : 'both'),
      PARTIALS,
    ],
    body: `${DRIVE_TEXT}${PLACES_TEXT}${cellsText(laws, how)}
${partsText(THREADS)}
var<workgroup> left: f32;
@compute @workgroup_size(${THREADS})
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let first = group.x * cells_of();
  var fall = 0.0;
  var missing = 0.0;
  var led = 0.0;
  var most_led = 1e30;
  for (var sweep = 0u; sweep < ${MOST_SWEEPS}u; sweep++) {
    ${NO_SUMS}
    for (var k = id.x; k < cells_of(); k += ${THREADS}u) {
      work[first + k] = vec4<f32>(cell_law(volts_of(k, first + k), first + k), 0.0, 0.0);
      let before = moves[first + k];
      moves[first + k] = vec4<f32>(0.0, 0.0, before.xy);
    }
    storageBarrier();
    ${lineText('word')}
    storageBarrier();
    ${lineText('bit')}
    storageBarrier();
    ${reduceOver(THREADS, 'id.x', 'group.x')}
    if (id.x == 0u) {
      let turn = sweep % ${LED}u;
      // The sweep after an array was led, or after another drive, has none before it.
      let known = drive.floats != 0.0 && turn >= 2u;
      fall = select(0.0, clamp(part_a[0] / max(part_b[0], 1e-37), 0.0, 0.9999), known && part_b[0] > 0.0);
      let creeps = select(max(1.0, fall / (1.0 - fall)), 1e30, drive.floats != 0.0 && turn < 2u);
      left = select(part_d[0] * creeps, 0.0, part_d[0] == 0.0);
      // Steps down an exponential are as long as each other and look like a slow mode: an array that comes back was led too far.
      if (led > 0.0 && part_a[0] < -part_b[0]) { most_led = 0.25 * led; }
      part_e[0] = select(0.0, min(fall / (1.0 - fall), most_led), turn == ${LED - 1}u && fall > 0.05);
      led = min(part_e[0], drive.limit / max(part_d[0], 1e-37));
    }
    workgroupBarrier();
    let further = part_e[0];
    missing = workgroupUniformLoad(&left);
    if (missing <= drive.rest) { break; }
    for (var k = id.x; k < cells_of(); k += ${THREADS}u) { nodes[first + k] += clamp(further * moves[first + k].xy, vec2<f32>(-drive.limit), vec2<f32>(drive.limit)); }
    storageBarrier();
  }
  for (var k = id.x; k < cells_of(); k += ${THREADS}u) {
    let v = volts_of(k, first + k);
    dividers[first + k] = ${laws.element === undefined ? 'v' : 'divided(v, first + k)'};
  }
  if (id.x == 0u) { partials[group.x] = vec4<f32>(0.0, 0.0, select(0.0, f32(group.x) + 1.0, !(missing <= drive.rest)), 0.0); }
}`,
  }
}

/**
 * States after the seconds of a step, between the volts of the devices at its two ends; the largest change against `guess`, over the
 * states.
 * @param quiet all cells are at 0 V
 */
export function moveStates(laws: BatchLaws, quiet: boolean): ShaderText {
  const ends = quiet ? { from: '0.0', to: '0.0' } : { from: 'from_volts[n]', to: 'to_volts[n]' }
  const cell = { place: 'n', seconds: 'drive.seconds', ...ends } as const
  return {
    name: quiet ? 'states at rest' : 'states of arrays',
    variant: laws.key,
    parameters: BATCH_PARAMETERS,
    bindings: [
      DRIVE,
      VALUES,
      pairs('states'),
      plane('from_volts'),
      plane('to_volts'),
      pairs('guess'),
      pairs('moved', 'write'),
      PARTIALS,
    ],
    body: `${DRIVE_TEXT}${SCALAR_TEXT}${TWO_FLOAT}${IS_FINITE}
${laws.functions ?? ''}${movingFunctions(laws)}${partsText(64)}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  ${NO_SUMS}
  ${NO_BEND}
  ${eachOf(
    'cells_of() * params.arrays',
    `${loadText(laws, 'states')}
      ${moveText(
        laws,
        cell,
        s => `moved[${s}u * all + n] = after;
        ${distanceText(laws, s, 'n')}`,
      )}
      ${turnText(laws, cell)}`,
  )}
  ${judgedText(laws, 'group.x')}
}`,
  }
}

/** Copies pairs. */
export const COPY_PAIRS: ShaderText = copyText('copy pairs', pairs)
/** Copies numbers. */
export const COPY_PLANE: ShaderText = copyText('copy a plane', plane)

function copyText(name: string, of: typeof pairs | typeof plane): ShaderText {
  return {
    name,
    parameters: ['count'],
    bindings: [of('given'), of('found', 'write')],
    body: `@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  ${eachOf('params.count', 'found[n] = given[n];')}
}`,
  }
}

/** Currents of all cells as a read finds them, over the unit. */
export function readCurrents(laws: BatchLaws): ShaderText {
  return {
    name: 'currents of arrays',
    variant: laws.key,
    parameters: BATCH_PARAMETERS,
    bindings: [
      DRIVE,
      VALUES,
      lines,
      pairs('states'),
      pairs('nodes'),
      plane('dividers', laws.element === undefined ? 'read' : 'both'),
      plane('amps', 'write'),
    ],
    body: `${DRIVE_TEXT}${PLACES_TEXT}${cellsText(laws, 'read')}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  ${eachOf('cells_of() * params.arrays', 'amps[n] = cell_law(volts_of(n % cells_of(), n), n).x;')}
}`,
  }
}

/** Values that a run gives back: as REPORT_DISTANCE and REPORT_REST say. */
export const BATCH_REPORT = ['distance', 'restless', 'bend', 'turn'] as const
const REPORT = {
  name: 'report',
  type: 'Report',
  declared: `struct Report { ${BATCH_REPORT.map(name => `${name}: f32`).join(', ')} }\n`,
}
/** The distance of a step from its guess; of states that do not relax, their bend and how much a voltage changes. */
export const REPORT_DISTANCE: ShaderText = sumText(
  'distance',
  REPORT,
  `report.distance = largest;
    report.bend = a;
    report.turn = b;`,
  [],
  true,
)
/** 1 + the number of an array that did not come to rest. */
export const REPORT_REST: ShaderText = sumText(
  'rest',
  REPORT,
  'report.restless = max(report.restless, largest);',
)
