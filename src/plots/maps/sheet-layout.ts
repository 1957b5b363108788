/** Where the panels of a contact sheet stand, px. */
export interface SheetLayout {
  readonly columns: number
  readonly rows: number
  /** Side of a cell. */
  readonly cell: number
  readonly panelWidth: number
  readonly panelHeight: number
  /** From one panel to the next; at least as wide as a label. */
  readonly slotWidth: number
  readonly slotHeight: number
}

/** The room for panels on a slide of 1280 x 720. */
const AREA = { width: 1060, height: 590 } as const

/** A label and a time stamp above each panel. */
export const LABEL_HEIGHT = 36

const GAP = { x: 26, y: 14 } as const
const MIN_SLOT = 104
const MAX_PANEL = 360
const MAX_CELL = 96

/**
 * Chooses the number of columns that makes the cells largest, the sheet no larger than a slide.
 * @param panels number of panels
 * @param size [word lines, bit lines]
 * @param labelWidth the widest label, px; slots grow to hold it where the page has room
 * @param cellPixels side of a cell, px, in place of the largest that a page has room for
 */
export function sheetLayout(
  panels: number,
  size: readonly [number, number],
  labelWidth: number,
  cellPixels?: number,
): SheetLayout {
  let best: SheetLayout | undefined
  for (let columns = 1; columns <= panels; columns++) {
    const layout = layoutWith(columns, panels, size, labelWidth, cellPixels)
    if (best === undefined || isBetter(layout, best)) best = layout
  }
  if (best === undefined) throw new RangeError(`sheetLayout: panels is ${panels}; expected at least 1`)
  return best
}

function layoutWith(
  columns: number,
  panels: number,
  [wordLines, bitLines]: readonly [number, number],
  labelWidth: number,
  cellPixels: number | undefined,
): SheetLayout {
  const rows = Math.ceil(panels / columns)
  const width = AREA.width / columns - GAP.x
  const height = AREA.height / rows - GAP.y - LABEL_HEIGHT
  const most = Math.min(MAX_CELL, Math.max(MAX_PANEL / Math.max(wordLines, bitLines), 4))
  const cell = cellPixels ?? wholePixels(Math.max(Math.min(width / bitLines, height / wordLines, most), 0.01))
  const panelWidth = cell * bitLines
  const panelHeight = cell * wordLines
  return {
    columns,
    rows,
    cell,
    panelWidth,
    panelHeight,
    slotWidth: Math.max(panelWidth, MIN_SLOT, Math.min(labelWidth, width)) + GAP.x,
    slotHeight: panelHeight + LABEL_HEIGHT + GAP.y,
  }
}

/** PNGs have two pixels for each of the drawing: half pixels keep cells equal and edges sharp. */
function wholePixels(cell: number): number {
  return cell >= 2 ? Math.floor(cell * 2) / 2 : cell
}

function isBetter(layout: SheetLayout, best: SheetLayout): boolean {
  if (layout.slotWidth * layout.columns > AREA.width + GAP.x) return false
  if (layout.cell !== best.cell) return layout.cell > best.cell
  // The same cells: fewer rows are easier to follow in time.
  return layout.rows < best.rows
}
