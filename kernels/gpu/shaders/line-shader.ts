import type { ShaderText } from './write-shader.ts'

/** Threads of a group, and how they share lines out. */
export interface LineGroup {
  /** Word lines run along a row, bit lines down a column. */
  readonly kind: 'word' | 'bit'
  /** Threads along one line. */
  readonly along: number
  /** Lines of a group. */
  readonly lines: number
}

/** Bit lines side by side in a group: neighbours in memory, one 32-byte sector. */
const BITS = 8

/** A group for lines of the given length. */
export function lineGroup(kind: 'word' | 'bit', length: number): LineGroup {
  if (kind === 'bit') return { kind, along: length > 256 ? 32 : 8, lines: BITS }
  const along = length > 2048 ? 256 : length > 256 ? 64 : 16
  return { kind, along, lines: Math.max(1, 64 / along) }
}

/** Groups that cover all lines. */
export function lineGroups({ lines }: LineGroup, count: number): [number, number] {
  return [Math.ceil(count / lines), 1]
}

/** Sizes of a level; ohms of the segment behind a node, and of the ends, as `lines` holds them. */
export const LEVEL_PARAMETERS = ['rows', 'columns', 'word_stride', 'bit_stride', 'word_segments'] as const

/**
 * Ohms, scaled; those of nothing are large. `word_ohms` and `bit_ohms` hold the ends (left, right, top, bottom) and the segments of their
 * lines. `siemens`, two float32, hold the ends, the word segments and the bit segments: 0 for nothing and for 0 ohm.
 */
export const WORD_OHMS = { name: 'word_ohms', type: 'array<f32>', access: 'read' } as const
export const BIT_OHMS = { name: 'bit_ohms', type: 'array<f32>', access: 'read' } as const
export const SIEMENS = { name: 'siemens', type: 'array<vec2<f32>>', access: 'read' } as const

/** Places in them. */
export const PLACES = `
fn left_end(i: u32) -> u32 { return i; }
fn right_end(i: u32) -> u32 { return params.rows + i; }
fn top_end(j: u32) -> u32 { return 2u * params.rows + j; }
fn bottom_end(j: u32) -> u32 { return 2u * params.rows + params.columns + j; }
fn word_segment(i: u32, j: u32) -> u32 {
  return 2u * (params.rows + params.columns) + (i * (params.columns - 1u) + j) * params.word_stride;
}
fn bit_segment(i: u32, j: u32) -> u32 {
  return 2u * (params.rows + params.columns) + (i * params.columns + j) * params.bit_stride;
}
/** Siemens of ohms, for products that need few digits. */
fn passing(ohms: f32) -> f32 { return select(0.0, 1.0 / ohms, ohms > 0.0 && ohms < 1e19); }
`

/** Which node of which line a thread begins and ends with. */
export function lineText({ kind, along, lines }: LineGroup): string {
  const word = kind === 'word'
  return `${PLACES}
const ALONG: u32 = ${along}u;
const LINES: u32 = ${lines}u;
fn node_at(line: u32, k: u32) -> u32 { return ${word ? 'line * params.columns + k' : 'k * params.columns + line'}; }
fn behind(line: u32, k: u32) -> f32 { return ${word ? 'word_ohms[word_segment(line, k)]' : 'bit_ohms[bit_segment(k, line)]'}; }
fn line_length() -> u32 { return ${word ? 'params.columns' : 'params.rows'}; }
fn line_count() -> u32 { return ${word ? 'params.rows' : 'params.columns'}; }
`
}

/** Head of `main`: lane, part, line, length and the nodes [start, to) of this thread. */
export function threadText({ kind, along, lines }: LineGroup): string {
  const word = kind === 'word'
  return `@compute @workgroup_size(${word ? `${along}, ${lines}` : `${lines}, ${along}`}, 1)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let part = id.${word ? 'x' : 'y'};
  let lane = id.${word ? 'y' : 'x'};
  let line = group.x * LINES + lane;
  let slot = lane * ALONG + part;
  let length = line_length();
  let run = (length + ALONG - 1u) / ALONG;
  let to = select(0u, min((part + 1u) * run, length), line < line_count());
  let start = min(part * run, to);
`
}

/** Inputs and outputs of one solution of all lines. */
export interface LineSolve {
  readonly name: string
  readonly group: LineGroup
  /** As of Shader; the ohms of its lines and `pass_on` are among them. */
  readonly bindings: ShaderText['bindings']
  /** Further parameters than those of the level. */
  readonly parameters?: readonly string[]
  /** Functions of the shader. */
  readonly functions?: string
  /** Variables of a thread. */
  readonly begin?: string
  /** The current `f` into node i = node_at(line, k), as statements: at first, and once more. */
  readonly load: string
  readonly again: string
  /** Where the currents wait until the way back: name of a plane. */
  readonly carried: string
  /** Statements that take the voltage `v` of node i; `next` is that of the node behind it. */
  readonly store: string
  /** After all nodes. */
  readonly end?: string
}

