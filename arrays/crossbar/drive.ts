import { CURRENT, FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import type { ArraySpec } from './array-spec.ts'
import type { LineVolts } from './bias/address-cells.ts'

/** Drive of an array for a while. */
export type Drive =
  | {
      /** Every cell wired alone to its own ideal source: what the papers measured. N*M volts. */
      readonly kind: 'isolated'
      readonly volts: Float64Array
    }
  | CrossbarDrive

/** The crossbar, driven at its lines. */
export interface CrossbarDrive {
  readonly kind: 'crossbar'
  readonly left: LineEnds
  readonly right: LineEnds
  readonly top: LineEnds
  readonly bottom: LineEnds
  /** One entry a word line, 1 where its transistors are on. */
  readonly gateOn: Uint8Array
}

/** A drive that puts the given volts on the driven ends of the lines; a NaN leaves that line open. */
export function crossbarDrive(spec: ArraySpec, volts: LineVolts, gateOn: Uint8Array): CrossbarDrive {
  return {
    kind: 'crossbar',
    left: withVolts(spec.left, volts.word),
    right: withVolts(spec.right, volts.word),
    top: withVolts(spec.top, volts.bit),
    bottom: withVolts(spec.bottom, volts.bit),
    gateOn,
  }
}

/** A drive on the straight way between two of the same lines, at a place from 0 to 1. */
export function driveBetween(from: Drive, to: Drive, place: number): Drive {
  if (from === to) return from
  if (from.kind === 'isolated' && to.kind === 'isolated')
    return { kind: 'isolated', volts: between(from.volts, to.volts, place) }
  if (from.kind === 'isolated' || to.kind === 'isolated')
    throw new RangeError('driveBetween: found cells wired alone beside a crossbar')
  const mix = (a: LineEnds, b: LineEnds): LineEnds => ({ ...a, value: between(a.value, b.value, place) })
  return {
    ...from,
    left: mix(from.left, to.left),
    right: mix(from.right, to.right),
    top: mix(from.top, to.top),
    bottom: mix(from.bottom, to.bottom),
  }
}

/** Values on the straight way between two sets of them. */
export function between(from: Float64Array, to: Float64Array, place: number): Float64Array {
  return from.map((value, k) => value + place * (to[k] - value))
}

/** True where no source drives anything: every cell is at 0 V. */
export function isQuiet(drive: Drive): boolean {
  if (drive.kind === 'isolated') return drive.volts.every(v => v === 0)
  return [drive.left, drive.right, drive.top, drive.bottom].every(ends =>
    ends.kind.every((kind, k) => kind === FLOAT || ends.value[k] === 0),
  )
}

/** All driven ends at 0 V. */
export function quietDrive(spec: ArraySpec, network: 'isolated' | 'crossbar'): Drive {
  const [rows, columns] = spec.size
  if (network === 'isolated') return { kind: 'isolated', volts: new Float64Array(rows * columns) }
  const volts = { word: new Float64Array(rows), bit: new Float64Array(columns) }
  return crossbarDrive(spec, volts, new Uint8Array(rows))
}

function withVolts(ends: LineEnds, volts: Float64Array): LineEnds {
  const kind = ends.kind.map((k, line) => {
    if (k === CURRENT) return CURRENT
    return k === VOLTAGE && !Number.isNaN(volts[line]) ? VOLTAGE : FLOAT
  })
  const value = ends.value.map((own, line) =>
    ends.kind[line] === CURRENT ? own : Number.isNaN(volts[line]) ? 0 : volts[line],
  )
  return { ...ends, kind, value }
}
