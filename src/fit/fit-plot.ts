import type { DeviceFit } from '../../scenarios/fit/fit-device.ts'
import type { Measurement } from '../../scenarios/fit/measurement.ts'
import { predict } from '../../scenarios/fit/predict.ts'
import { seriesColour } from '../plots/palette.ts'
import { plot } from '../plots/plot.ts'
import { residualPanel } from '../plots/residual-panel.ts'
import type { PlotSeries } from '../plots/series.ts'

/** The measured response, the fitted one and the range of the ensemble against time, and the residual below, as an SVG document. */
export function fitPlot(fit: DeviceFit, measurement: Measurement): string {
  const { seconds, response, responseUnit } = measurement
  const rows = [...seconds.keys()].filter(k => !Number.isNaN(response[k]))
  const at = (values: ArrayLike<number>): number[] => rows.map(k => values[k])
  const members = fit.ensemble.map(parameters =>
    at(predict(fit.model, { parameters, state: fit.state }, measurement)),
  )
  const extreme = (pick: (...values: number[]) => number): number[] =>
    rows.map((_, k) => pick(...members.map(member => member[k])))
  const x = at(seconds)
  const y = { label: responseUnit === 'A' ? 'current' : 'voltage', unit: responseUnit }
  const measured: PlotSeries = {
    name: 'measured',
    x,
    y: at(response),
    style: 'points',
    colour: seriesColour(0, 2, 'none'),
  }
  const fitted: PlotSeries = {
    name: 'fit',
    x,
    y: at(fit.predicted),
    ...(members.length === 0 ? {} : { low: extreme(Math.min), high: extreme(Math.max) }),
    colour: seriesColour(1, 2, 'none'),
  }
  return plot({
    title: `${fit.model.base ?? fit.model.name} fitted to ${measurement.file}`,
    subtitle: `${fit.points} points; root mean square residual ${fit.residual.toPrecision(3)} ${responseUnit}, ${(100 * fit.relativeResidual).toPrecision(3)} % of the size of the response`,
    x: { label: 'time', unit: 's' },
    panels: [{ y, series: [measured, fitted] }, residualPanel(y, measured, [fitted])],
  })
}
