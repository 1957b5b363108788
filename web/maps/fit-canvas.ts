import type { MapInks, MapPlace } from './draw-map.ts'
import { canvasPen, type Pen } from './pen.ts'

/** Gives a canvas the size of a map in pixels of the screen, empty. @returns a pen for it, in CSS px */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height }: MapPlace): Pen {
  const ratio = devicePixelRatio
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  canvas.style.height = `${height}px`
  const context = canvas.getContext('2d')!
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  return canvasPen(context)
}

/** Colours of the theme at an element. */
export function inksOf(element: Element): MapInks {
  const style = getComputedStyle(element)
  const ink = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    line: ink('line'),
    ink: ink('ink'),
    soft: ink('soft'),
    current: ink('current'),
    mark: ink('ink'),
    easel: ink('ink'),
    way: ink('accent'),
  }
}
