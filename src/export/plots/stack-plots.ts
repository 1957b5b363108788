import { element, svgDocument } from '../pictures/svg.ts'

/** Plots of `linePlot` below each other, as one SVG document. */
export function stackPlots(title: string, plots: readonly string[]): string {
  const sizes = plots.map(plot => {
    const [, width = '0', height = '0'] = /width="([\d.]+)" height="([\d.]+)"/.exec(plot) ?? []
    return { width: Number(width), height: Number(height) }
  })
  let top = 0
  const parts = plots.map((plot, k) => {
    const part = element('g', { transform: `translate(0 ${top})` }, plot)
    top += sizes[k].height
    return part
  })
  return svgDocument(Math.max(...sizes.map(({ width }) => width)), top, title, parts)
}
