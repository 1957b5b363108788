import { type DriveView, formatSi, mapColour, type SneakPath, type ValueScale } from 'sneakpath/core'
import { type Pen, roundNumber } from './pen.ts'

/** Content of a map. */
export interface MapPicture {
  readonly size: readonly [number, number]
  /** N*M, row-major. */
  readonly values: Float64Array
  readonly scale: ValueScale
  /** The cell that is looked at. */
  readonly cell?: readonly [number, number]
  /** Picture that the next write writes. */
  readonly easel?: readonly string[]
  /** Currents of the lines. */
  readonly drive?: DriveView
  /** A way of current that is pointed at. */
  readonly way?: SneakPath
}

/** Colours of what is not a cell. */
export interface MapInks {
  readonly line: string
  readonly ink: string
  readonly soft: string
  readonly current: string
  readonly mark: string
  readonly easel: string
  readonly way: string
}

/** Where the cells of a map lie, CSS px. */
export interface MapPlace {
  readonly left: number
  readonly top: number
  readonly cell: number
  readonly width: number
  readonly height: number
}

const MARGIN = { left: 50, right: 16, top: 12, bottom: 30 } as const
const TALLEST = 620
const LARGEST_CELL = 64

export function placeOf([rows, columns]: MapPicture['size'], width: number): MapPlace {
  const room = Math.max(40, width - MARGIN.left - MARGIN.right)
  const cell = Math.min(room / columns, TALLEST / rows, LARGEST_CELL)
  const left = Math.max(MARGIN.left, (width - cell * columns) / 2)
  return { left, top: MARGIN.top, cell, width, height: cell * rows + MARGIN.top + MARGIN.bottom }
}

/** From this size on a cell stands at its crossing, the lines beside it; below, cells are pixels. */
const APART = 9
const WITH_ARROWS = 16
const WIDEST = 0.2

export function drawMap(pen: Pen, picture: MapPicture, place: MapPlace, inks: MapInks): void {
  if (place.cell >= APART) {
    drawLines(pen, picture, place, inks)
    drawCells(pen, picture, place, inks)
  } else {
    pen.pixels(pixelsOf(picture), picture.size, place)
    if (picture.drive !== undefined) drawFeeds(pen, picture.drive, place, inks)
  }
  drawDrivers(pen, picture, place, inks)
  if (picture.way !== undefined) drawWay(pen, picture.way, picture.size, place, inks)
  drawMark(pen, picture, place, inks)
}

/** Red, green and blue of 256 steps of a scale, as bytes of a picture. */
function stepsOf(scale: ValueScale): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, k) => {
    const [red, green, blue] = mapColour(scale.kind, k / 255, scale.colourMap)
    return (255 << 24) | (blue << 16) | (green << 8) | red
  })
}

/** Position of a value on a scale, 0 to 255; -1 where it has no colour. */
function positionOf({ kind, domain: [low, high] }: ValueScale, value: number): number {
  if (kind === 'log') return value > 0 ? clampStep(Math.log(value / low) / Math.log(high / low)) : -1
  return Number.isFinite(value) ? clampStep((value - low) / (high - low)) : -1
}

function clampStep(position: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, position)))
}

/** One pixel a cell; cells without a value are transparent. */
function pixelsOf({ values, scale }: MapPicture): Uint32Array {
  const colours = stepsOf(scale)
  const pixels = new Uint32Array(values.length)
  for (let k = 0; k < values.length; k++) {
    const at = positionOf(scale, values[k])
    if (at >= 0) pixels[k] = colours[at]
  }
  return pixels
}

function drawCells(
  pen: Pen,
  { size, values, scale, easel }: MapPicture,
  place: MapPlace,
  inks: MapInks,
): void {
  const [rows, columns] = size
  const { left, top, cell } = place
  const side = cell * 0.6
  const inset = (cell - side) / 2
  for (let k = 0; k < rows * columns; k++) {
    const [i, j] = [Math.floor(k / columns), k % columns]
    const [x, y] = [left + j * cell + inset, top + i * cell + inset]
    const at = positionOf(scale, values[k])
    const [red, green, blue] = mapColour(scale.kind, Math.max(0, at) / 255, scale.colourMap)
    const fill = at < 0 ? undefined : `rgb(${red},${green},${blue})`
    pen.box(x, y, side, side * 0.2, fill, fill === undefined ? inks.line : undefined, 1)
    const level = easel?.[i][j]
    if (level !== undefined && level !== '.' && level !== '0')
      pen.box(x - 2.5, y - 2.5, side + 5, side * 0.2 + 2.5, undefined, inks.easel, level === '#' ? 2 : 1.2)
  }
}

