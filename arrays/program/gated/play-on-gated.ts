import { pulsedSpec } from '../../crossbar/vary-cycles.ts'
import { advanceAlone } from '../../gated/advance-alone.ts'
import { advanceGated } from '../../gated/advance-gated.ts'
import { advanceGatedMoving } from '../../gated/advance-gated-moving.ts'
import type { GatedArraySpec } from '../../gated/gated-array-spec.ts'
import { linesDrive } from '../../gated/gated-drive.ts'
import type { PlayedArray } from '../played-array.ts'
import type { ProgramSettings } from '../program.ts'
import { gatedQuantities } from '../traced-quantities.ts'
import { drivesAlone, drivesOfLines } from './gated-drives.ts'
import { gatedInstants } from './gated-instants.ts'
import { asLines, type GatedPlay, isQuietPlay, playBetween, playLines } from './gated-play.ts'

/**
 * Plays a program on an array of three-terminal devices, each wired alone or all on their lines. A write drives gate lines against
 * source lines with the drain lines open: by a voltage with the other lines biased as word and bit lines are, by a current
 * cell after cell with the other gate and source lines open. A read drives one drain line after the other with the gate lines open
 * and senses all source lines at 0 V.
 */
export function playOnGated(spec: GatedArraySpec, settings: ProgramSettings): PlayedArray<GatedPlay> {
  const { model, size } = spec
  const cells = size[0] * size[1]
  const instants = gatedInstants(spec)
  return {
    cells,
    ...(settings.network === 'isolated' ? drivesAlone(spec) : drivesOfLines(spec, settings)),
    isQuiet: isQuietPlay,
    // No engine holds states of these.
    advance({ from, to, seconds }, states, meter, { stay: _, ...options }, pulse) {
      const drawn = pulsedSpec(spec, pulse)
      if (from.kind === 'alone') return advanceAlone(drawn, from.sources, seconds, states, meter, options)
      if (from === to) return advanceGated(drawn, from.drive, seconds, states, meter, options)
      const drives = { from: from.drive, to: asLines(to).drive }
      return advanceGatedMoving(drawn, drives, seconds, states, meter, options)
    },
    driveAt: ({ from, to }, place) => playBetween(from, to, place),
    sense: ({ drive, cells: read }, states, report, recorder) =>
      instants.sense(drive, read, states, report, recorder),
    lines: sources => playLines(linesDrive(spec, sources)),
    quantities(play, states) {
      const { channelCurrents, channelVolts } = instants.at(play, states)
      return { 'cell-current': channelCurrents, 'cell-voltage': channelVolts }
    },
    traced: gatedQuantities(model.states),
    instant(play, states, recorder) {
      const point = instants.at(play, states, recorder)
      return {
        'cell-current': point.channelCurrents,
        'cell-voltage': point.channelVolts,
        'gate-current': point.gateCurrents,
        'gate-voltage': point.gateVolts,
        'source-current': point.sourceCurrents,
        conductance: instants.probe(states, model.readVolts),
      }
    },
    probe: (states, volts = model.readVolts) => instants.probe(states, volts),
  }
}
