import { useEffect, useRef } from 'preact/hooks'
import type { ValueScale } from 'sneakpath/core'
import { theme } from '../app/theme.ts'
import { ColourRamp } from './colour-ramp.tsx'
import { drawMap, type MapPlace } from './draw-map.ts'
import { fitCanvas, inksOf } from './fit-canvas.ts'

/** Values of an array and how they are coloured. */
export interface Values {
  readonly size: readonly [number, number]
  /** N*M, row-major; NaN where there is no value. */
  readonly values: Float64Array
  readonly scale: ValueScale
}

const TALLEST = 620
const LARGEST_CELL = 56

/** Where the cells of a map of this width lie, without room for what stands beside them. */
export function placeCells([rows, columns]: Values['size'], width: number): MapPlace {
  const cell = Math.min(width / columns, TALLEST / rows, LARGEST_CELL)
  return { left: (width - cell * columns) / 2, top: 0, cell, width, height: cell * rows }
}

/** Values as colours, on a canvas as wide as its place. */
export function ValueMap({ size, values, scale }: Values) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const draw = (): void => {
    if (canvas.current === null) return
    const place = placeCells(size, canvas.current.parentElement!.clientWidth)
    drawMap(fitCanvas(canvas.current, place), { size, values, scale }, place, inksOf(canvas.current))
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
