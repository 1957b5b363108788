import { cycleFactors } from '../crossbar/vary-cycles.ts'
import { compileGatedLaws } from '../devices/compile-laws.ts'
import { type AloneDrive, advanceAlone } from '../gated/advance-alone.ts'
import { advanceGated } from '../gated/advance-gated.ts'
import type { GatedArraySpec } from '../gated/gated-array-spec.ts'
import { type GatedDrive, gateWrite, readDrive, writeDrive } from '../gated/gated-drive.ts'
import { gatedPoint } from '../gated/gated-point.ts'
import type { PlayedArray } from './played-array.ts'
import type { ProgramSettings, ReadStep } from './program.ts'
import { rowSelections } from './row-selections.ts'

/** What is applied to three-terminal devices: to each by itself, or to the lines of their array. */
export type GatedPlay =
  | { readonly kind: 'alone'; readonly sources: AloneDrive }
  | { readonly kind: 'lines'; readonly drive: GatedDrive; readonly quiet: boolean }

/**
 * Plays a program on an array of three-terminal devices, each wired alone or all on their lines. A write drives gate lines against
 * source lines with the drain lines open: by a voltage with the other lines biased as word and bit lines are, by a current
 * cell after cell with the other gate and source lines open. A read drives one drain line after the other with the gate lines open
 * and senses all source lines at 0 V.
 */
export function playOnGated(spec: GatedArraySpec, settings: ProgramSettings): PlayedArray<GatedPlay> {
  const { model, size, parameters } = spec
  const [rows, columns] = size
  const cells = rows * columns
  const isolated = settings.network === 'isolated'
  const byCurrent = model.control === 'current'
  const laws = compileGatedLaws(model)

  const alone = (control: Float64Array, drain: Float64Array): GatedPlay => ({
    kind: 'alone',
    sources: { control, drain },
  })
  const lines = (drive: GatedDrive, quiet = false): GatedPlay => ({ kind: 'lines', drive, quiet })

  function* writes(amplitudes: Float64Array): Generator<GatedPlay> {
    for (const selection of rowSelections(amplitudes, size, byCurrent ? 'cell' : settings.write))
      yield lines(gateWrite(spec, selection, settings.bias))
  }

  function readRow(row: number, { volts, bias = settings.bias }: ReadStep): GatedPlay {
    const drain = new Float64Array(rows).fill(bias === 'float' ? Number.NaN : 0)
    drain[row] = volts
    return lines(readDrive(spec, { drain }))
  }

  /** @param volts of each drain, or one for all */
  function channelCurrents(volts: Float64Array, states: readonly Float64Array[]): Float64Array {
    const current = new Float64Array(cells)
    laws.evaluate(cells, volts, states, parameters, current, new Float64Array(cells))
    return current
  }

  return {
    cells,
    rest: isolated
      ? alone(new Float64Array(cells), new Float64Array(cells))
      : lines(writeDrive(spec, { gate: new Float64Array(rows), source: new Float64Array(columns) }), true),
    isQuiet: play =>
      play.kind === 'lines'
        ? play.quiet
        : [play.sources.control, play.sources.drain].every(values => values.every(value => value === 0)),
    pulse: amplitudes => (isolated ? [alone(amplitudes, new Float64Array(cells))] : writes(amplitudes)),
    advance(play, seconds, states, meter, options, pulse) {
      const pace =
        spec.cycles === undefined || pulse === undefined ? undefined : cycleFactors(spec.cycles, pulse, cells)
      const drawn = pace === undefined ? spec : { ...spec, pace }
      return play.kind === 'alone'
        ? advanceAlone(drawn, play.sources, seconds, states, meter, options)
        : advanceGated(drawn, play.drive, seconds, states, meter, options)
    },
    reads(step) {
      const wanted = (k: number): boolean => step.only?.has(k) ?? true
      const all = Array.from({ length: cells }, (_, k) => k).filter(wanted)
      if (isolated) {
        const drain = new Float64Array(cells)
        for (const k of all) drain[k] = step.volts
        return [{ drive: alone(new Float64Array(cells), drain), cells: all }]
      }
      return Array.from({ length: rows }, (_, row) => ({
        drive: readRow(row, step),
        cells: all.filter(k => Math.floor(k / columns) === row),
      })).filter(({ cells: own }) => own.length > 0)
    },
    record({ drive: play, cells: read }, states, report, recorder) {
      if (play.kind === 'alone') {
        const current = channelCurrents(play.sources.drain, states)
        for (const k of read) {
          report.senseCurrents[k] = current[k]
          report.cellCurrents[k] = current[k]
          report.sneakShares[k] = 0
        }
        return
      }
      const point = gatedPoint(spec, play.drive, states, { recorder })
      for (const k of read) {
        const [own, sense] = [point.channelCurrents[k], point.sourceCurrents[k % columns]]
        report.senseCurrents[k] = sense
        report.cellCurrents[k] = own
        report.sneakShares[k] = sense === own ? 0 : 1 - own / sense
        report.sourceShifts[k] = point.sourceVolts[k]
      }
    },
    probe: (states, volts = model.readVolts) =>
      channelCurrents(Float64Array.of(volts), states).map(amps => amps / volts),
  }
}
