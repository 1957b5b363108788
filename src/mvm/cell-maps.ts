import type { Plane } from '../../arrays/plane.ts'
import { valueScale } from '../plots/colours/value-scale.ts'
import { textWidth } from '../plots/drawing/text-width.ts'
import { cellNumbers } from '../plots/maps/cell-values.ts'
import { mapPage } from '../plots/maps/map-page.ts'
import { MAX_SIDE } from '../plots/maps/map-panel.ts'
import { WORD_AND_BIT } from '../plots/maps/map-series.ts'
import { sheetLayout } from '../plots/maps/sheet-layout.ts'

/** Planes of one quantity, one for each slice. */
export interface CellMaps {
  readonly title: string
  readonly subtitle: string
  readonly unit: string
  readonly planes: readonly Plane[]
}

/** The cells of a matrix in one colour scale, slices beside each other, as an SVG document. */
export function cellMaps({ title, subtitle, unit, planes: slices }: CellMaps): string {
  const size = slices[0].shape as [number, number]
  const planes = slices.map(slice => slice.data)
  const scale = valueScale(planes, unit, undefined)
  const layout = sheetLayout(planes.length, size, textWidth('slice 10', 13, true))
  const factor = Math.ceil(Math.max(...size) / MAX_SIDE)
  return mapPage({
    title,
    subtitle,
    note: factor > 1 ? `each point is the mean of ${factor} × ${factor} cells` : '',
    size,
    maps: planes.map((plane, k) => (planes.length === 1 ? { plane } : { plane, label: `slice ${k}` })),
    scale,
    layout,
    lines: WORD_AND_BIT,
    numbers: cellNumbers(planes, scale, layout.cell),
  })
}
