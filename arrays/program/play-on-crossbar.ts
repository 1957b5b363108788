import { advance } from '../crossbar/advance.ts'
import { advanceMoving } from '../crossbar/advance-moving.ts'
import { type ArrayReader, createArrayReader } from '../crossbar/array-reader.ts'
import type { ArraySpec } from '../crossbar/array-spec.ts'
import { addressCells } from '../crossbar/bias/address-cells.ts'
import { readCells } from '../crossbar/device-cells.ts'
import { crossbarDrive, type Drive, driveBetween, isQuiet, quietDrive } from '../crossbar/drive.ts'
import { type OperatingPoint, operatingPoint } from '../crossbar/operating-point.ts'
import { type ReadReport, readSelections, recordRead } from '../crossbar/read-array.ts'
import { cycleFactors, pulsedSpec } from '../crossbar/vary-cycles.ts'
import { openLines, type SidedSources } from './line-sources.ts'
import { networkPlanes } from './network-planes.ts'
import type { PlayedArray } from './played-array.ts'
import type { ProgramSettings } from './program.ts'
import { rowSelections } from './row-selections.ts'
import { crossbarQuantities } from './traced-quantities.ts'

/** Plays a program on an array of two-terminal devices, each wired alone or in a crossbar. */
export function playOnCrossbar(spec: ArraySpec, settings: ProgramSettings): PlayedArray<Drive> {
  const cells = spec.size[0] * spec.size[1]
  const { network, bias } = settings
  let reader: ArrayReader | undefined
  let reading: ReadReport | undefined
  return {
    cells,
    rest: quietDrive(spec, network),
    isQuiet,
    pulse: volts =>
      network === 'isolated' ? [{ kind: 'isolated', volts }] : writeDrives(spec, volts, settings),
    advance({ from, to, seconds }, states, meter, options, pulse) {
      const { spec: drawn, duration } = drawPulse(spec, pulse)
      return from === to
        ? advance(drawn, from, duration * seconds, states, meter, options)
        : advanceMoving(drawn, { from, to }, duration * seconds, states, meter, options)
    },
    driveAt: ({ from, to }, place) => driveBetween(from, to, place),
    reads: step =>
      readSelections(spec, {
        network,
        bias: step.bias ?? bias,
        volts: step.volts,
        by: step.by,
        ...(step.only === undefined ? {} : { only: step.only }),
      }),
    sense(selection, states, report, recorder) {
      reader ??= createArrayReader(spec)
      // A program that goes on from a copy of a run finds the same digits as one that was played in one go.
      if (report !== reading) reader.restart()
      reading = report
      recordRead(spec, selection, reader.point(selection.drive, states, recorder), report)
    },
    lines: sources => linesDrive(spec, sources),
    quantities(drive, states) {
      return networkPlanes(operatingPoint(spec, drive, states), drive, spec.size)
    },
    readQuantities(drive, states) {
      if (drive.kind === 'isolated') return {}
      const point = operatingPoint(spec, drive, states, { cells: readCells(spec, states) })
      return networkPlanes(point, drive, spec.size)
    },
    traced: crossbarQuantities(spec.model.states, { access: spec.access.kind !== 'none' }),
    instant(drive, states, recorder) {
      const point = operatingPoint(spec, drive, states, { recorder })
      return {
        'cell-current': point.cellCurrents,
        'cell-voltage': point.cellVolts,
        'device-voltage': point.deviceVolts,
        conductance: probe(states),
        ...lineCurrents(spec, drive, point),
      }
    },
    probe,
  }

  function probe(states: readonly Float64Array[], volts = spec.model.readVolts): Float64Array {
    const alone: ArraySpec = { ...spec, access: { kind: 'none' } }
    const all = new Float64Array(cells).fill(volts)
    const { cellCurrents } = createArrayReader(alone).point({ kind: 'isolated', volts: all }, states)
    return cellCurrents.map(amps => amps / volts)
  }
}

/** Sources stand at the left of word lines and at the bottom of bit lines, with the ohms that the array gives there. */
function linesDrive(spec: ArraySpec, { word, bit }: SidedSources): Drive {
  const [rows, columns] = spec.size
  return {
    kind: 'crossbar',
    left: { ...spec.left, ...(word ?? openLines(rows)) },
    right: { ...spec.right, ...openLines(rows) },
    top: { ...spec.top, ...openLines(columns) },
    bottom: { ...spec.bottom, ...(bit ?? openLines(columns)) },
    gateOn: new Uint8Array(rows).fill(1),
  }
}

/** Currents into word lines and out of bit lines; NaN where cells are wired alone. */
function lineCurrents(
  { size: [rows, columns] }: ArraySpec,
  drive: Drive,
  { solution }: OperatingPoint,
): Record<'word-current' | 'bit-current', Float64Array> {
  if (drive.kind === 'isolated' || solution === undefined) {
    return {
      'word-current': new Float64Array(rows).fill(Number.NaN),
      'bit-current': new Float64Array(columns).fill(Number.NaN),
    }
  }
  const { leftCurrents, rightCurrents, topCurrents, bottomCurrents } = solution
  return {
    'word-current': leftCurrents.map((amps, i) => amps + rightCurrents[i]),
    'bit-current': topCurrents.map((amps, j) => amps + bottomCurrents[j]),
  }
}

/**
 * The array as a pulse finds it. Charge cannot be drawn: where cells store it, the pulse itself lasts longer or shorter,
 * for all of them alike.
 */
function drawPulse(spec: ArraySpec, pulse: number | undefined): { spec: ArraySpec; duration: number } {
  if (spec.model.storage === undefined) return { spec: pulsedSpec(spec, pulse), duration: 1 }
  if (spec.cycles === undefined || pulse === undefined) return { spec, duration: 1 }
  return { spec, duration: cycleFactors(spec.cycles, pulse, 1)[0] }
}

/**
 * Drives that write one pulse into a crossbar, one after the other.
 * @param volts of every cell in this pulse, 0 where it is not addressed
 */
function* writeDrives(
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
