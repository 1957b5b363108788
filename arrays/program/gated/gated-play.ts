import { OptionError } from '../../errors.ts'
import type { AloneDrive } from '../../gated/advance-alone.ts'
import { type GatedDrive, gatedDriveBetween } from '../../gated/gated-drive.ts'

/** Drive of three-terminal devices: of each by itself, or of the lines of their array. */
export type GatedPlay =
  | { readonly kind: 'alone'; readonly sources: AloneDrive }
  | { readonly kind: 'lines'; readonly drive: GatedDrive; readonly quiet: boolean }

type LinesPlay = Extract<GatedPlay, { kind: 'lines' }>

export function playAlone(control: Float64Array, drain: Float64Array): GatedPlay {
  return { kind: 'alone', sources: { control, drain } }
}

export function playLines(drive: GatedDrive, quiet = false): GatedPlay {
  return { kind: 'lines', drive, quiet }
}

export function isQuietPlay(play: GatedPlay): boolean {
  if (play.kind === 'lines') return play.quiet
  return [play.sources.control, play.sources.drain].every(values => values.every(value => value === 0))
}

/** @throws OptionError for devices that are wired alone, whose sources only writes and reads set */
export function asLines(play: GatedPlay): LinesPlay {
  if (play.kind === 'lines') return play
  throw new OptionError('playOnGated', 'devices wired alone', 'sources of lines')
}

/** The drive at a place from 0 to 1 of the straight way from one to the other. */
export function playBetween(from: GatedPlay, to: GatedPlay, place: number): GatedPlay {
  if (from === to) return from
  return playLines(gatedDriveBetween(asLines(from).drive, asLines(to).drive, place))
}
