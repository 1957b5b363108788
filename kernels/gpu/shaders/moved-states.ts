import { rangeWidth } from '../../range-width.ts'
import type { BatchLaws } from './batch-cells.ts'
import { flowText, ownText } from './flow-shader.ts'
import { reduceOver } from './line-shader.ts'

/*
 * What moves the states of a cell over a step, in crossbars of any number: those that relax exactly, at the middle of the voltages at its
 * ends; others by their flow, along the straight line between these.
 */

/** Laws that move states. */
export type MovingLaws = Pick<BatchLaws, 'states' | 'flow' | 'varying'>

/** Size below which the distance of states of any rate is measured against it, in ranges: float32 holds no less. */
const FLOW_FLOOR = 1e-2
/** Of how far a state goes: so much over the tolerance float32 leaves undecided. */
const FLOW_NOISE = 0.4
/** States that go less far, in ranges, bend no voltage. As in arrays/crossbar/control-bend.ts. */
const LEAST_TRAVEL = 1e-3
/** Distance of a step in which a cell could not be followed. */
export const UNFOLLOWED = 1e30

/** Functions that moveText calls; SCALAR_TEXT, TWO_FLOAT and IS_FINITE are to stand before. @param taken as in flowText */
export function movingFunctions(laws: MovingLaws, taken = ''): string {
  return laws.flow === undefined ? '' : flowText(laws, laws.flow, laws.varying.length, taken)
}

/** A cell over a step. */
export interface MovedCell {
  /** Its number, of which planes are found: k or n. */
  readonly place: 'k' | 'n'
  readonly seconds: string
  /** Voltages at the ends of the step; the same text where it is constant. */
  readonly from: string
  readonly to: string
}

/**
 * Finds each state after the step, as `after`, beside `before`; those of a flow that are to be judged also halfway, as `middle`.
 * `x0`, `p0` and so on are loaded.
 * @param store of state s
 */
export function moveText(
  laws: MovingLaws,
  { place, seconds, from, to }: MovedCell,
  store: (s: number) => string,
): string {
  const at = (s: number) => `states[${s}u * all + ${place}]`
  if (laws.flow === undefined) {
    return laws.states
      .map(
        ({ statements, results: [rate, target] }, s) => `{
        let v = ${from === to ? from : `0.5 * (${from} + ${to})`};
        ${statements}
        let before = ${at(s)};
        let share = select(one_minus_exp(${rate} * ${seconds}), 0.0, drive.seconds == 0.0);
        let change = ((${target} - before.x) - before.y) * share;
        let after = add(before, vec2<f32>(change, 0.0));
        ${store(s)}
      }`,
      )
      .join('\n      ')
  }
  return `${ownText(laws.varying.length)}
      let begin = Pairs(${laws.states.map((_, s) => at(s)).join(', ')});
      let half = 0.5 * ${seconds};
      let halfway_v = 0.5 * (${from} + ${to});
      free_step = 0.0;
      unfollowed = false;
      var halfway: Pairs;
      var end = begin;
      for (var part = 0; part < 2; part++) {
        halfway = end;
        end = follow(end, select(halfway_v, ${from}, part == 0), select(${to}, halfway_v, part == 0), half);
      }
      ${laws.states
        .map(
          (_, s) => `{
        let before = begin[${s}];
        let middle = halfway[${s}];
        let after = end[${s}];
        ${store(s)}
      }`,
        )
        .join('\n      ')}`
}

/** Adds how far state s of a cell is from `guess` to what a group has found, after moveText found it. */
export function distanceText(laws: MovingLaws, s: number, place: 'k' | 'n'): string {
  const { floor, range } = laws.states[s]
  const other = `let other = guess[${s}u * all + ${place}];`
  const off = 'abs((after.x - other.x) + (after.y - other.y))'
  if (laws.flow === undefined) {
    return `${other}
        let off = ${off} / (abs(after.x) + ${floor.toExponential()});
        most = max(most, select(${UNFOLLOWED}, off, is_finite(off)));`
  }
  const width = rangeWidth(range).toExponential()
  return `${other}
        let way = apart(after, before) / ${width};
        let off = ${off} / (${width} * (size_of(${s}u, after) + ${FLOW_FLOOR} + ${FLOW_NOISE} * abs(way)));
        most = max(most, select(${UNFOLLOWED}, off, is_finite(off) && !unfollowed));
        let gone = apart(middle, before) / ${width};
        let travel = max(abs(way), abs(gone));
        if (travel > ${LEAST_TRAVEL}) { bend = max(bend, abs(gone - 0.5 * way) / travel); }`
}

/** Declares what distanceText and bentText add to, beside NO_SUMS. */
export const NO_BEND = 'var bend = 0.0;\n  var turn = 0.0;'

/** Adds how much the voltage of a cell changes over a step: with the bend of its states it says how far others are from straight lines. */
export function turnText(laws: MovingLaws, { from, to }: Pick<MovedCell, 'from' | 'to'>): string {
  return laws.flow === undefined ? '' : `turn = max(turn, abs(${to} - ${from}));`
}

/** What a group has found, to one record of `partials`: nothing, nothing or bend and turn, distance. */
export function judgedText(laws: MovingLaws, record: string): string {
  const largest = laws.flow !== undefined
  return `${largest ? 'sum_a = bend;\n  sum_b = turn;' : ''}
  ${reduceOver(64, 'id.x', record, largest)}`
}
