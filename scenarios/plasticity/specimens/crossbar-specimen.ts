import { advance } from '../../../arrays/crossbar/advance.ts'
import { advanceMoving } from '../../../arrays/crossbar/advance-moving.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { addressCells } from '../../../arrays/crossbar/bias/address-cells.ts'
import type { BiasScheme } from '../../../arrays/crossbar/bias/index.ts'
import { type CrossbarDrive, crossbarDrive, type Drive, quietDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import { pulsedSpec as drawPulse } from '../../../arrays/crossbar/vary-cycles.ts'
import type { Specimen } from '../specimen.ts'
import { requireCell } from './require-cell.ts'

/** Which cell of a crossbar is looked at, and what the lines of the others do. */
export interface CrossbarPlace {
  /** [word line, bit line] */
  readonly cell: readonly [number, number]
  readonly bias: BiasScheme
  /** The response: the current of the bit line with all sneak paths, or the part through the cell. @defaultValue line */
  readonly sense?: 'line' | 'cell'
}

/**
 * One cell of a crossbar: its word line is driven, its bit line is at 0 V and sensed, the others are biased; the whole network is
 * solved, and every cell of the array lives through what the protocol does to this one.
 * @throws RangeError for a cell outside the array
 */
export function crossbarSpecimen(spec: ArraySpec, place: CrossbarPlace): Specimen {
  const [i, j] = place.cell
  const [rows, columns] = spec.size
  requireCell('crossbarSpecimen', place.cell, spec.size)
  const selected = Uint8Array.from({ length: columns }, (_, k) => (k === j ? 1 : 0))
  const gateOn = Uint8Array.from({ length: rows }, (_, k) => (k === i ? 1 : 0))
  const addressed = (volts: number): CrossbarDrive =>
    crossbarDrive(spec, addressCells(spec.size, i, selected, volts, place.bias), gateOn)
  return create(
    spec.initial.map(x => x.slice()),
    0,
  )

  function create(states: Float64Array[], pulses: number): Specimen {
    let count = pulses
    return {
      model: spec.model,
      current(volts) {
        const { solution, cellCurrents } = operatingPoint(spec, addressed(volts), states)
        if (solution === undefined || place.sense === 'cell') return cellCurrents[i * columns + j]
        return solution.topCurrents[j] + solution.bottomCurrents[j]
      },
      advance(volts, seconds) {
        const pulsed = pulsedSpec(volts, count)
        if (pulsed !== spec) count++
        advance(pulsed, driveAt(volts), seconds, states, createEnergyMeter(), { energy: false })
      },
      energy(volts, seconds) {
        const meter = createEnergyMeter()
        const then = states.map(x => x.slice())
        advance(pulsedSpec(volts, count), driveAt(volts), seconds, then, meter)
        return meter.delivered
      },
      ...(spec.model.returnsCharge === true
        ? {
            ramp(from, to, seconds) {
              advanceMoving(
                spec,
                { from: addressed(from), to: addressed(to) },
                seconds,
                states,
                createEnergyMeter(),
                {
                  energy: false,
                },
              )
            },
          }
        : {}),
      copy: () =>
        create(
          states.map(x => x.slice()),
          count,
        ),
    }
  }

  function driveAt(volts: number): Drive {
    return volts === 0 ? quietDrive(spec, 'crossbar') : addressed(volts)
  }

  /** The array as one pulse finds it. */
  function pulsedSpec(volts: number, pulse: number): ArraySpec {
    return drawPulse(spec, volts === 0 ? undefined : pulse)
  }
}
