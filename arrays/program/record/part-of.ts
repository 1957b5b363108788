import type { DriveEvent } from '../events.ts'
import type { PlayedArray } from '../played-array.ts'

/** The part of a drive from one place to another, both from 0 to 1. */
export function partOf<D>(
  array: Pick<PlayedArray<D>, 'driveAt'>,
  event: DriveEvent<D>,
  from: number,
  to: number,
): DriveEvent<D> {
  const goesOn = from > 0 || (event.goesOn ?? false)
  const seconds = event.seconds * (to - from)
  if (event.from === event.to) return { ...event, seconds, goesOn }
  return { kind: 'drive', from: array.driveAt(event, from), to: array.driveAt(event, to), seconds, goesOn }
}
