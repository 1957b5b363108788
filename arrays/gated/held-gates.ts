import { FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import type { GatedDrive } from './gated-drive.ts'

/**
 * Gate volts of the cells of an array in which nothing resists between sources and gate stacks: every gate line and every source line
 * is at the voltage of a source without resistance, whatever flows.
 * @returns N*M volts; undefined where a network decides
 */
export function heldGates(
  { size: [rows, columns], gateWire, sourceWire }: GatedArraySpec,
  { gate, source }: GatedDrive,
): Float64Array | undefined {
  if (gateWire !== 0 || sourceWire !== 0) return undefined
  const [rowVolts, columnVolts] = [held(gate.left, gate.right), held(source.top, source.bottom)]
  if (rowVolts === undefined || columnVolts === undefined) return undefined
  return Float64Array.from(
    { length: rows * columns },
    (_, k) => rowVolts[Math.floor(k / columns)] - columnVolts[k % columns],
  )
}

/** Volts of lines that each have one source, or two that agree; undefined where one has not. */
function held(a: LineEnds, b: LineEnds): Float64Array | undefined {
  const volts = new Float64Array(a.kind.length)
  for (let line = 0; line < volts.length; line++) {
    const driven = [a, b].filter(({ kind }) => kind[line] !== FLOAT)
    const [first] = driven
    const stiff = driven.every(
      ({ kind, ohms, limit, value }) =>
        kind[line] === VOLTAGE &&
        ohms[line] === 0 &&
        (limit?.[line] ?? Number.POSITIVE_INFINITY) === Number.POSITIVE_INFINITY &&
        value[line] === first.value[line],
    )
    if (first === undefined || !stiff) return undefined
    volts[line] = first.value[line]
  }
  return volts
}
