import type { Axis } from '../../scenarios/plasticity/protocols/protocol.ts'
import type { ProtocolRun } from '../../scenarios/plasticity/run-protocol.ts'
import { csvLines } from '../files/csv-field.ts'

/**
 * The numbers of a panel, one point a line: curve, x, y and, where several devices ran, the ends of their spread. Columns carry their
 * SI unit, "interval_s".
 */
export function panelCsv({ x, y, curves }: ProtocolRun['panels'][number]): string {
  const spread = curves.some(curve => curve.low !== undefined)
  const response = column(y)
  const head = ['curve', column(x), response, ...(spread ? [`${response}_low`, `${response}_high`] : [])]
  const rows = curves.flatMap(curve =>
    curve.x.map((value, k) => [
      curve.name,
      value,
      curve.y[k],
      ...(spread ? [curve.low?.[k] ?? '', curve.high?.[k] ?? ''] : []),
    ]),
  )
  return csvLines([head, ...rows])
}

function column({ label, unit }: Axis): string {
  const name = label.replaceAll(/[^A-Za-z0-9]+/g, '_')
  return unit === '1' ? name : `${name}_${unit.replaceAll(/\s+/g, '')}`
}
