import { rangeWidth } from '../../range-width.ts'
import type { BatchLaws, ShaderFlow } from './batch-cells.ts'
import { eliminationText } from './elimination-text.ts'

/*
 * States of any rate in WGSL: one cell after another by Rodas3, as kernels/integrate-flow.ts does it in float64. Stages are shares of
 * the range of a state, so that float32 neither overflows nor underflows; what a step adds is added to two float32.
 */

/** Largest local error of a state, over how far it is from the nearer end of its range and a share of that range. */
const FLOW_TOLERANCE = '2e-6'
const RANGE_SHARE = '0.01'
/** Of what the stages of a step add: below that a difference between them is rounding. */
const ROUNDING = '3e-7'
/** Looks at the rates in a half of a time step, three to a step, beyond which it is too long for the cell. */
const MOST_LOOKS = 3000

const LARGEST = 3.4e38

/** A number as two float32. */
function pair(value: number): string {
  const whole = Math.max(-LARGEST, Math.min(LARGEST, value))
  const high = Math.fround(whole)
  return `vec2<f32>(${high.toExponential()}, ${Number.isFinite(value) ? (whole - high).toExponential() : '0.0'})`
}

/** `own[p] = p0;` and so on: hands the parameters of a cell to the laws. */
export function ownText(parameters: number): string {
  return Array.from({ length: parameters }, (_, p) => `own[${p}] = p${p};`).join(' ')
}

/**
 * `follow(x, from, to, seconds)`: the states of the cell whose parameters `own` holds after so many seconds in which its voltage goes from
 * one to the other. `unfollowed` is then true where its rates have no finite value or take too many steps.
 * @param parameters of the device
 * @param taken statements on every step: its share of all seconds `share`, the voltages `v0`, `v1`, states `x`, `next` and rates
 * `rates`, `turned` over it, these in ranges per second
 */
