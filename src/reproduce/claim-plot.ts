import { linePlot, type PlotCurve } from '../export/plots/line-plot.ts'
import type { ClaimRow } from './claim-row.ts'

/** The published and the simulated figures of a claim, as an SVG document; undefined where nothing was run. */
export function claimPlot(row: ClaimRow): string | undefined {
  const { id, device, quantity, kind, simulated, unit, paper } = row
  if (simulated.length === 0) return undefined
  const places = simulated.map((_, k) => k + 1)
  const curves: PlotCurve[] = [
    // A trend is a series; single values stand alone.
    { name: 'simulated', x: places, y: simulated, style: kind === 'trend' ? 'line' : 'dots' },
  ]
  const { low, high } = paper
  if (paper.value.length > 0) {
    const bounded = low !== undefined || high !== undefined
    const away = (share: number): number[] =>
      paper.value.map(value => value + (bounded ? 0 : share * Math.abs(value)))
    curves.unshift({
      name: bounded ? 'published' : 'published, 5 % around',
      x: paper.value.map((_, k) => k + 1),
      y: paper.value,
      low: away(-0.05),
      high: away(0.05),
      style: 'bars',
    })
  }
  const ends = [...simulated, ...paper.value]
  const accepted =
    low === undefined && high === undefined
      ? undefined
      : { name: 'accepted', low: low ?? Math.min(high!, ...ends), high: high ?? Math.max(low!, ...ends) }
  return linePlot({
    title: `${id}: ${quantity}`,
    subtitle: `${device}; ${row.where}; ${row.verdict}`,
    x: {
      label: kind === 'trend' ? 'place in the series' : 'value',
      unit: '1',
      ...(kind === 'trend' ? {} : { include: [0, places.length + 1] }),
    },
    y: { label: 'figure', unit: plainUnit(unit), log: wide(ends) },
    curves,
    ...(accepted === undefined ? {} : { accepted }),
  })
}

/** Units with a prefix of their own get no second one. */
function plainUnit(unit: string): string {
  return /^[fpnum][AVSWs]$/.test(unit) || /\s/.test(unit) ? `in ${unit}` : unit
}

/** More than two decades are drawn on a log axis. */
function wide(values: readonly number[]): boolean {
  const sizes = values.map(Math.abs).filter(size => size > 0)
  return values.every(value => value > 0) && Math.max(...sizes) > 100 * Math.min(...sizes)
}
