import { type AccessOption, accessSpec } from '../../../arrays/access/access-option.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import type { Drive } from '../../../arrays/crossbar/drive.ts'
import { fmes } from '../../../arrays/devices/fmes.ts'
import { CURRENT, FLOAT, type LineEnds, VOLTAGE } from '../../../arrays/network/problem.ts'

export interface StorageArrayOptions {
  /** Parameters by name: one number, or one a cell. */
  readonly parameters?: Readonly<Record<string, number | readonly number[]>>
  readonly film?: readonly number[]
  readonly wire?: number
  readonly ohms?: number
  readonly access?: AccessOption
}

/** An array of FMES cells with voltage drivers at the left and the bottom. */
export function storageArray(size: readonly [number, number], options: StorageArrayOptions = {}): ArraySpec {
  const { parameters = {}, film, wire = 0, ohms = 0, access = { kind: 'none' } } = options
  const count = size[0] * size[1]
  return {
    size,
    wordWire: wire,
    bitWire: wire,
    model: fmes,
    parameters: fmes.parameters.map(({ name, value }) => {
      const given = parameters[name] ?? value
      return typeof given === 'number' ? Float64Array.of(given) : Float64Array.from(given)
    }),
    initial: [
      film === undefined ? new Float64Array(count) : Float64Array.from(film),
      new Float64Array(count),
    ],
    left: ends(size[0], VOLTAGE, ohms),
    right: ends(size[0], FLOAT, 0),
    top: ends(size[1], FLOAT, 0),
    bottom: ends(size[1], VOLTAGE, ohms),
    access: accessSpec(access, size),
  }
}

/** Currents into the word lines (NaN leaves one open), bit lines at 0 V behind the array's own resistances. */
export function currentDrive(spec: ArraySpec, amps: readonly number[], gateOn = 1): Drive {
  const { right, top, bottom } = spec
  const kind = Uint8Array.from(amps, value => (Number.isNaN(value) ? FLOAT : CURRENT))
  const value = Float64Array.from(amps, own => (Number.isNaN(own) ? 0 : own))
  return {
    kind: 'crossbar',
    left: { kind, value, ohms: new Float64Array(amps.length) },
    right,
    top,
    bottom,
    gateOn: new Uint8Array(amps.length).fill(gateOn),
  }
}

function ends(lines: number, kind: number, ohms: number): LineEnds {
  return {
    kind: new Uint8Array(lines).fill(kind),
    value: new Float64Array(lines),
    ohms: new Float64Array(lines).fill(ohms),
  }
}
