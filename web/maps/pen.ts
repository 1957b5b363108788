import type { MapPlace } from './draw-map.ts'

/** Drawing operations of a map: on a canvas, or as SVG. CSS px. */
export interface Pen {
  line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number): void
  /** A square with round corners. */
  box(
    x: number,
    y: number,
    side: number,
    radius: number,
    fill: string | undefined,
    stroke: string | undefined,
    width: number,
  ): void
  /** A head in a direction, rad, its middle at x, y. */
  arrow(x: number, y: number, direction: number, size: number, colour: string): void
  text(
    text: string,
    x: number,
    y: number,
    size: number,
    anchor: 'start' | 'middle' | 'end',
    colour: string,
  ): void
  /** Cells as pixels, N*M of them. */
  pixels(pixels: Uint32Array, size: readonly [number, number], place: MapPlace): void
}

export const FONT = 'Inter, system-ui, sans-serif'

/** Without the last digits, in which a driver's volts may differ from what was asked. */
export function roundNumber(value: number): number {
  return Number(value.toPrecision(3))
}

export function canvasPen(context: CanvasRenderingContext2D): Pen {
  return {
    line(x1, y1, x2, y2, colour, width) {
      context.strokeStyle = colour
      context.lineWidth = width
      context.beginPath()
      context.moveTo(x1, y1)
      context.lineTo(x2, y2)
      context.stroke()
    },
    box(x, y, side, radius, fill, stroke, width) {
      context.beginPath()
      context.roundRect(x, y, side, side, radius)
      if (fill !== undefined) {
        context.fillStyle = fill
        context.fill()
      }
      if (stroke !== undefined) {
        context.strokeStyle = stroke
        context.lineWidth = width
        context.stroke()
      }
    },
    arrow(x, y, direction, size, colour) {
      const [cos, sin] = [Math.cos(direction) * size, Math.sin(direction) * size]
      context.fillStyle = colour
      context.beginPath()
      context.moveTo(x + cos * 0.7, y + sin * 0.7)
      context.lineTo(x - cos * 0.5 - sin * 0.62, y - sin * 0.5 + cos * 0.62)
      context.lineTo(x - cos * 0.5 + sin * 0.62, y - sin * 0.5 - cos * 0.62)
      context.fill()
    },
    text(text, x, y, size, anchor, colour) {
      context.font = `${size}px ${FONT}`
      context.textAlign = anchor === 'middle' ? 'center' : anchor
      context.fillStyle = colour
      context.fillText(text, x, y)
    },
    pixels(pixels, [rows, columns], { left, top, cell }) {
      context.imageSmoothingEnabled = cell < 1
      context.drawImage(smallCanvas(pixels, rows, columns), left, top, columns * cell, rows * cell)
    },
  }
}

function smallCanvas(pixels: Uint32Array, rows: number, columns: number): HTMLCanvasElement {
  const small = document.createElement('canvas')
  small.width = columns
  small.height = rows
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer as ArrayBuffer), columns, rows)
  small.getContext('2d')!.putImageData(image, 0, 0)
  return small
}

/** A pen whose marks are elements of an SVG. */
export function svgPen(): { readonly pen: Pen; elements(): string } {
  const parts: string[] = []
  const n = (value: number): string => String(Math.round(value * 100) / 100)
  const pen: Pen = {
    line: (x1, y1, x2, y2, colour, width) =>
      parts.push(
        `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${colour}" stroke-width="${n(width)}"/>`,
      ),
    box: (x, y, side, radius, fill, stroke, width) =>
      parts.push(
        `<rect x="${n(x)}" y="${n(y)}" width="${n(side)}" height="${n(side)}" rx="${n(radius)}" fill="${fill ?? 'none'}"${stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${n(width)}"`}/>`,
      ),
    arrow(x, y, direction, size, colour) {
      const [cos, sin] = [Math.cos(direction) * size, Math.sin(direction) * size]
      const points = [
        [x + cos * 0.7, y + sin * 0.7],
        [x - cos * 0.5 - sin * 0.62, y - sin * 0.5 + cos * 0.62],
        [x - cos * 0.5 + sin * 0.62, y - sin * 0.5 - cos * 0.62],
      ]
      parts.push(`<polygon points="${points.map(point => point.map(n).join()).join(' ')}" fill="${colour}"/>`)
    },
    text: (text, x, y, size, anchor, colour) =>
      parts.push(
        `<text x="${n(x)}" y="${n(y)}" font-size="${size}" text-anchor="${anchor}" fill="${colour}">${escaped(text)}</text>`,
      ),
    pixels(pixels, [rows, columns], { left, top, cell }) {
      const href = smallCanvas(pixels, rows, columns).toDataURL('image/png')
      parts.push(
        `<image x="${n(left)}" y="${n(top)}" width="${n(columns * cell)}" height="${n(rows * cell)}" preserveAspectRatio="none" style="image-rendering:pixelated" href="${href}"/>`,
      )
    },
  }
  return { pen, elements: () => parts.join('\n') }
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