/**
 * Voltages of lines for the currents into their nodes: each group of threads has whole lines. A thread carries the currents
 * through its part of a line, which is a passive two-port: current passed on = a (current in) + b, voltage = a (voltage behind)
 * + d + e (current in). One thread of each line joins the parts; then each goes through its part again, forward and back.
 * `pass` holds what a node passes on to the next (0 to 1), and for the last node its ohms. Nothing is subtracted, so float32 keeps
 * its digits whatever the conductances span; 0 ohm is exact. Twin: kernels/level.ts.
 */
export function lineSolveText(solve: LineSolve): ShaderText {
  const {
    name,
    group,
    bindings,
    parameters = [],
    functions = '',
    begin = '',
    load,
    again,
    carried,
    store,
    end = '',
  } = solve
  return {
    name,
    variant: `${group.kind} ${group.along} x ${group.lines}`,
    parameters: [...LEVEL_PARAMETERS, ...parameters],
    bindings,
    body: `${lineText(group)}
${functions}
${partsText(group.along * group.lines)}
${threadText(group)}
  ${begin}
  var a = 1.0;
  var b = 0.0;
  var d = 0.0;
  var e = 0.0;
  for (var k = start; k < to; k++) {
    let i = node_at(line, k);
    ${load}
    let last = k + 1u == length;
    let passed = pass_on[i];
    let drop = select(passed * behind(line, min(k, length - 2u)), passed, last);
    b += f;
    d += a * drop * b;
    e += a * drop * a;
    let onward = select(passed, 0.0, last);
    a *= onward;
    b *= onward;
  }
  part_a[slot] = a;
  part_b[slot] = b;
  part_d[slot] = d;
  part_e[slot] = e;
  workgroupBarrier();
  if (part == 0u) {
    var c = 0.0;
    for (var s = slot; s < slot + ALONG; s++) {
      let next = part_a[s] * c + part_b[s];
      part_b[s] = c;
      c = next;
    }
    var u = 0.0;
    for (var s = slot + ALONG; s > slot; s--) {
      let t = s - 1u;
      let next = part_d[t] + part_e[t] * part_b[t] + part_a[t] * u;
      part_d[t] = u;
      u = next;
    }
  }
  workgroupBarrier();
  var c = part_b[slot];
  for (var k = start; k < to; k++) {
    let i = node_at(line, k);
    ${again}
    c += f;
    ${carried}[i] = c;
    c *= select(pass_on[i], 0.0, k + 1u == length);
  }
  var next = part_d[slot];
  for (var m = to; m > start; m--) {
    let k = m - 1u;
    let i = node_at(line, k);
    let last = m == length;
    let passed = pass_on[i];
    let carried_in = ${carried}[i];
    let v = select(passed * (behind(line, min(k, length - 2u)) * carried_in + next), passed * carried_in, last);
    ${store}
    next = v;
  }
  ${end}
}`,
  }
}

/** Sums and largest values over a group of threads, to one record of `partials`. */
export function reduceText({ along, lines }: LineGroup, record: string): string {
  return reduceOver(along * lines, 'slot', record)
}

/** Declarations for reduceText in a shader that solves no lines. */
export function partsText(threads: number): string {
  return ['a', 'b', 'd', 'e'].map(part => `var<workgroup> part_${part}: array<f32, ${threads}>;`).join('\n')
}

/** Variables that reduceText combines, at 0: two sums and two largest values. */
export const NO_SUMS = `var sum_a = 0.0;
  var sum_b = 0.0;
  var most = 0.0;
  var most_word = 0.0;`

/** As reduceText, over any number of threads that is a power of two. @param largest all four are largest values */
export function reduceOver(threads: number, slot: string, record: string, largest = false): string {
  return `${sumParts(threads, slot, largest)}
  if (${slot} == 0u) { partials[${record}] = vec4<f32>(part_a[0], part_b[0], part_d[0], part_e[0]); }`
}

/** The sums and largest values of all threads at place 0. @param largest all four are largest values */
export function sumParts(threads: number, slot: string, largest = false): string {
  const combine = (part: string) => {
    const [one, other] = [`${part}[${slot}]`, `${part}[${slot} + half]`]
    return largest ? `${one} = max(${one}, ${other});` : `${one} += ${other};`
  }
  return `workgroupBarrier();
  part_a[${slot}] = sum_a;
  part_b[${slot}] = sum_b;
  part_d[${slot}] = most;
  part_e[${slot}] = most_word;
  workgroupBarrier();
  for (var half = ${threads / 2}u; half > 0u; half /= 2u) {
    if (${slot} < half) {
      ${combine('part_a')}
      ${combine('part_b')}
      part_d[${slot}] = max(part_d[${slot}], part_d[${slot} + half]);
      part_e[${slot}] = max(part_e[${slot}], part_e[${slot} + half]);
    }
    workgroupBarrier();
  }`
}
