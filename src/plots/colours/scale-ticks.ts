import { tickStep, ticks } from 'd3-array'
import { type DisplayUnit, formatNumber, formatSi, powerOfTen } from '../drawing/si-format.ts'
import type { ColourScale } from './colour-map.ts'

/** A mark on an axis or a colour bar. */
export interface ScaleTick {
  /** 0 at the lower end, 1 at the upper. */
  readonly position: number
  readonly label: string
}

interface Scale {
  readonly kind: ColourScale
  /** Values at both ends, SI. */
  readonly domain: readonly [number, number]
  readonly unit: string
  readonly display: DisplayUnit
  /** Ticks of a log scale are numbers in the display unit, in place of each with its own prefix. */
  readonly named?: boolean
}

interface TickOptions {
  /** About so many ticks. @defaultValue 5 */
  readonly count?: number
  /** All values are one: it and zero are the ticks. */
  readonly flat?: boolean
}

/** Parts of a decade that ticks may stand at, the coarsest first. */
const MANTISSAS = [[1], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]] as const
const FEWEST = 3
/** Decades that have a tick each. */
const MOST_DECADES = 7

/** Round values: in the display unit on a linear scale, each with its own prefix on a log scale. */
export function scaleTicks(scale: Scale, { count = 5, flat = false }: TickOptions = {}): ScaleTick[] {
  const { kind, domain, display } = scale
  if (kind === 'log') return logTicks(scale)
  // Without the rounding of the division, which would push a round end beyond its tick.
  const [low, high] = domain.map(end => Number((end / display.factor).toPrecision(12))) as [number, number]
  if (flat && kind === 'linear') return flatTicks(domain, low, high)
  const decimals = Math.max(0, -Math.floor(Math.log10(tickStep(low, high, count)) + 1e-9))
  return ticks(low, high, count).map(value => ({
    position: (value - low) / (high - low),
    label: formatNumber(value, decimals),
  }))
}

function flatTicks(domain: readonly [number, number], low: number, high: number): ScaleTick[] {
  const zero = { position: low === 0 ? 0 : 1, label: '0' }
  // All zero: the other end of the bar is arbitrary.
  if (domain[0] === 0 && domain[1] === 1) return [zero]
  return [zero, { position: 1 - zero.position, label: formatSi(low === 0 ? high : low, '') }]
}

/** At powers of ten, and between them where these are few. */
function logTicks(scale: Scale): ScaleTick[] {
  const found = MANTISSAS.map(mantissas => logTicksAt(scale, mantissas))
  return found.find(those => those.length >= FEWEST) ?? found[2]
}

function logTicksAt({ domain, unit, display, named }: Scale, mantissas: readonly number[]): ScaleTick[] {
  const factor = named === true ? display.factor : 1
  const [low, high] = domain.map(end => Math.log10(end / factor)) as [number, number]
  const first = Math.ceil(low - 1e-9)
  const stride = Math.max(1, Math.ceil((Math.floor(high + 1e-9) - first) / MOST_DECADES))
  const wide = first < -3 || Math.floor(high + 1e-9) > 3
  const found: ScaleTick[] = []
  for (let exponent = first - 1; exponent <= high + 1e-9; exponent++) {
    if (exponent >= first && (exponent - first) % stride !== 0) continue
    for (const mantissa of mantissas) {
      const position = (exponent + Math.log10(mantissa) - low) / (high - low)
      if (position < -1e-9 || position > 1 + 1e-9) continue
      const value = mantissa * 10 ** exponent
      const plain = (unit === '' || named === true) && mantissa === 1 && Math.abs(exponent) > 2
      const label = plain ? decade(exponent, wide) : formatSi(value, named === true ? '' : unit)
      found.push({ position, label })
    }
  }
  return found
}

/** 0.001 and 1000 on a scale that goes no further, beside 0.01 and 100; powers of ten on a wide one. */
function decade(exponent: number, wide: boolean): string {
  return wide ? powerOfTen(exponent) : formatNumber(10 ** exponent, Math.max(0, -exponent))
}
