import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { operatingPoint } from '../../arrays/crossbar/operating-point.ts'

/** Current of one cell against its voltage, its states held; V and A. */
export interface CellCurve {
  readonly volts: Float64Array
  readonly amps: Float64Array
}

/**
 * The I-V of one cell as it is, its access element in series and its gate on.
 * @param states in the model's order, N*M values each
 * @param cell flat index
 * @throws SolverError where the access element and the device have no common current
 */
export function cellCurve(
  spec: ArraySpec,
  states: readonly Float64Array[],
  cell: number,
  volts: Float64Array,
): CellCurve {
  const one = oneCell(spec, cell)
  const held = states.map(plane => plane.slice(cell, cell + 1))
  const amps = volts.map(
    v => operatingPoint(one, { kind: 'isolated', volts: Float64Array.of(v) }, held).cellCurrents[0],
  )
  return { volts, amps }
}

/** One cell of an array, wired alone. */
function oneCell(spec: ArraySpec, cell: number): ArraySpec {
  const pick = (plane: Float64Array): Float64Array =>
    plane.slice(cell % plane.length, (cell % plane.length) + 1)
  const [i, j] = [Math.floor(cell / spec.size[1]), cell % spec.size[1]]
  const end = (ends: ArraySpec['left'], line: number): ArraySpec['left'] => ({
    kind: ends.kind.slice(line, line + 1),
    value: ends.value.slice(line, line + 1),
    ohms: ends.ohms.slice(line, line + 1),
  })
  const { stuck, access, pace: _, cycles: __, faults: ___, engine: ____, ...rest } = spec
  return {
    ...rest,
    size: [1, 1],
    wordWire: 0,
    bitWire: 0,
    parameters: spec.parameters.map(pick),
    initial: spec.initial.map(pick),
    left: end(spec.left, i),
    right: end(spec.right, i),
    top: end(spec.top, j),
    bottom: end(spec.bottom, j),
    ...(stuck === undefined ? {} : { stuck: pick(stuck) }),
    access:
      access.kind === 'resistor'
        ? { ...access, ohms: pick(access.ohms) }
        : access.kind === 'transistor'
          ? { ...access, gateVolts: pick(access.gateVolts) }
          : access,
  }
}
