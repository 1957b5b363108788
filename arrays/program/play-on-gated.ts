import type { SolveRecorder } from '../crossbar/solve-log.ts'
import { cycleFactors } from '../crossbar/vary-cycles.ts'
import { compileGatedLaws } from '../devices/compile-laws.ts'
import { OptionError } from '../errors.ts'
import { type AloneDrive, advanceAlone } from '../gated/advance-alone.ts'
import { advanceGated } from '../gated/advance-gated.ts'
import { advanceGatedMoving } from '../gated/advance-gated-moving.ts'
import { channelCurrents } from '../gated/channel-currents.ts'
import type { GatedArraySpec } from '../gated/gated-array-spec.ts'
import {
  type GatedDrive,
  gatedDriveBetween,
  gateWrite,
  linesDrive,
  readDrive,
  writeDrive,
} from '../gated/gated-drive.ts'
import { type GatedPoint, gatedPoint } from '../gated/gated-point.ts'
import type { PlayedArray } from './played-array.ts'
import type { ProgramSettings, ReadSettings } from './program.ts'
import { rowSelections } from './row-selections.ts'

import { gatedQuantities } from './traced-quantities.ts'

/** What is applied to three-terminal devices: to each by itself, or to the lines of their array. */
export type GatedPlay =
  | { readonly kind: 'alone'; readonly sources: AloneDrive }
  | { readonly kind: 'lines'; readonly drive: GatedDrive; readonly quiet: boolean }

/** What flows at one instant. */
type GatedInstant = Pick<
  GatedPoint,
  'channelCurrents' | 'channelVolts' | 'gateCurrents' | 'gateVolts' | 'sourceCurrents'
>

/** @throws RangeError for devices that are wired alone, whose sources only writes and reads set */
function asLines(play: GatedPlay): Extract<GatedPlay, { kind: 'lines' }> {
  if (play.kind === 'lines') return play
  throw new OptionError('playOnGated', 'devices wired alone', 'sources of lines')
}

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
  const channels = channelCurrents(spec)

  const alone = (control: Float64Array, drain: Float64Array): GatedPlay => ({
    kind: 'alone',
    sources: { control, drain },
  })
  const lines = (drive: GatedDrive, quiet = false): GatedPlay => ({ kind: 'lines', drive, quiet })

  function* writes(amplitudes: Float64Array): Generator<GatedPlay> {
    for (const selection of rowSelections(amplitudes, size, byCurrent ? 'cell' : settings.write))
      yield lines(gateWrite(spec, selection, settings.bias))
  }

  function readRow(row: number, { volts, bias = settings.bias }: ReadSettings): GatedPlay {
    const drain = new Float64Array(rows).fill(bias === 'float' ? Number.NaN : 0)
    drain[row] = volts
    return lines(readDrive(spec, { drain }))
  }

  /** @param volts of each drain, or one for all */
  function channelAmps(volts: Float64Array, states: readonly Float64Array[]): Float64Array {
    const current = new Float64Array(cells)
    channels(volts, states, current, new Float64Array(cells))
    return current
  }

  function instantAlone({ control, drain }: AloneDrive, states: readonly Float64Array[]): GatedInstant {
    const volts = byCurrent ? new Float64Array(cells) : control
    const [amps, slope] = [new Float64Array(cells), new Float64Array(cells)]
    laws.gate(cells, volts, states, parameters, amps, slope)
    // A gate stack is ohmic behind its open-circuit voltage.
    const gateVolts = byCurrent ? control.map((i, k) => (i - amps[k]) / slope[k]) : control
    return {
      channelCurrents: channelAmps(drain, states),
      channelVolts: drain,
      gateCurrents: byCurrent ? control : amps,
      gateVolts,
      sourceCurrents: new Float64Array(columns).fill(Number.NaN),
    }
  }

  function instantOf(
    play: GatedPlay,
    states: readonly Float64Array[],
    recorder?: SolveRecorder,
  ): GatedInstant {
    if (play.kind === 'alone') return instantAlone(play.sources, states)
    return gatedPoint(spec, play.drive, states, recorder === undefined ? {} : { recorder })
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
    advance({ from, to, seconds }, states, meter, options, pulse) {
      const pace =
        spec.cycles === undefined || pulse === undefined ? undefined : cycleFactors(spec.cycles, pulse, cells)
      const drawn = pace === undefined ? spec : { ...spec, pace }
      if (from.kind === 'alone') return advanceAlone(drawn, from.sources, seconds, states, meter, options)
      return from === to
        ? advanceGated(drawn, from.drive, seconds, states, meter, options)
        : advanceGatedMoving(
            drawn,
            { from: from.drive, to: asLines(to).drive },
            seconds,
            states,
            meter,
            options,
          )
    },
    driveAt: ({ from, to }, place) =>
      from === to ? from : lines(gatedDriveBetween(asLines(from).drive, asLines(to).drive, place)),
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
    sense({ drive: play, cells: read }, states, report, recorder) {
      if (play.kind === 'alone') {
        const current = channelAmps(play.sources.drain, states)
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
    lines: sources => lines(linesDrive(spec, sources)),
    quantities(play, states) {
      const { channelCurrents: amps, channelVolts: volts } = instantOf(play, states)
      return { 'cell-current': amps, 'cell-voltage': volts }
    },
    traced: gatedQuantities(model.states),
    instant(play, states, recorder) {
      const point = instantOf(play, states, recorder)
      return {
        'cell-current': point.channelCurrents,
        'cell-voltage': point.channelVolts,
        'gate-current': point.gateCurrents,
        'gate-voltage': point.gateVolts,
        'source-current': point.sourceCurrents,
        conductance: channelAmps(new Float64Array(cells).fill(model.readVolts), states).map(
          amps => amps / model.readVolts,
        ),
      }
    },
    probe: (states, volts = model.readVolts) =>
      channelAmps(new Float64Array(cells).fill(volts), states).map(amps => amps / volts),
  }
}
