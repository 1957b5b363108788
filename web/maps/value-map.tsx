import { useEffect, useRef } from 'preact/hooks'
import { hexColour, mapColour, scalePosition, type ValueScale } from 'sneakpath/core'
import { theme } from '../app/theme.ts'
import { ColourRamp } from './colour-ramp.tsx'

/** Values of an array and how they are coloured. */
export interface Values {
  readonly size: readonly [number, number]
  /** N*M, row-major; NaN where there is no value. */
  readonly values: Float64Array
  readonly scale: ValueScale
}

/** Where the cells lie on the map, CSS px. */
interface CellPlace {
  readonly left: number
  readonly side: number
  readonly height: number
}

const TALLEST = 620
const LARGEST_CELL = 56
/** From this side on cells stand at the crossings of their lines; below, they are pixels. */
const APART = 11
/** Of a cell that stands apart. */
const FILLED = 0.7

/** Where the cells of a map of this width lie. */
export function placeCells([rows, columns]: Values['size'], width: number): CellPlace {
  const side = Math.min(width / columns, TALLEST / rows, LARGEST_CELL)
  return { left: (width - side * columns) / 2, side, height: side * rows }
}

/** Values as colours, on a canvas as wide as its place. */
export function ValueMap({ size, values, scale }: Values) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const draw = (): void => {
    if (canvas.current !== null) drawValues(canvas.current, { size, values, scale })
  }
  const latest = useRef(draw)
  latest.current = draw
  const colours = theme.value
  useEffect(draw, [size, values, scale, colours])
  useEffect(() => {
    const observer = new ResizeObserver(() => latest.current())
    observer.observe(canvas.current!.parentElement!)
    return () => observer.disconnect()
  }, [])
  return (
    <div class="value-map">
      <canvas ref={canvas} />
    </div>
  )
}

/** A colour bar with its ticks and unit. */
export function ValueBar({ title, scale }: { readonly title: string; readonly scale: ValueScale }) {
  const { kind, ticks, display, hasMissing, hasNonPositive } = scale
  return (
    <figure class="value-bar">
      <figcaption>
        {title}
        <span class="soft"> {kind === 'log' ? 'log scale' : display.label}</span>
      </figcaption>
      {ticks.length > 0 && <ColourRamp scale={scale} />}
      {hasMissing && <p class="soft small">Outlined cells have no value.</p>}
      {hasNonPositive && <p class="soft small">0 and less has no colour.</p>}
    </figure>
  )
}

function drawValues(canvas: HTMLCanvasElement, { size, values, scale }: Values): void {
  const width = canvas.parentElement!.clientWidth
  const { left, side, height } = placeCells(size, width)
  const ratio = devicePixelRatio
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  canvas.style.height = `${height}px`
  const context = canvas.getContext('2d')!
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.translate(left, 0)
  if (side >= APART) drawCrossings(context, size, values, scale, side)
  else drawPixels(context, size, values, scale, side)
}

function drawCrossings(
  context: CanvasRenderingContext2D,
  [rows, columns]: Values['size'],
  values: Float64Array,
  scale: ValueScale,
  side: number,
): void {
  const line = getComputedStyle(context.canvas).getPropertyValue('--line')
  context.strokeStyle = line
  context.beginPath()
  for (let i = 0; i < rows; i++) {
    context.moveTo(0, (i + 0.5) * side)
    context.lineTo(columns * side, (i + 0.5) * side)
  }
  for (let j = 0; j < columns; j++) {
    context.moveTo((j + 0.5) * side, 0)
    context.lineTo((j + 0.5) * side, rows * side)
  }
  context.stroke()
  const inset = (side * (1 - FILLED)) / 2
  for (let k = 0; k < rows * columns; k++) {
    const colour = colourOf(scale, values[k])
    const x = (k % columns) * side + inset
    const y = Math.floor(k / columns) * side + inset
    context.beginPath()
    context.roundRect(x, y, side * FILLED, side * FILLED, side * 0.13)
    if (colour === undefined) context.stroke()
    else {
      context.fillStyle = hexColour(colour)
      context.fill()
    }
  }
}

function drawPixels(
  context: CanvasRenderingContext2D,
  [rows, columns]: Values['size'],
  values: Float64Array,
  scale: ValueScale,
  side: number,
): void {
  const image = new ImageData(columns, rows)
  for (let k = 0; k < rows * columns; k++) {
    const colour = colourOf(scale, values[k])
    if (colour !== undefined) image.data.set([...colour, 255], 4 * k)
  }
  const small = new OffscreenCanvas(columns, rows)
  small.getContext('2d')!.putImageData(image, 0, 0)
  context.imageSmoothingEnabled = side < 1
  context.drawImage(small, 0, 0, columns * side, rows * side)
}

/** Undefined where the value has no colour. */
function colourOf(scale: ValueScale, value: number): ReturnType<typeof mapColour> | undefined {
  const position = scalePosition(scale, value)
  return Number.isNaN(position) ? undefined : mapColour(scale.kind, position, scale.colourMap)
}
