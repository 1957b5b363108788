import { CURRENT, VOLTAGE } from '../../../arrays/network/problem.ts'
import {
  groundedLines,
  type LineRow,
  type LineSources,
  openLines,
  type SidedSources,
  type SideOfLines,
} from '../../../arrays/program/line-sources.ts'
import type { WaveShape } from './wave-shapes.ts'

/** A wave on some lines. */
export interface LineWave {
  readonly side: SideOfLines['side']
  readonly lines: readonly number[]
  readonly unit: 'V' | 'A'
  readonly shape: WaveShape
  readonly amplitude: number
  readonly offset: number
  /** Seconds. */
  readonly period: number
  /** Share of the period at which it begins, 0 to 1. */
  readonly phase: number
}

/** Corners nearer to each other than this share of the time are one: sums of periods are rounded. */
const ROUNDING = 1e-12

/**
 * Waves as rows of line sources, straight from corner to corner of any of them.
 * @param others what lines without a wave do
 */
export function* waveRows(
  waves: readonly LineWave[],
  sides: readonly SideOfLines[],
  seconds: number,
  others: 'ground' | 'float',
): Generator<LineRow> {
  const places = waves.map(placeAtStart)
  let time = 0
  while (time < seconds) {
    const ends = places.map((place, w) => cornerAfter(waves[w], place))
    const next = Math.min(seconds, ...ends)
    const at = (when: number): SidedSources =>
      sourcesAt(
        waves,
        waves.map((wave, w) => valueAt(wave, places[w], when)),
        sides,
        others,
      )
    yield {
      seconds: next - time,
      from: at(time),
      to: at(next),
      // A pulse is a period of the first wave.
      goesOn: time > 0 && !(places[0].corner === 0 && places[0].begins === time),
    }
    ends.forEach((end, w) => {
      if (end <= next + ROUNDING * seconds) places[w] = pieceAfter(waves[w], places[w], next)
    })
    time = next
  }
}

/** How many rows waves make, at most. */
export function countWaveRows(waves: readonly LineWave[], seconds: number): number {
  return waves.reduce((sum, { shape, period }) => sum + (seconds / period + 1) * shape.corners.length, 1)
}

/** Where a wave is: in a period, counted from the one in which it begins, and in a piece of it. */
interface Place {
  readonly period: number
  readonly corner: number
  /** Seconds at which the piece begins. */
  readonly begins: number
}

function placeAtStart({ shape, phase }: LineWave): Place {
  return { period: 0, corner: shape.corners.findLastIndex(corner => corner <= phase), begins: 0 }
}

/** Seconds at which the piece of a place ends. */
function cornerAfter({ shape, period, phase }: LineWave, place: Place): number {
  const corner = place.corner + 1 < shape.corners.length ? shape.corners[place.corner + 1] : 1
  return (place.period + corner - phase) * period
}

function pieceAfter({ shape }: LineWave, { period, corner }: Place, begins: number): Place {
  return corner + 1 < shape.corners.length
    ? { period, corner: corner + 1, begins }
    : { period: period + 1, corner: 0, begins }
}

function valueAt(wave: LineWave, place: Place, time: number): number {
  const { shape, amplitude, offset, period, phase } = wave
  return offset + amplitude * shape.value(place.corner, time / period + phase - place.period)
}

function sourcesAt(
  waves: readonly LineWave[],
  values: readonly number[],
  sides: readonly SideOfLines[],
  others: 'ground' | 'float',
): SidedSources {
  const sources: Partial<Record<SideOfLines['side'], LineSources>> = {}
  for (const { side, lines } of sides)
    sources[side] = others === 'ground' ? groundedLines(lines) : openLines(lines)
  waves.forEach(({ side, lines, unit }, w) => {
    const own = sources[side]
    for (const line of lines) {
      if (own === undefined) continue
      own.kind[line] = unit === 'V' ? VOLTAGE : CURRENT
      own.value[line] = values[w]
    }
  })
  return sources
}