export function flowText(
  { states }: Pick<BatchLaws, 'states'>,
  { rates, slopes }: ShaderFlow,
  parameters: number,
  taken = '',
): string {
  const count = states.length
  const all = states.map((_, s) => s)
  const widths = states.map(({ range }) => rangeWidth(range))
  const load = [
    ...all.map(s => `let x${s} = x[${s}].x;`),
    ...Array.from({ length: parameters }, (_, p) => `let p${p} = own[${p}];`),
  ].join(' ')
  const each = (text: string) => `for (var s = 0u; s < ${count}u; s++) { ${text} }`
  return `
alias State = array<f32, ${count}>;
alias Pairs = array<vec2<f32>, ${count}>;
struct Slopes { by_state: array<f32, ${count * count}>, by_control: State }
const WIDTH = State(${widths.map(width => width.toExponential()).join(', ')});
var<private> own: array<f32, ${Math.max(1, parameters)}>;
var<private> unfollowed: bool;
/** Length of the last step that was free to be longer, s; 0 to find one. */
var<private> free_step: f32;
var<private> held: array<bool, ${count}>;
/** Of the step at hand. */
var<private> slopes: Slopes;
var<private> k1: State;
var<private> k2: State;
var<private> k3: State;
var<private> way: State;
var<private> point: Pairs;
var<private> low_end: Pairs;
var<private> high_end: Pairs;

fn rates_of(v: f32, x: Pairs) -> State {
  ${load}
  ${rates.statements}
  return State(${rates.results.join(', ')});
}
fn slopes_of(v: f32, x: Pairs) -> Slopes {
  ${load}
  ${slopes.statements}
  var found: Slopes;
  ${all
    .flatMap(s => [
      ...all.map(
        t => `found.by_state[${s * count + t}] = finite_or_0(${slopes.results[s * (count + 1) + t]});`,
      ),
      `found.by_control[${s}] = finite_or_0(${slopes.results[s * (count + 1) + count]});`,
    ])
    .join('\n  ')}
  return found;
}
/** Rates at states whose laws saw their high parts alone. */
fn with_rest(rates: State, x: Pairs) -> State {
  var found = rates;
  for (var s = 0u; s < ${count}u; s++) {
    for (var t = 0u; t < ${count}u; t++) { found[s] += slopes.by_state[s * ${count}u + t] * x[t].y / WIDTH[t]; }
  }
  return found;
}
fn finite_or_0(x: f32) -> f32 { return select(0.0, x, is_finite(x)); }
fn apart(a: vec2<f32>, b: vec2<f32>) -> f32 { return (a.x - b.x) + (a.y - b.y); }
/** How far a state is from 0 or the nearer end, in ranges. */
fn size_of(s: u32, x: vec2<f32>) -> f32 {
  return max(0.0, min(min(abs(x.x), apart(x, low_end[s])), apart(high_end[s], x))) / WIDTH[s];
}
fn inside(s: u32, x: vec2<f32>) -> vec2<f32> {
  if (apart(x, low_end[s]) < 0.0) { return low_end[s]; }
  if (apart(high_end[s], x) < 0.0) { return high_end[s]; }
  return x;
}
fn moved_by(x: Pairs, way: State) -> Pairs {
  var point: Pairs;
  ${each('point[s] = inside(s, add(x[s], vec2<f32>(WIDTH[s] * way[s], 0.0)));')}
  return point;
}
${eliminationText(count)}
/** Looks at the slopes at the start of a step, and finds its first two stages and the point of the third. */
fn begin_step(x: Pairs, rates: State, v0: f32, v1: f32, h: f32) {
  slopes = slopes_of(v0, x);
  let all = with_rest(rates, x);
  for (var s = 0u; s < ${count}u; s++) {
    held[s] = (apart(x[s], low_end[s]) <= 0.0 && all[s] < 0.0) || (apart(high_end[s], x[s]) <= 0.0 && all[s] > 0.0);
    for (var t = 0u; t < ${count}u; t++) {
      matrix[s * ${count}u + t] = select(0.0, 2.0, s == t) - select(h * slopes.by_state[s * ${count}u + t], 0.0, held[s]);
    }
  }
  factorise();
  for (var s = 0u; s < ${count}u; s++) {
    let along = select(h * slopes.by_control[s] * (v1 - v0), 0.0, held[s]);
    k1[s] = free_rate(s, h * all[s]) + 0.5 * along;
    k2[s] = free_rate(s, h * all[s]) + 1.5 * along;
  }
  k1 = solved(k1);
  ${each('k2[s] += 4.0 * k1[s]; way[s] = 2.0 * k1[s];')}
  k2 = solved(k2);
  point = moved_by(x, way);
}
/** The third stage, and the point of the fourth. @param rates at the point before */
fn third_stage(x: Pairs, rates: State, h: f32) {
  let all = with_rest(rates, point);
  ${each('k3[s] = free_rate(s, h * all[s]) + (k1[s] - k2[s]);')}
  k3 = solved(k3);
  ${each('way[s] += k3[s];')}
  point = moved_by(x, way);
}
/** The end of a step, as the point. @return how much longer the next step may be, or, negative, how much shorter this one has to be */
fn end_step(x: Pairs, rates: State, h: f32) -> f32 {
  let all = with_rest(rates, point);
  var k4: State;
  ${each('k4[s] = free_rate(s, h * all[s]) + (k1[s] - k2[s]) - (8.0 / 3.0) * k3[s];')}
  k4 = solved(k4);
  var error = 0.0;
  var shorter = 1.0;
  for (var s = 0u; s < ${count}u; s++) {
    let by = way[s] + k4[s];
    let end = add(x[s], vec2<f32>(WIDTH[s] * by, 0.0));
    let stopped = inside(s, end);
    let size = min(size_of(s, x[s]), size_of(s, stopped)) + ${RANGE_SHARE};
    let one = abs(k4[s]) / (${FLOW_TOLERANCE} * size + ${ROUNDING} * (abs(k1[s]) + abs(k3[s])));
    if (!is_finite(by) || !is_finite(one)) { return -0.1; }
    error = max(error, one);
    let beyond = abs(apart(end, stopped)) / WIDTH[s];
    // What else happens goes on from where this state met its end.
    if (beyond > ${FLOW_TOLERANCE} * ${RANGE_SHARE}) { shorter = min(shorter, max(1e-3, apart(stopped, x[s]) / (WIDTH[s] * by))); }
    point[s] = stopped;
  }
  if (error > 1.0) { return -max(0.1, 0.8 * pow(error, -1.0 / 3.0)); }
  if (shorter < 1.0) { return -shorter; }
  return min(5.0, 0.9 * pow(max(error, 1e-4), -1.0 / 3.0));
}
fn free_rate(s: u32, rate: f32) -> f32 { return select(rate, 0.0, held[s]); }
/** Whether a state that stops at an end, at the point, is to leave it within a step. */
fn turns(x: Pairs, rates: State, h: f32) -> bool {
  for (var s = 0u; s < ${count}u; s++) {
    let low = apart(point[s], low_end[s]) <= 0.0;
    let high = apart(high_end[s], point[s]) <= 0.0;
    let was_free = !held[s] && apart(point[s], x[s]) == 0.0;
    let turned = (low && rates[s] > 0.0) || (high && rates[s] < 0.0);
    if (turned && !was_free && abs(rates[s]) * h > ${FLOW_TOLERANCE} * ${RANGE_SHARE}) { return true; }
  }
  return false;
}
/** A step over which no state changes by much. */
fn first_step(x: Pairs, rates: State, seconds: f32) -> f32 {
  var step = seconds;
  ${each(`let reach = pow(${FLOW_TOLERANCE}, 1.0 / 3.0) * (size_of(s, x[s]) + ${RANGE_SHARE});
    if (abs(rates[s]) * step > reach) { step = reach / abs(rates[s]); }`)}
  return step;
}
fn follow(start: Pairs, from_v: f32, to_v: f32, seconds: f32) -> Pairs {
  low_end = Pairs(${states.map(({ range }) => pair(range[0])).join(', ')});
  high_end = Pairs(${states.map(({ range }) => pair(range[1])).join(', ')});
  if (seconds == 0.0) { return start; }
  var x = start;
  var left = vec2<f32>(seconds, 0.0);
  var rates: State;
  var step = free_step;
  var h = 0.0;
  var growth = 0.0;
  var last = false;
  var v0 = from_v;
  var v1 = from_v;
  point = x;
  // Laws are long: each stands here once. 0: at the start, 1 and 2: inside a step, 3: at its end.
  var phase = 0;
  for (var look = 0; look < ${MOST_LOOKS}; look++) {
    let rates_here = rates_of(v1, point);
    if (phase == 1) {
      third_stage(x, rates_here, h);
      phase = 2;
      continue;
    }
    if (phase == 2) {
      growth = end_step(x, rates_here, h);
      phase = 3;
      if (growth > 0.0) { continue; }
      step = -growth * h;
    } else if (phase == 3 && turns(x, rates_here, h)) {
      step = 0.5 * h;
    } else {
      if (phase == 3) {
        ${
          taken === ''
            ? ''
            : `let share = h / seconds;
        let next = point;
        let turned = rates_here;
        ${taken}`
        }
        x = point;
        free_step = select(max(step, free_step), growth * h, !last || growth * h < step);
        if (last) { return x; }
        left = add(left, vec2<f32>(-h, 0.0));
        step = growth * h;
      } else {
        if (step == 0.0) { step = first_step(x, rates_here, seconds); }
        free_step = seconds;
      }
      rates = rates_here;
    }
    last = step >= left.x;
    h = select(step, left.x, last);
    if (!(h > 1e-37)) { break; }
    v0 = from_v + (to_v - from_v) * (1.0 - left.x / seconds);
    v1 = select(from_v + (to_v - from_v) * (1.0 - (left.x - h) / seconds), to_v, last);
    begin_step(x, rates, v0, v1, h);
    phase = 1;
  }
  unfollowed = true;
  return x;
}
`
}
