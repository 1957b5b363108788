import type { AxisSpec } from './axis.ts'
import type { PlotPanel } from './plot.ts'
import type { PlotSeries } from './series.ts'

const HEIGHT = 110

/**
 * Residuals of fits, below the plot that shows both: data minus fit wherever both have a value at the same x.
 * @param y axis of the data
 */
export function residualPanel(y: AxisSpec, data: PlotSeries, fits: readonly PlotSeries[]): PlotPanel {
  const at = new Map(data.x.map((x, k) => [x, data.y[k]]))
  return {
    y: { label: 'residual', unit: y.unit },
    height: HEIGHT,
    marks: [0],
    series: fits.map(({ x, y: fitted, colour }) => {
      const rows = [...x.keys()].filter(k => at.has(x[k]))
      return {
        // The legend of the plot above names the colours.
        name: '',
        x: rows.map(k => x[k]),
        y: rows.map(k => at.get(x[k])! - fitted[k]),
        style: 'points',
        ...(colour === undefined ? {} : { colour }),
      }
    }),
  }
}
