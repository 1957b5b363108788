import type { LargestSize } from '../../../scenarios/margin/size-margins.ts'
import { curveName, type MarginReport } from '../../margin/run-margins.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import type { Terminal } from '../terminal.ts'
import { tableText } from './table-text.ts'

/** Printed text after read margins. */
export function marginText({ curves, seconds }: MarginReport, terminal: Terminal): string {
  const { device, low, high, read, wire, pullUp } = curves[0]
  const percent = (share: number): number => Number((100 * share).toPrecision(4))
  const blocks = curves.map(curve => {
    const { currentMargin, voltageMargin } = curve.largest
    const rows = curve.points.map(point => [
      point.size,
      percent(point.currentMargin),
      percent(point.voltageMargin),
      percent(point.sneakShare),
    ])
    return [
      terminal.colours.bold(curveName(curve)),
      tableText({ columns: ['lines', 'current margin, %', 'voltage margin, %', 'sneak share, %'], rows }),
      `10 % is kept ${largest(currentMargin)} of the current, ${largest(voltageMargin)} of the voltage`,
      '',
    ].join('\n')
  })
  return [
    `${device}, ${formatSi(low, 'S')} and ${formatSi(high, 'S')} at ${formatSi(read, 'V')}; ${formatSi(wire, 'ohm')} a segment, pull-up ${formatSi(pullUp, 'ohm')}`,
    '',
    ...blocks,
    `${seconds.toPrecision(3)} s`,
  ].join('\n')
}

function largest({ size, orMore }: LargestSize): string {
  if (size === 0) return 'at none of these sizes'
  return orMore ? `at ${size} and perhaps beyond` : `up to ${size}`
}
