import type { SolveRecorder } from '../../crossbar/solve-log.ts'
import { compileGatedLaws } from '../../devices/compile-laws.ts'
import type { AloneDrive } from '../../gated/advance-alone.ts'
import { channelCurrents } from '../../gated/channel-currents.ts'
import type { GatedArraySpec } from '../../gated/gated-array-spec.ts'
import { type GatedPoint, gatedPoint } from '../../gated/gated-point.ts'
import type { PlayedReport } from '../played-array.ts'
import type { GatedPlay } from './gated-play.ts'

/** Currents and voltages at one instant. */
type GatedInstant = Pick<
  GatedPoint,
  'channelCurrents' | 'channelVolts' | 'gateCurrents' | 'gateVolts' | 'sourceCurrents'
>

/** Currents and voltages in an array of three-terminal devices at fixed states. */
export interface GatedInstants {
  at(play: GatedPlay, states: readonly Float64Array[], recorder?: SolveRecorder): GatedInstant
  /** Conductance of every channel alone, S. */
  probe(states: readonly Float64Array[], volts: number): Float64Array
  /** Fills a report with what the cells of a read give. */
  sense(
    play: GatedPlay,
    cells: readonly number[],
    states: readonly Float64Array[],
    report: PlayedReport,
    recorder: SolveRecorder,
  ): void
}

export function gatedInstants(spec: GatedArraySpec): GatedInstants {
  const { model, size, parameters } = spec
  const [, columns] = size
  const count = size[0] * columns
  const byCurrent = model.control === 'current'
  const laws = compileGatedLaws(model)
  const channels = channelCurrents(spec)

  /** @param volts of each drain */
  function channelAmps(volts: Float64Array, states: readonly Float64Array[]): Float64Array {
    const current = new Float64Array(count)
    channels(volts, states, current, new Float64Array(count))
    return current
  }

  function alone({ control, drain }: AloneDrive, states: readonly Float64Array[]): GatedInstant {
    const volts = byCurrent ? new Float64Array(count) : control
    const [amps, slope] = [new Float64Array(count), new Float64Array(count)]
    laws.gate(count, volts, states, parameters, amps, slope)
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

  return {
    at(play, states, recorder) {
      if (play.kind === 'alone') return alone(play.sources, states)
      return gatedPoint(spec, play.drive, states, recorder === undefined ? {} : { recorder })
    },
    probe: (states, volts) =>
      channelAmps(new Float64Array(count).fill(volts), states).map(amps => amps / volts),
    sense(play, cells, states, report, recorder) {
      if (play.kind === 'alone') {
        const current = channelAmps(play.sources.drain, states)
        for (const k of cells) noteRead(report, k, current[k], current[k])
        return
      }
      const point = gatedPoint(spec, play.drive, states, { recorder })
      for (const k of cells) {
        noteRead(report, k, point.channelCurrents[k], point.sourceCurrents[k % columns])
        report.sourceShifts[k] = point.sourceVolts[k]
      }
    },
  }
}

function noteRead(report: PlayedReport, k: number, own: number, sense: number): void {
  report.senseCurrents[k] = sense
  report.cellCurrents[k] = own
  report.sneakShares[k] = sense === own ? 0 : 1 - own / sense
}
