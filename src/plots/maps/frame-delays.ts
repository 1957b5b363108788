/** All of the run in about this time; no frame too short to see, none so long that one thinks it has stopped, the last one held. */
const PLAY_MS = 12_000
/** Few frames are over sooner. */
const MEAN_MS = 900
const FRAME_MS = { least: 80, most: 3000, last: 2000 } as const

/** Delays that the format can hold: hundredths of a second in 16 bits, and viewers take less than 2 of them for 10. */
const GIF_MS = { least: 20, most: 655_350 } as const

/**
 * How long each frame of an animation is shown, ms: in proportion to the time until the next one.
 * @param times of the frames, s; where time goes back, as at the start of another case, a frame is shown as long as the mean
 * @param realTime as long as in the experiment
 */
export function frameDelays(times: readonly number[], realTime: boolean): number[] {
  const spans = times.slice(1).map((time, k) => time - times[k])
  const known = spans.filter(span => span > 0)
  const total = known.reduce((sum, span) => sum + span, 0)
  const mean = known.length === 0 ? 1 : total / known.length
  const whole = mean * Math.max(1, spans.length)
  const scale = realTime ? 1000 : Math.min(PLAY_MS, MEAN_MS * spans.length) / whole
  const bounds = realTime ? GIF_MS : FRAME_MS
  const delays = spans.map(span => bounded((span > 0 ? span : mean) * scale, bounds))
  return [...delays, FRAME_MS.last]
}

function bounded(ms: number, { least, most }: { readonly least: number; readonly most: number }): number {
  return Math.min(Math.max(Math.round(ms / 10) * 10, least), most)
}
