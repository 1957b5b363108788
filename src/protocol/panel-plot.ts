import type { ProtocolRun, SpreadCurve } from '../../scenarios/plasticity/run-protocol.ts'
import { seriesColour } from '../plots/palette.ts'
import { plot } from '../plots/plot.ts'
import { residualPanel } from '../plots/residual-panel.ts'
import type { PlotSeries } from '../plots/series.ts'

/** A panel of a protocol as an SVG document: curves, and below them what fits leave of the points that they are fitted to. */
export function panelPlot({ title, x, y, curves }: ProtocolRun['panels'][number], subtitle: string): string {
  const fitted = curves.find(({ name }) => curves.some(({ fits }) => fits === name))
  const series = curves.map((curve, k): PlotSeries => {
    const { name, low, high } = curve
    return {
      name,
      x: curve.x,
      y: curve.y,
      ...(low === undefined || high === undefined ? {} : { low, high }),
      style: curve === fitted ? 'points' : styleOf(curve),
      colour: seriesColour(k, curves.length, 'none'),
    }
  })
  const fits = series.filter((_, k) => curves[k].fits !== undefined)
  const data = series.find((_, k) => curves[k] === fitted)
  return plot({
    title,
    subtitle,
    x,
    panels: [{ y, series }, ...(data === undefined ? [] : [residualPanel(y, data, fits)])],
  })
}

function styleOf({ style, fits, x }: SpreadCurve): 'line' | 'dashes' | 'steps' {
  if (style !== undefined) return style
  return fits !== undefined || x.length > 2 ? 'line' : 'dashes'
}
