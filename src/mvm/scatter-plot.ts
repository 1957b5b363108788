import { percent } from '../plots/drawing/si-format.ts'
import { plot } from '../plots/plot.ts'
import type { MvmReport } from './run-mvm.ts'

/** More points than these are picked evenly. */
const MOST_POINTS = 4000

/** Outputs against what they should be, with the line on which they would be right, as an SVG document. */
export function scatterPlot({ array, product, request }: MvmReport): string {
  const { outputs, ideal, error } = product
  const stride = Math.max(1, Math.ceil(ideal.data.length / MOST_POINTS))
  const x: number[] = []
  const y: number[] = []
  for (let k = 0; k < ideal.data.length; k += stride) {
    x.push(ideal.data[k])
    y.push(outputs.data[k])
  }
  const [low, high] = ideal.data.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [0, 0],
  )
  const [rows, columns] = array.size
  const bits = Number.isFinite(error.bits) ? `, ${error.bits.toFixed(1)} bits` : ''
  return plot({
    title: `Outputs of ${request.weights}: real against ideal`,
    subtitle: `${rows} x ${columns} weights, ${ideal.shape[0]} vectors; relative error ${percent(error.relative)}${bits}`,
    x: { label: 'ideal: inputs times weights in float64', unit: '1' },
    panels: [
      {
        y: { label: 'real: what the array gives', unit: '1' },
        series: [
          { name: 'real', x, y, style: 'points' },
          { name: 'ideal', x: [low, high], y: [low, high], style: 'dashes' },
        ],
      },
    ],
  })
}
