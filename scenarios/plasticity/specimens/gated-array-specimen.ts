import type { BiasScheme } from '../../../arrays/crossbar/bias/index.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { pulsedSpec as drawPulse } from '../../../arrays/crossbar/vary-cycles.ts'
import { advanceGated } from '../../../arrays/gated/advance-gated.ts'
import type { GatedArraySpec } from '../../../arrays/gated/gated-array-spec.ts'
import { type GatedDrive, gateWrite, readDrive, writeDrive } from '../../../arrays/gated/gated-drive.ts'
import { gatedPoint } from '../../../arrays/gated/gated-point.ts'
import type { Specimen } from '../specimen.ts'
import { requireCell } from './require-cell.ts'

export interface GatedArrayOptions {
  /** @defaultValue line */
  readonly sense?: 'line' | 'cell'
  /** Gate and source lines that are not addressed by a gate voltage. @defaultValue half */
  readonly bias?: BiasScheme
}

/**
 * One cell of an array of three-terminal devices. Written with its gate line driven and its source line at 0 V: with a gate voltage
 * the other gate and source lines are biased as word and bit lines are, with a gate current the other source lines are open and the
 * other gate lines get no current. Read with its drain line driven and all source lines sensed at 0 V, gates open. What answers is the current of the
 * source line, or the part of it through the cell.
 * @throws RangeError for a cell outside the array
 */
export function gatedArraySpecimen(
  spec: GatedArraySpec,
  cell: readonly [number, number],
  { sense = 'line', bias = 'half' }: GatedArrayOptions = {},
): Specimen {
  const [i, j] = cell
  const [rows, columns] = spec.size
  requireCell('gatedArraySpecimen', cell, spec.size)
  const { model } = spec
  const write = (control: number, addressed: boolean): GatedDrive => {
    if (!addressed)
      return writeDrive(spec, { gate: new Float64Array(rows), source: new Float64Array(columns) })
    const selected = Uint8Array.from({ length: columns }, (_, k) => (k === j ? 1 : 0))
    return gateWrite(spec, { row: i, selected, amplitude: control }, bias)
  }
  const drain = new Float64Array(rows)
  drain[i] = model.readVolts
  const read = readDrive(spec, { drain })
  return create(
    spec.initial.map(x => x.slice()),
    0,
  )

  /** The array as one pulse finds it. */
  function pulsedSpec(control: number, pulse: number): GatedArraySpec {
    return drawPulse(spec, control === 0 ? undefined : pulse)
  }

  function create(states: Float64Array[], pulses: number): Specimen {
    let count = pulses
    return {
      model: { name: model.name, readVolts: model.readVolts },
      current: () => {
        const { sourceCurrents, channelCurrents } = gatedPoint(spec, read, states)
        return sense === 'line' ? sourceCurrents[j] : channelCurrents[i * columns + j]
      },
      advance: (control, seconds, addressed = control !== 0) => {
        const pulsed = pulsedSpec(control, count)
        if (pulsed !== spec) count++
        advanceGated(pulsed, write(control, addressed), seconds, states, createEnergyMeter(), {
          energy: false,
        })
      },
      energy: (control, seconds) => {
        const meter = createEnergyMeter()
        const then = states.map(x => x.slice())
        advanceGated(pulsedSpec(control, count), write(control, true), seconds, then, meter)
        return meter.delivered
      },
      copy: () =>
        create(
          states.map(x => x.slice()),
          count,
        ),
    }
  }
}
