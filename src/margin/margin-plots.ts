import { type ElementCurve, elementCurve } from '../../scenarios/margin/element-curve.ts'
import type { MarginPoint } from '../../scenarios/margin/size-margins.ts'
import { formatSi, percent } from '../plots/drawing/si-format.ts'
import { plot } from '../plots/plot.ts'
import { curveName, type MarginReport } from './run-margins.ts'

const PLOTS: Readonly<Record<string, readonly [keyof MarginPoint, string, string]>> = {
  'current-margin': ['currentMargin', 'Read margin of the sense current', '(I_low − I_high)/I_low'],
  'voltage-margin': ['voltageMargin', 'Read margin of a voltage divider', '(U_low − U_high)/supply'],
  'sneak-share': ['sneakShare', 'Share of the sense current that comes by sneak paths', '1 − I_cell/I_sense'],
}

/** A read margin below this does not count: it is marked. */
const LEAST_MARGIN = 0.1

/** I-V curves of the access elements alone, by kind: up to the read voltage, and to ten times what a conducting cell takes of it. */
export function elementCurves({ curves }: MarginReport): ReadonlyMap<string, ElementCurve> {
  const found = curves.map(
    ({ access, read, high }) => [access.kind, elementCurve(access, read, 10 * high * read)] as const,
  )
  return new Map(found.filter((entry): entry is [(typeof entry)[0], ElementCurve] => entry[1] !== undefined))
}

/**
 * Drawings by file name, without ending: one curve for each access element and scheme, and the I-V curves of the elements where
 * there are any.
 */
export function marginPlots(report: MarginReport): Readonly<Record<string, string>> {
  const elements = elementCurves(report)
  return {
    ...sizePlots(report),
    ...(elements.size === 0 ? {} : { 'element-current': elementPlot(elements) }),
  }
}

function elementPlot(elements: ReadonlyMap<string, ElementCurve>): string {
  return plot({
    title: 'Access elements alone',
    subtitle: 'up to ten times the current of a conducting cell; the other terminal at 0 V, transistors on',
    x: { label: 'voltage', unit: 'V' },
    panels: [
      {
        y: { label: 'absolute current', unit: 'A', log: true, decades: 9 },
        series: [...elements].map(([name, { volts, amps }]) => ({
          name,
          x: Array.from(volts),
          y: Array.from(amps, Math.abs),
        })),
      },
    ],
  })
}

function sizePlots({ curves }: MarginReport): Readonly<Record<string, string>> {
  const { device, low, high, wire, read, pullUp } = curves[0]
  const subtitle = `${device}, ${formatSi(low, 'S')} and ${formatSi(high, 'S')} at ${formatSi(read, 'V')}; ${formatSi(wire, 'ohm')} a segment, pull-up ${formatSi(pullUp, 'ohm')}`
  return Object.fromEntries(
    Object.entries(PLOTS).map(([name, [key, title, label]]) => [
      name,
      plot({
        title,
        subtitle: name === 'sneak-share' ? subtitle : `${subtitle}; dashed: ${percent(LEAST_MARGIN)}`,
        x: { label: 'n, of n × n cells', unit: '1', log: true },
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
