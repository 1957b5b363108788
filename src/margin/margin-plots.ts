import type { MarginPoint } from '../../scenarios/margin/size-margins.ts'
import { formatSi } from '../plots/drawing/si-format.ts'
import { plot } from '../plots/plot.ts'
import { curveName, type MarginReport } from './run-margins.ts'

const PLOTS: Readonly<Record<string, readonly [keyof MarginPoint, string, string]>> = {
  'current-margin': ['currentMargin', 'Read margin of the sense current', '(I_low - I_high)/I_low'],
  'voltage-margin': ['voltageMargin', 'Read margin of a voltage divider', '(U_low - U_high)/supply'],
  'sneak-share': ['sneakShare', 'Share of the sense current that comes by sneak paths', '1 - I_cell/I_sense'],
}

/** A read margin below this does not count: it is marked. */
const LEAST_MARGIN = 0.1

/** Drawings by file name, without ending: one curve for each access element and scheme. */
export function marginPlots({ curves }: MarginReport): Readonly<Record<string, string>> {
  const { device, low, high, wire, read, pullUp } = curves[0]
  const subtitle = `${device}, ${formatSi(low, 'S')} and ${formatSi(high, 'S')} at ${formatSi(read, 'V')}; ${formatSi(wire, 'ohm')} a segment, pull-up ${formatSi(pullUp, 'ohm')}`
  return Object.fromEntries(
    Object.entries(PLOTS).map(([name, [key, title, label]]) => [
      name,
      plot({
        title,
        subtitle,
        x: { label: 'lines of a square array', unit: '1', log: true },
        panels: [
          {
            y: { label, unit: '1', include: [0] },
            series: curves.map(curve => ({
              name: curveName(curve),
              x: curve.points.map(point => point.size),
              y: curve.points.map(point => point[key]),
            })),
            marks: name === 'sneak-share' ? [] : [LEAST_MARGIN],
          },
        ],
      }),
    ]),
  )
}
