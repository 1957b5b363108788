import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { formatSi } from 'sneakpath/core'
import { theme } from '../app/theme.ts'
import { drawMap, type MapPlace, placeOf } from '../maps/draw-map.ts'
import { fitCanvas, inksOf } from '../maps/fit-canvas.ts'
import { movedCell } from '../maps/moved-cell.ts'
import { brush, paintOver } from './easel.ts'
import { type ArrayPicture, picture, shown } from './picture.ts'
import { cell } from './store.ts'

/** The map: a pointer paints or looks at cells, arrow keys move, space paints. */
export function MapCanvas() {
  const canvas = useRef<HTMLCanvasElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const lie = useRef<MapPlace | undefined>(undefined)
  const stroke = useRef<Stroke | undefined>(undefined)
  const width = useSignal(0)
  const drawn = picture.value
  const colours = theme.value
  useEffect(() => {
    const observer = new ResizeObserver(([{ contentRect }]) => {
      width.value = Math.floor(contentRect.width)
    })
    observer.observe(place.current!)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (width.value === 0) return
    const inks = inksOf(place.current!)
    const at = requestAnimationFrame(() => {
      lie.current = placeOf(drawn.size, width.value)
      drawMap(fitCanvas(canvas.current!, lie.current), drawn, lie.current, inks)
    })
    return () => cancelAnimationFrame(at)
  }, [drawn, colours, width.value])

  const cellAt = (event: PointerEvent): readonly [number, number] | undefined => {
    if (lie.current === undefined) return undefined
    const { left, top, cell: side } = lie.current
    const box = canvas.current!.getBoundingClientRect()
    const i = Math.floor((event.clientY - box.top - top) / side)
    const j = Math.floor((event.clientX - box.left - left) / side)
    const inside = i >= 0 && j >= 0 && i < drawn.size[0] && j < drawn.size[1]
    return inside ? [i, j] : undefined
  }
  const move = (event: PointerEvent): void => {
    const at = cellAt(event)
    if (stroke.current === undefined || at === undefined) return
    stroke.current.add(at)
  }
  return (
    <div
      ref={place}
      class={`map ${brush.value === 'look' ? 'looking' : 'painting'}`}
      role="application"
      aria-roledescription="map of the array"
      aria-label={`${shown.value.title}, ${drawn.size[0]} word lines by ${drawn.size[1]} bit lines. Arrow keys move, space paints.`}
      aria-describedby="cell-now"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move on the map
      tabIndex={0}
      onKeyDown={event => pressKey(event, drawn)}
      onPointerDown={event => {
        const at = cellAt(event)
        if (at === undefined) return
        if (brush.value === 'look') {
          cell.value = at
          return
        }
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        stroke.current = paintOver(brush.value)
        stroke.current.add(at)
      }}
      onPointerMove={move}
      onPointerUp={() => {
        stroke.current?.end()
        stroke.current = undefined
      }}
      onPointerCancel={() => {
        stroke.current?.end()
        stroke.current = undefined
      }}
    >
      <canvas ref={canvas} />
      <p id="cell-now" class="unseen" aria-live="polite">
        {cellText(drawn)}
      </p>
    </div>
  )
}

type Stroke = ReturnType<typeof paintOver>

function cellText({ size, values, cell: [i, j], easel }: ArrayPicture): string {
  const { unit } = shown.value
  const value = values[i * size[1] + j]
  const text = Number.isFinite(value) ? formatSi(value, unit === '1' ? '' : unit) : 'no value'
  const painted = easel?.[i]?.[j] === '#' ? ', painted' : ''
  return `Word line ${i}, bit line ${j}: ${text}${painted}`
}

function pressKey(event: KeyboardEvent, { size, cell: [i, j], easel }: ArrayPicture): void {
  const moved = movedCell(event.key, [i, j], size)
  if (moved !== undefined) {
    event.preventDefault()
    cell.value = moved
  } else if (event.key === ' ') {
    event.preventDefault()
    const stroke = paintOver(easel?.[i][j] === '.' ? 'paint' : 'clear')
    stroke.add([i, j])
    stroke.end()
  }
}
