import { mapColour, scalePosition, type ValueScale } from 'sneakpath/core'

/** What a map shows. */
export interface MapPicture {
  readonly size: readonly [number, number]
  /** N*M, row-major. */
  readonly values: Float64Array
  readonly scale: ValueScale
}

/** Where the cells of a map lie on its canvas, CSS px. */
export interface MapPlace {
  readonly left: number
  readonly top: number
  readonly cell: number
}

const MARGIN = 12
const TALLEST = 720

function placeOf(
  [rows, columns]: readonly [number, number],
  width: number,
): MapPlace & { readonly height: number } {
  const room = Math.max(40, width - 2 * MARGIN)
  const cell = Math.min(room / columns, TALLEST / rows, 56)
  const left = (width - cell * columns) / 2
  return { left, top: MARGIN, cell, height: cell * rows + 2 * MARGIN }
}

/** From this size on a cell stands at its crossing, the lines beside it. */
const APART = 11

export function drawMap(
  canvas: HTMLCanvasElement,
  place: HTMLElement,
  { size, values, scale }: MapPicture,
): void {
  const width = place.clientWidth
  const at = placeOf(size, width)
  const ratio = devicePixelRatio
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(at.height * ratio)
  canvas.style.height = `${at.height}px`
  const context = canvas.getContext('2d')!
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, at.height)
  if (at.cell >= APART) drawCrossings(context, size, values, scale, at)
  else drawPixels(context, size, values, scale, at)
}

function colourOf(scale: ValueScale, value: number): string | undefined {
  const position = scalePosition(scale, value)
  if (Number.isNaN(position)) return undefined
  const [red, green, blue] = mapColour(scale.kind, position, scale.colourMap)
  return `rgb(${red} ${green} ${blue})`
}

function drawCrossings(
  context: CanvasRenderingContext2D,
  [rows, columns]: readonly [number, number],
  values: Float64Array,
  scale: ValueScale,
  { left, top, cell }: MapPlace,
): void {
  const line = getComputedStyle(context.canvas).getPropertyValue('--line')
  context.strokeStyle = line
  context.lineWidth = 1
  context.beginPath()
  for (let i = 0; i < rows; i++) {
    context.moveTo(left, top + (i + 0.5) * cell)
    context.lineTo(left + columns * cell, top + (i + 0.5) * cell)
  }
  for (let j = 0; j < columns; j++) {
    context.moveTo(left + (j + 0.5) * cell, top)
    context.lineTo(left + (j + 0.5) * cell, top + rows * cell)
  }
  context.stroke()
  const side = cell * 0.7
  const inset = (cell - side) / 2
  for (let k = 0; k < rows * columns; k++) {
    const [x, y] = [left + (k % columns) * cell + inset, top + Math.floor(k / columns) * cell + inset]
    const fill = colourOf(scale, values[k])
    context.beginPath()
    context.roundRect(x, y, side, side, side * 0.18)
    if (fill === undefined) {
      context.strokeStyle = line
      context.stroke()
    } else {
      context.fillStyle = fill
      context.fill()
    }
  }
}

function drawPixels(
  context: CanvasRenderingContext2D,
  [rows, columns]: readonly [number, number],
  values: Float64Array,
  scale: ValueScale,
  { left, top, cell }: MapPlace,
): void {
  const image = new ImageData(columns, rows)
  for (let k = 0; k < rows * columns; k++) {
    const position = scalePosition(scale, values[k])
    if (Number.isNaN(position)) continue
    const [red, green, blue] = mapColour(scale.kind, position, scale.colourMap)
    image.data.set([red, green, blue, 255], 4 * k)
  }
  const small = new OffscreenCanvas(columns, rows)
  small.getContext('2d')!.putImageData(image, 0, 0)
  context.imageSmoothingEnabled = cell < 1
  context.drawImage(small, left, top, columns * cell, rows * cell)
}
