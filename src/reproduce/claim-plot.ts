import { STATED_TOLERANCES } from '../../scenarios/papers/claims/stated-tolerances.ts'
import { plot } from '../plots/plot.ts'
import type { PlotSeries } from '../plots/series.ts'
import type { ClaimRow } from './claim-row.ts'

/** A control that is so many times larger than everything else would flatten it, and stands in words only. */
const MOST_CONTROL = 3

/** The published and the simulated figures of a claim, and those of its control, as an SVG document; undefined where nothing was run. */
export function claimPlot(row: ClaimRow): string | undefined {
  if (row.simulated.length === 0) return undefined
  const { id, device, quantity, kind } = row
  const { factor, unit } = withoutPrefix(row.unit)
  const scaled = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : factor * value
  const simulated = row.simulated.map(value => factor * value)
  const published = row.paper.value.map(value => factor * value)
  const [low, high] = [scaled(row.paper.low), scaled(row.paper.high)]
  const places = simulated.map((_, k) => k + 1)
  const series: PlotSeries[] = [
    // A trend is a series; single values stand alone.
    { name: 'simulated', x: places, y: simulated, style: kind === 'trend' ? 'line' : 'points' },
  ]
  if (published.length > 0) {
    const bounded = low !== undefined || high !== undefined
    const stated = scaled(STATED_TOLERANCES[id])
    const away = (sign: 1 | -1): number[] =>
      published.map(value => value + (bounded ? 0 : sign * (stated ?? 0.05 * Math.abs(value))))
    const around = stated === undefined ? '5 %' : `${STATED_TOLERANCES[id]} ${row.unit}`
    series.unshift({
      name: bounded ? 'published' : `published, ${around} around`,
      x: published.map((_, k) => k + 1),
      y: published,
      low: away(-1),
      high: away(1),
      style: 'points',
      spread: 'bars',
    })
  }
  const ends = [...simulated, ...published]
  const control = (row.control?.simulated ?? []).map(value => factor * value)
  const largest = Math.max(...ends.map(Math.abs))
  if (control.length > 0 && control.every(value => Math.abs(value) <= MOST_CONTROL * largest))
    series.push({
      name: 'control',
      x: control.map((_, k) => k + 1),
      y: control,
      style: kind === 'trend' ? 'dashes' : 'points',
    })
  const accepted =
    low === undefined && high === undefined
      ? undefined
      : { name: 'accepted', low: low ?? Math.min(high!, ...ends), high: high ?? Math.max(low!, ...ends) }
  return plot({
    title: `${id}: ${quantity}`,
    subtitle: `${device}; ${row.where}; ${row.verdict}`,
    x: {
      label: kind === 'trend' ? 'place in the series' : 'value',
      unit: '1',
      ...(kind === 'trend' ? {} : { include: [0, places.length + 1] }),
    },
    panels: [
      {
        y: { label: 'figure', unit, log: wide(ends) },
        series,
        ...(accepted === undefined ? {} : { accepted }),
      },
    ],
  })
}

const PREFIXES: Readonly<Record<string, number>> = { a: 1e-18, f: 1e-15, p: 1e-12, n: 1e-9, u: 1e-6, m: 1e-3 }

/** The unit without the prefix of its last part, so that the axis can choose its own: "V uA" is 1e-6 "V A". */
function withoutPrefix(unit: string): { factor: number; unit: string } {
  const [, before, prefix, base] = /^(.* )?([afpnum])([AVSWFJNs])$/.exec(unit) ?? []
  if (prefix === undefined) return { factor: 1, unit }
  return { factor: PREFIXES[prefix], unit: `${before ?? ''}${base}` }
}

/** More than two decades are drawn on a log axis. */
function wide(values: readonly number[]): boolean {
  const sizes = values.map(Math.abs).filter(size => size > 0)
  return values.every(value => value > 0) && Math.max(...sizes) > 100 * Math.min(...sizes)
}
