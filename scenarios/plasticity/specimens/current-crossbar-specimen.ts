import { advance } from '../../../arrays/crossbar/advance.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { type CrossbarDrive, crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import { CURRENT, VOLTAGE } from '../../../arrays/network/problem.ts'
import type { Specimen } from '../specimen.ts'
import { requireCell } from './require-cell.ts'

/**
 * One cell of a crossbar of devices that store charge, driven by a current into its word line: its bit line and the
 * other word lines are at 0 V, the other bit lines open, the transistors of its word line on. At rest no current flows in,
 * all bit lines are at 0 V and all transistors off, so that a cell discharges through its regulating resistor. What
 * answers is the voltage of the word line at its driver, or of the device alone; it is read without a current.
 * @throws RangeError for a cell outside the array
 */
export function currentCrossbarSpecimen(
  spec: ArraySpec,
  cell: readonly [number, number],
  sense: 'line' | 'cell',
): Specimen {
  requireCell('currentCrossbarSpecimen', cell, spec.size)
  const [i, j] = cell
  const [rows, columns] = spec.size
  const selected = injecting(
    Float64Array.from({ length: columns }, (_, k) => (k === j ? 0 : Number.NaN)),
    Uint8Array.from({ length: rows }, (_, k) => (k === i ? 1 : 0)),
  )
  const rest = injecting(new Float64Array(columns), new Uint8Array(rows))(0)
  return create(spec.initial.map(x => x.slice()))

  /** Drives by the current into the word line of the cell. */
  function injecting(bit: Float64Array, gateOn: Uint8Array): (amps: number) => CrossbarDrive {
    const drive = crossbarDrive(spec, { word: new Float64Array(rows), bit }, gateOn)
    return amps => ({
      ...drive,
      left: {
        kind: Uint8Array.from({ length: rows }, (_, line) => (line === i ? CURRENT : VOLTAGE)),
        value: Float64Array.from({ length: rows }, (_, line) => (line === i ? amps : 0)),
        ohms: drive.left.ohms,
      },
    })
  }

  function create(states: Float64Array[]): Specimen {
    return {
      model: { name: spec.model.name, readVolts: 0 },
      current(amps) {
        const { solution, deviceVolts } = operatingPoint(spec, selected(amps), states)
        return sense === 'cell' ? deviceVolts[i * columns + j] : solution!.wordVoltages[i * columns]
      },
      advance(amps, seconds, addressed = amps !== 0) {
        advance(spec, addressed ? selected(amps) : rest, seconds, states, createEnergyMeter(), {
          energy: false,
        })
      },
      energy(amps, seconds) {
        const meter = createEnergyMeter()
        const then = states.map(x => x.slice())
        advance(spec, selected(amps), seconds, then, meter)
        return meter.delivered
      },
      copy: () => create(states.map(x => x.slice())),
    }
  }
}