function drawLines(pen: Pen, { size, drive }: MapPicture, place: MapPlace, inks: MapInks): void {
  const [rows, columns] = size
  const { left, top, cell } = place
  const x = (j: number): number => left + (j + 0.5) * cell
  const y = (i: number): number => top + (i + 0.5) * cell
  for (let i = 0; i < rows; i++) pen.line(left - 6, y(i), left + columns * cell, y(i), inks.line, 1)
  for (let j = 0; j < columns; j++) pen.line(x(j), top, x(j), top + rows * cell + 6, inks.line, 1)
  if (drive === undefined) return
  const most = largestCurrent(drive)
  if (most === 0) return
  const width = (amps: number): number => Math.sqrt(Math.abs(amps) / most) * WIDEST * cell
  const arrows = cell >= WITH_ARROWS
  const segment = (amps: number, x1: number, y1: number, x2: number, y2: number): void => {
    const wide = width(amps)
    if (wide < 0.4) return
    pen.line(x1, y1, x2, y2, inks.current, wide)
    if (arrows && wide > 1.2) {
      const forward = amps > 0
      pen.arrow(
        (x1 + x2) / 2,
        (y1 + y2) / 2,
        Math.atan2(forward ? y2 - y1 : y1 - y2, forward ? x2 - x1 : x1 - x2),
        Math.max(4, wide * 1.25),
        inks.current,
      )
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= columns; j++) {
      const [from, to] = [j === 0 ? left - 6 : x(j - 1), j === columns ? left + columns * cell : x(j)]
      segment(drive.wordCurrents[i * (columns + 1) + j], from, y(i), to, y(i))
    }
  }
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i <= rows; i++) {
      const [from, to] = [i === 0 ? top : y(i - 1), i === rows ? top + rows * cell + 6 : y(i)]
      segment(drive.bitCurrents[i * columns + j], x(j), from, x(j), to)
    }
  }
}

/** The largest current of any segment, A: the widest line. */
export function largestCurrent({ wordCurrents, bitCurrents }: DriveView): number {
  let most = 0
  for (const currents of [wordCurrents, bitCurrents])
    for (let k = 0; k < currents.length; k++) {
      const size = Math.abs(currents[k])
      if (size > most) most = size
    }
  return most
}

/** Currents of the drivers, as bars beside the array: its lines are too close to be drawn. */
function drawFeeds(pen: Pen, drive: DriveView, { left, top, cell }: MapPlace, inks: MapInks): void {
  const [rows, columns] = drive.size
  const most = largestCurrent(drive)
  if (most === 0) return
  const longest = 22
  for (let i = 0; i < rows; i++) {
    const long = Math.sqrt(Math.abs(drive.wordCurrents[i * (columns + 1)]) / most) * longest
    if (long > 0.3)
      pen.line(
        left - 4 - long,
        top + (i + 0.5) * cell,
        left - 4,
        top + (i + 0.5) * cell,
        inks.current,
        Math.max(0.7, cell * 0.8),
      )
  }
  for (let j = 0; j < columns; j++) {
    const long = Math.sqrt(Math.abs(drive.bitCurrents[rows * columns + j]) / most) * longest
    const y = top + rows * cell + 4
    if (long > 0.3)
      pen.line(
        left + (j + 0.5) * cell,
        y,
        left + (j + 0.5) * cell,
        y + long,
        inks.current,
        Math.max(0.7, cell * 0.8),
      )
  }
}

const LABEL = 10.5

/** Volts of the lines, where there is room: of all, or of the selected ones. */
function drawDrivers(
  pen: Pen,
  { size, drive, cell: chosen }: MapPicture,
  place: MapPlace,
  inks: MapInks,
): void {
  if (drive === undefined || place.cell < APART) return
  const [rows, columns] = size
  const { left, top, cell } = place
  const text = (volts: number): string => (Number.isNaN(volts) ? 'open' : formatSi(roundNumber(volts), 'V'))
  for (let i = 0; i < rows; i++) {
    const own = i === chosen?.[0]
    if (!own && (cell < 15 || Number.isNaN(drive.wordDrivers[i]))) continue
    pen.text(
      text(drive.wordDrivers[i]),
      left - 10,
      top + (i + 0.5) * cell + 3.6,
      LABEL,
      'end',
      own ? inks.ink : inks.soft,
    )
  }
  for (let j = 0; j < columns; j++) {
    const own = j === chosen?.[1]
    if (!own && (cell < 44 || Number.isNaN(drive.bitDrivers[j]))) continue
    pen.text(
      text(drive.bitDrivers[j]),
      left + (j + 0.5) * cell,
      top + rows * cell + 21,
      LABEL,
      'middle',
      own ? inks.ink : inks.soft,
    )
  }
}

function drawMark(
  pen: Pen,
  { cell: chosen, size }: MapPicture,
  { left, top, cell }: MapPlace,
  inks: MapInks,
): void {
  if (chosen === undefined) return
  const [i, j] = chosen
  if (i >= size[0] || j >= size[1]) return
  const side = Math.max(cell, 7)
  const at = (cell - side) / 2
  pen.box(left + j * cell + at, top + i * cell + at, side, side * 0.2, undefined, inks.mark, 2)
}

/** From the driver through its cells to the sense end: along lines, from each cell to the next. */
function drawWay(
  pen: Pen,
  { from, cells }: SneakPath,
  size: MapPicture['size'],
  place: MapPlace,
  inks: MapInks,
): void {
  const { left, top, cell } = place
  const middle = ([i, j]: readonly [number, number]): readonly [number, number] => [
    left + (j + 0.5) * cell,
    top + (i + 0.5) * cell,
  ]
  const [first, last] = [cells[0], cells[cells.length - 1]].map(middle)
  const start = from.side === 'word' ? [left - 6, first[1]] : [first[0], top + size[0] * cell + 6]
  const points = [start, ...cells.map(middle), [last[0], top + size[0] * cell + 6]]
  const wide = Math.max(2, cell * 0.09)
  points.slice(1).forEach((point, k) => {
    pen.line(points[k][0], points[k][1], point[0], point[1], inks.way, wide)
  })
  const side = Math.max(6, cell * 0.74)
  for (const one of cells) {
    const [x, y] = middle(one)
    pen.box(x - side / 2, y - side / 2, side, side * 0.22, undefined, inks.way, wide)
  }
}
