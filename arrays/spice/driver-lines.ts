import { CURRENT, FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import { type SpiceSignal, sourceText } from './spice-source.ts'

/** What one end of one line does in each segment of a program. */
export interface EndHistory {
  /** Ends in the netlist's names of its elements: "left_0". */
  readonly name: string
  readonly node: string
  readonly kind: readonly number[]
  readonly value: readonly number[]
  readonly ohms: readonly number[]
}

/** Collects the history of line `line` from the ends of each segment. */
export function endHistory(name: string, node: string, line: number, ends: readonly LineEnds[]): EndHistory {
  return {
    name,
    node,
    kind: ends.map(end => end.kind[line]),
    value: ends.map(end => end.value[line]),
    ohms: ends.map(end => end.ohms[line]),
  }
}

/** Always a voltage behind 0 ohm. */
export function isRigid({ kind, ohms }: EndHistory): boolean {
  return kind.every((each, k) => each === VOLTAGE && ohms[k] === 0)
}

/**
 * The netlist lines of one driver: a source, behind a resistor where it has ohms. Where it changes its kind or its ohms on
 * the way it becomes one behavioural source whose equation is V = volts - ohms I while it is a voltage and I = amperes else.
 */
export function driverLines(end: EndHistory, time: Pick<SpiceSignal, 'starts' | 'edge'>): string[] {
  const { name, node, kind, value, ohms } = end
  const signal = (values: readonly number[]): string => sourceText({ values, ...time })
  const first = ohms[0]
  if (kind.every(each => each === FLOAT)) return []
  if (kind.every(each => each === CURRENT)) return [`I${name} 0 ${node} ${signal(value)}`]
  if (isRigid(end)) return [`V${name} ${node} 0 ${signal(value)}`]
  if (kind.every((each, k) => each === VOLTAGE && ohms[k] === first)) {
    return [`V${name} d_${name} 0 ${signal(value)}`, `R${name} d_${name} ${node} ${first}`]
  }
  const given = (only: number, values: readonly number[]): string =>
    signal(values.map((each, k) => (kind[k] === only ? each : 0)))
  // The current through Vi, from the behavioural source into the line, is i(Vi).
  return [
    `Von_${name} on_${name} 0 ${signal(kind.map(each => (each === VOLTAGE ? 1 : 0)))}`,
    `Vv_${name} volts_${name} 0 ${given(VOLTAGE, value)}`,
    `Vr_${name} ohms_${name} 0 ${given(VOLTAGE, ohms)}`,
    `Va_${name} amps_${name} 0 ${given(CURRENT, value)}`,
    `Vi_${name} d_${name} ${node} 0`,
    `B${name} d_${name} 0 V = V(on_${name}) > 0.5 ? V(volts_${name}) - V(ohms_${name}) * I(Vi_${name}) : ` +
      `V(d_${name}) - I(Vi_${name}) + V(amps_${name})`,
  ]
}
