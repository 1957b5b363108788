import type { GatedArraySpec } from '../../gated/gated-array-spec.ts'
import { gateWrite, readDrive, writeDrive } from '../../gated/gated-drive.ts'
import type { PlayedSelection } from '../events.ts'
import type { ProgramSettings, ReadSettings } from '../program.ts'
import { rowSelections } from '../row-selections.ts'
import { type GatedPlay, playAlone, playLines } from './gated-play.ts'

/** How writes and reads drive an array of three-terminal devices. */
export interface GatedDrives {
  readonly rest: GatedPlay
  pulse(amplitudes: Float64Array): Iterable<GatedPlay>
  reads(settings: ReadSettings): PlayedSelection<GatedPlay>[]
}

/** Every device by itself. */
export function drivesAlone({ size }: GatedArraySpec): GatedDrives {
  const count = size[0] * size[1]
  return {
    rest: playAlone(new Float64Array(count), new Float64Array(count)),
    pulse: amplitudes => [playAlone(amplitudes, new Float64Array(count))],
    reads({ only, volts }) {
      const cells = wantedCells(count, only)
      const drain = new Float64Array(count)
      for (const k of cells) drain[k] = volts
      return [{ drive: playAlone(new Float64Array(count), drain), cells }]
    },
  }
}

/** All on their lines. */
export function drivesOfLines(spec: GatedArraySpec, settings: ProgramSettings): GatedDrives {
  const { model, size } = spec
  const [rows, columns] = size

  function* writes(amplitudes: Float64Array): Generator<GatedPlay> {
    const byCurrent = model.control === 'current'
    for (const selection of rowSelections(amplitudes, size, byCurrent ? 'cell' : settings.write))
      yield playLines(gateWrite(spec, selection, settings.bias))
  }

  function readRow(row: number, { volts, bias = settings.bias }: ReadSettings): GatedPlay {
    const drain = new Float64Array(rows).fill(bias === 'float' ? Number.NaN : 0)
    drain[row] = volts
    return playLines(readDrive(spec, { drain }))
  }

  return {
    rest: playLines(
      writeDrive(spec, { gate: new Float64Array(rows), source: new Float64Array(columns) }),
      true,
    ),
    pulse: writes,
    reads(step) {
      const all = wantedCells(rows * columns, step.only)
      return Array.from({ length: rows }, (_, row) => ({
        drive: readRow(row, step),
        cells: all.filter(k => Math.floor(k / columns) === row),
      })).filter(({ cells }) => cells.length > 0)
    },
  }
}

function wantedCells(count: number, only: ReadonlySet<number> | undefined): number[] {
  return Array.from({ length: count }, (_, k) => k).filter(k => only?.has(k) ?? true)
}
