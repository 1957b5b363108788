import { advance } from '../crossbar/advance.ts'
import type { ArraySpec } from '../crossbar/array-spec.ts'
import { addressCells } from '../crossbar/bias.ts'
import { crossbarDrive, type Drive, isQuiet, quietDrive } from '../crossbar/drive.ts'
import { operatingPoint } from '../crossbar/operating-point.ts'
import { readPoint, readSelections, recordRead } from '../crossbar/read-array.ts'
import { cycleFactors } from '../crossbar/vary-cycles.ts'
import type { PlayedArray } from './played-array.ts'
import type { ProgramSettings } from './program.ts'
import { rowSelections } from './row-selections.ts'

/** Plays a program on an array of two-terminal devices, each wired alone or in a crossbar. */
export function playOnCrossbar(spec: ArraySpec, settings: ProgramSettings): PlayedArray<Drive> {
  const cells = spec.size[0] * spec.size[1]
  const { network, bias } = settings
  return {
    cells,
    rest: quietDrive(spec, network),
    isQuiet,
    pulse: volts =>
      network === 'isolated' ? [{ kind: 'isolated', volts }] : writeDrives(spec, volts, settings),
    advance(drive, seconds, states, meter, options, pulse) {
      const { spec: drawn, duration } = drawPulse(spec, pulse)
      return advance(drawn, drive, duration * seconds, states, meter, options)
    },
    reads: step =>
      readSelections(spec, {
        network,
        bias: step.bias ?? bias,
        volts: step.volts,
        by: step.by,
        ...(step.only === undefined ? {} : { only: step.only }),
      }),
    record(selection, states, report, recorder) {
      recordRead(spec, selection, readPoint(spec, selection.drive, states, { recorder }), report)
    },
    table: {
      drive: row => ({ kind: 'crossbar', ...row, gateOn: new Uint8Array(spec.size[0]).fill(1) }),
      quantities(drive, states) {
        const { cellCurrents, cellVolts } = operatingPoint(spec, drive, states)
        return { 'cell-current': cellCurrents, 'cell-voltage': cellVolts }
      },
    },
    probe(states, volts = spec.model.readVolts) {
      const alone: ArraySpec = { ...spec, access: { kind: 'none' } }
      const all = new Float64Array(cells).fill(volts)
      return readPoint(alone, { kind: 'isolated', volts: all }, states).cellCurrents.map(amps => amps / volts)
    },
  }
}

/**
 * The array as a pulse finds it. Charge cannot be drawn: where cells store it, the pulse itself lasts longer or shorter,
 * for all of them alike.
 */
function drawPulse(spec: ArraySpec, pulse: number | undefined): { spec: ArraySpec; duration: number } {
  if (spec.cycles === undefined || pulse === undefined) return { spec, duration: 1 }
  if (spec.model.storage !== undefined) return { spec, duration: cycleFactors(spec.cycles, pulse, 1)[0] }
  const pace = cycleFactors(spec.cycles, pulse, spec.size[0] * spec.size[1])
  return { spec: { ...spec, pace }, duration: 1 }
}

/**
 * Drives that write one pulse into a crossbar, one after the other.
 * @param volts of every cell in this pulse, 0 where it is not addressed
 */
export function* writeDrives(
  spec: ArraySpec,
  volts: Float64Array,
  { write, bias }: Pick<ProgramSettings, 'write' | 'bias'>,
): Generator<Drive> {
  for (const { row, selected, amplitude } of rowSelections(volts, spec.size, write)) {
    const gateOn = new Uint8Array(spec.size[0])
    gateOn[row] = 1
    yield crossbarDrive(spec, addressCells(spec.size, row, selected, amplitude, bias), gateOn)
  }
}
