import { CURRENT, FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import { type SpiceSignal, sourceText } from './spice-source.ts'

/** Ohms that turn a wrong current into volts that ngspice sees: its tolerance of volts is 1e-12, and currents may be of nA. */
const CURRENT_SCALE = 1e6

/** Source at one end of one line in each segment of a program. */
export interface EndHistory {
  /** Ends in the netlist's names of its elements: "left_0". */
  readonly name: string
  readonly node: string
  readonly kind: readonly number[]
  readonly value: readonly number[]
  /** Values at the ends of the segments. */
  readonly valueAtEnd: readonly number[]
  readonly ohms: readonly number[]
  /** Compliance of the voltages, A. */
  readonly limit: readonly number[]
}

/** Collects the history of line `line` from the ends of each segment. */
export function endHistory(
  name: string,
  node: string,
  line: number,
  ends: readonly LineEnds[],
  endsAtEnd: readonly LineEnds[],
): EndHistory {
  return {
    name,
    node,
    kind: ends.map(end => end.kind[line]),
    value: ends.map(end => end.value[line]),
    valueAtEnd: endsAtEnd.map(end => end.value[line]),
    ohms: ends.map(end => end.ohms[line]),
    limit: ends.map(end => end.limit?.[line] ?? Number.POSITIVE_INFINITY),
  }
}

/** Always a voltage behind 0 ohm. */
export function isRigid({ kind, ohms, limit }: EndHistory): boolean {
  return kind.every((each, k) => each === VOLTAGE && ohms[k] === 0 && limit[k] === Number.POSITIVE_INFINITY)
}

/**
 * The netlist lines of one driver: a source, behind a resistor where it has ohms. Where it changes its kind or its ohms on
 * the way it becomes one behavioural source whose equation is V = volts - ohms I while it is a voltage and I = amperes else.
 */
export function driverLines(end: EndHistory, time: Pick<SpiceSignal, 'starts' | 'edge'>): string[] {
  const { name, node, kind, value, valueAtEnd, ohms, limit } = end
  const signal = (values: readonly number[], ends = values): string => sourceText({ values, ends, ...time })
  const first = ohms[0]
  if (kind.every(each => each === FLOAT)) return []
  if (kind.every(each => each === CURRENT)) return [`I${name} 0 ${node} ${signal(value, valueAtEnd)}`]
  if (limit.some(amps => amps < Number.POSITIVE_INFINITY)) return limitedLines(end, signal)
  if (isRigid(end)) return [`V${name} ${node} 0 ${signal(value, valueAtEnd)}`]
  if (kind.every((each, k) => each === VOLTAGE && ohms[k] === first)) {
    return [`V${name} d_${name} 0 ${signal(value, valueAtEnd)}`, `R${name} d_${name} ${node} ${first}`]
  }
  const own = (only: number, values: readonly number[]): number[] =>
    values.map((each, k) => (kind[k] === only ? each : 0))
  const given = (only: number, values: readonly number[], ends = values): string =>
    signal(own(only, values), own(only, ends))
  // The current through Vi, from the behavioural source into the line, is i(Vi).
  return [
    `Von_${name} on_${name} 0 ${signal(kind.map(each => (each === VOLTAGE ? 1 : 0)))}`,
    `Vv_${name} volts_${name} 0 ${given(VOLTAGE, value, valueAtEnd)}`,
    `Vr_${name} ohms_${name} 0 ${given(VOLTAGE, ohms)}`,
    `Va_${name} amps_${name} 0 ${given(CURRENT, value, valueAtEnd)}`,
    `Vi_${name} d_${name} ${node} 0`,
    `B${name} d_${name} 0 V = V(on_${name}) > 0.5 ? V(volts_${name}) - V(ohms_${name}) * I(Vi_${name}) : ` +
      `V(d_${name}) - ${CURRENT_SCALE} * (I(Vi_${name}) - V(amps_${name}))`,
  ]
}

/** Volts that a driver drops for each part by which its current exceeds its compliance: the current stays within a millionth of it. */
const STEEPNESS = 1e6

/**
 * A driver with a compliance: its volts less what its ohms drop, and beyond the limit so much more that no more current flows. An end that is
 * open or a current for a while follows the equation of such an end: see driverLines.
 */
function limitedLines(
  { name, node, kind, value, valueAtEnd, ohms, limit }: EndHistory,
  signal: (values: readonly number[], ends?: readonly number[]) => string,
): string[] {
  const amps = Math.min(...limit)
  const given = (only: number, values: readonly number[]): number[] =>
    values.map((each, k) => (kind[k] === only ? each : 0))
  const current = `I(Vi_${name})`
  const steep = STEEPNESS / amps
  const volts =
    `V(volts_${name}) - V(ohms_${name}) * ${current} - ` +
    `${steep} * (max(${current} - ${amps}, 0) + min(${current} + ${amps}, 0))`
  const whole = kind.every(each => each === VOLTAGE)
  return [
    `Vv_${name} volts_${name} 0 ${signal(given(VOLTAGE, value), given(VOLTAGE, valueAtEnd))}`,
    `Vr_${name} ohms_${name} 0 ${signal(given(VOLTAGE, ohms))}`,
    `Vi_${name} d_${name} ${node} 0`,
    ...(whole
      ? [`B${name} d_${name} 0 V = ${volts}`]
      : [
          `Von_${name} on_${name} 0 ${signal(kind.map(each => (each === VOLTAGE ? 1 : 0)))}`,
          `Va_${name} amps_${name} 0 ${signal(given(CURRENT, value), given(CURRENT, valueAtEnd))}`,
          `B${name} d_${name} 0 V = V(on_${name}) > 0.5 ? ${volts} : ` +
            `V(d_${name}) - ${CURRENT_SCALE} * (${current} - V(amps_${name}))`,
        ]),
  ]
}
