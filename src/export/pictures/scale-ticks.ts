import { tickStep, ticks } from 'd3-array'
import type { ColourScale } from '../run-record.ts'
import { type DisplayUnit, formatNumber, formatSi, powerOfTen } from './si-format.ts'

/** A mark on a colour bar. */
export interface ScaleTick {
  /** 0 at the lower end, 1 at the upper. */
  readonly position: number
  readonly label: string
}

interface Scale {
  readonly kind: ColourScale
  readonly domain: readonly [number, number]
  readonly unit: string
  readonly display: DisplayUnit
}

const TICKS = 5

/**
 * Round values on the bar: in the display unit on a linear bar, each with its own prefix on a log bar.
 * @param flat all cells have one value: it and zero are the ticks
 */
export function scaleTicks(scale: Scale, flat: boolean): ScaleTick[] {
  const { kind, domain, display } = scale
  if (kind === 'log') return logTicks(scale)
  // Without the rounding of the division, which would push a round end beyond its tick.
  const [low, high] = domain.map(end => Number((end / display.factor).toPrecision(12))) as [number, number]
  if (flat && kind === 'linear') {
    const value = low === 0 ? high : low
    const zero = { position: low === 0 ? 0 : 1, label: '0' }
    // All zero: the other end of the bar is arbitrary.
    if (scale.domain[0] === 0 && scale.domain[1] === 1) return [zero]
    return [zero, { position: 1 - zero.position, label: formatSi(value, '') }]
  }
  const decimals = Math.max(0, -Math.floor(Math.log10(tickStep(low, high, TICKS)) + 1e-9))
  return ticks(low, high, TICKS).map(value => ({
    position: (value - low) / (high - low),
    label: formatNumber(value, decimals),
  }))
}

function logTicks({ domain, unit }: Scale): ScaleTick[] {
  const [low, high] = [Math.log10(domain[0]), Math.log10(domain[1])]
  const first = Math.ceil(low - 1e-9)
  const decades = Math.floor(high + 1e-9) - first
  const stride = Math.max(1, Math.ceil(decades / 7))
  const mantissas = decades >= 2 ? [1] : [1, 2, 5]
  const found: ScaleTick[] = []
  for (
    let exponent = first - 1;
    exponent <= high + 1e-9;
    exponent += decades >= 2 && exponent >= first ? stride : 1
  ) {
    for (const mantissa of mantissas) {
      const position = (exponent + Math.log10(mantissa) - low) / (high - low)
      if (position < -1e-9 || position > 1 + 1e-9) continue
      const value = mantissa * 10 ** exponent
      const plain = unit === '' && mantissa === 1 && Math.abs(exponent) > 2
      found.push({ position, label: plain ? powerOfTen(exponent) : formatSi(value, unit) })
    }
  }
  return found
}
