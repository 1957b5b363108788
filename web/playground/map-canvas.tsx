import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { formatSi } from 'sneakpath/core'
import { theme } from '../app/theme.ts'
import { drawMap, type MapInks, type MapPicture, type MapPlace, placeOf } from './draw-map.ts'
import { brush, paintOver } from './easel.ts'
import { canvasPen } from './pen.ts'
import { picture, shown } from './picture.ts'
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
    const ink = inksOf(place.current!)
    const at = requestAnimationFrame(() => {
      lie.current = paint(canvas.current!, drawn, width.value, ink)
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

function cellText({ size, values, cell: [i, j], easel }: MapPicture): string {
  const { unit } = shown.value
  const value = values[i * size[1] + j]
  const text = Number.isFinite(value) ? formatSi(value, unit === '1' ? '' : unit) : 'no value'
  const painted = easel?.[i]?.[j] === '#' ? ', painted' : ''
  return `Word line ${i}, bit line ${j}: ${text}${painted}`
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function pressKey(event: KeyboardEvent, { size, cell: [i, j], easel }: MapPicture): void {
  const by = MOVES[event.key]
  if (by !== undefined) {
    event.preventDefault()
    const within = (line: number, lines: number): number => Math.max(0, Math.min(lines - 1, line))
    cell.value = [within(i + by[0], size[0]), within(j + by[1], size[1])]
  } else if (event.key === ' ') {
    event.preventDefault()
    const stroke = paintOver(easel?.[i][j] === '.' ? 'paint' : 'clear')
    stroke.add([i, j])
    stroke.end()
  }
}

function inksOf(element: Element): MapInks {
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

function paint(canvas: HTMLCanvasElement, drawn: MapPicture, width: number, inks: MapInks): MapPlace {
  const place = placeOf(drawn.size, width)
  const ratio = devicePixelRatio
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(place.height * ratio)
  canvas.style.height = `${place.height}px`
  const context = canvas.getContext('2d')!
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, place.height)
  drawMap(canvasPen(context), drawn, place, inks)
  return place
}
