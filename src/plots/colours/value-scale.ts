import { type DisplayUnit, displayUnit } from '../drawing/si-format.ts'
import type { ColourMapName, ColourScale } from './colour-map.ts'
import { type ScaleTick, scaleTicks } from './scale-ticks.ts'

/** How the values of one quantity, all frames together, become positions on a colour map. */
export interface ValueScale {
  readonly kind: ColourScale
  /** Values at positions 0 and 1, SI. */
  readonly domain: readonly [number, number]
  readonly unit: string
  readonly display: DisplayUnit
  readonly ticks: readonly ScaleTick[]
  /** Whether there are cells without a finite value, and cells that a log scale cannot show. */
  readonly hasMissing: boolean
  readonly hasNonPositive: boolean
  /** In place of the map of its kind. */
  readonly colourMap?: ColourMapName
  /** The unit was named: ticks of a log scale are numbers in it. */
  readonly named?: boolean
}

/** Choices of the user that replace those found from the values. */
export interface ScaleChoice {
  readonly kind?: ColourScale | undefined
  /** Values at both ends, SI; what lies outside has the colour of the end. */
  readonly range?: readonly [number, number] | undefined
  readonly display?: DisplayUnit | undefined
  readonly colourMap?: ColourMapName | undefined
}

/** Positive values whose ninth decile is this many times the first are shown on a log scale. */
const LOG_SPAN = 1e3

/** A ratio below this is what rounding leaves of zero: it is shown as zero. */
const ZERO_RATIO = 1e-12

/** Deciles are taken of about this many values, evenly picked. */
const DECILE_SAMPLE = 4096

/** A span below this part of the largest magnitude is rounding, not contrast. */
const ROUNDING = 1e-9

/**
 * Chooses domain, unit and ticks.
 * @param planes all planes of the quantity, in SI; NaN and infinities take no part
 * @param unit SI unit without prefix
 * @param kind left out, chosen as `RunQuantity.scale` says
 */
export function valueScale(
  planes: readonly Float64Array[],
  unit: string,
  kind: ColourScale | undefined,
  { range: laid, display: wanted, colourMap, kind: laidKind }: ScaleChoice = {},
): ValueScale {
  const range = rangeOf(planes, unit === '' ? ZERO_RATIO : 0)
  const chosen = laidKind ?? kindFor(planes, range, kind, laid)
  const domain = laid ?? domainFor(chosen, range)
  const display = wanted ?? displayUnit(unit, Math.max(Math.abs(domain[0]), Math.abs(domain[1])))
  const scale = { kind: chosen, domain, unit, display, named: wanted !== undefined }
  return {
    ...scale,
    ticks: range.count === 0 ? [] : scaleTicks(scale, { flat: laid === undefined && isFlat(range) }),
    hasMissing: range.missing,
    hasNonPositive: chosen === 'log' && range.nonPositive,
    ...(colourMap === undefined ? {} : { colourMap }),
  }
}

/** Position 0..1 of a value; NaN where it has no colour. */
export function scalePosition(scale: Pick<ValueScale, 'kind' | 'domain'>, value: number): number {
  if (!Number.isFinite(value)) return Number.NaN
  const [low, high] = scale.domain
  if (scale.kind === 'log') {
    return value > 0 ? clamp(Math.log(value / low) / Math.log(high / low)) : Number.NaN
  }
  return clamp((value - low) / (high - low))
}

interface Range {
  min: number
  max: number
  minPositive: number
  count: number
  missing: boolean
  nonPositive: boolean
}

/** @param zero magnitudes up to this one count as zero for the ends and signs of the range */
function rangeOf(planes: readonly Float64Array[], zero: number): Range {
  const range = {
    min: Infinity,
    max: -Infinity,
    minPositive: Infinity,
    count: 0,
    missing: false,
    nonPositive: false,
  }
  for (const plane of planes) {
    // By index: a plane may have a million values, and is shown twenty times a second.
    for (let k = 0; k < plane.length; k++) {
      const raw = plane[k]
      if (!Number.isFinite(raw)) {
        range.missing = true
        continue
      }
      const value = Math.abs(raw) <= zero ? 0 : raw
      range.count++
      if (value < range.min) range.min = value
      if (value > range.max) range.max = value
      if (raw > 0 && raw < range.minPositive) range.minPositive = raw
      if (raw <= 0) range.nonPositive = true
    }
  }
  return range
}

function kindFor(
  planes: readonly Float64Array[],
  range: Range,
  kind: ColourScale | undefined,
  laid: readonly [number, number] | undefined,
): ColourScale {
  if (kind !== undefined) return possibleKind(range, kind)
  // Two sides are seen only where the ends lie on both.
  if (laid !== undefined) return laid[0] === -laid[1] ? 'diverging' : 'linear'
  return automaticKind(planes, range)
}

function possibleKind(range: Range, kind: ColourScale): ColourScale {
  // Nothing positive: a logarithm shows nothing at all.
  return kind === 'log' && !(range.max > 0) ? 'linear' : kind
}

function automaticKind(planes: readonly Float64Array[], range: Range): ColourScale {
  const { min, max } = range
  // A sign that is only rounding makes no second side; values far below zero need contrast more than a middle.
  if (min < -ROUNDING * Math.abs(max) && max > min / 4) return 'diverging'
  return min > 0 && decileRatio(planes) > LOG_SPAN ? 'log' : 'linear'
}

/** A few outliers do not make a quantity logarithmic, so the ends are left out. */
function decileRatio(planes: readonly Float64Array[]): number {
  const total = planes.reduce((sum, plane) => sum + plane.length, 0)
  const stride = Math.max(1, Math.floor(total / DECILE_SAMPLE))
  const picked: number[] = []
  let at = 0
  for (const plane of planes) {
    for (; at < plane.length; at += stride) if (Number.isFinite(plane[at])) picked.push(plane[at])
    at -= plane.length
  }
  const sorted = Float64Array.from(picked).sort()
  return sorted[Math.floor(sorted.length * 0.9)] / sorted[Math.floor(sorted.length * 0.1)]
}

function domainFor(kind: ColourScale, range: Range): [number, number] {
  const { min, max, minPositive } = range
  const largest = Math.max(Math.abs(min), Math.abs(max))
  if (range.count === 0 || largest === 0) return kind === 'diverging' ? [-1, 1] : [0, 1]
  if (kind === 'diverging') return [-largest, largest]
  if (kind === 'log') {
    // Less than a third of a decade would give a bar without ticks.
    return max / minPositive < 2 ? [max / Math.sqrt(10), max * Math.sqrt(10)] : [minPositive, max]
  }
  if (isFlat(range)) return max > 0 ? [0, max] : [min, 0]
  // Where the values come near zero, zero belongs on the bar.
  if (min > 0 && min < max / 4) return [0, max]
  return [min, max]
}

function isFlat(range: Range): boolean {
  return range.max - range.min <= ROUNDING * Math.max(Math.abs(range.min), Math.abs(range.max))
}

function clamp(position: number): number {
  return Math.min(Math.max(position, 0), 1)
}
