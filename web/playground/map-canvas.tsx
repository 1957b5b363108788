import { useEffect, useRef } from 'preact/hooks'
import { theme } from '../app/theme.ts'
import { drawMap, type MapPicture } from './draw-map.ts'

/** A map on a canvas as wide as its place. */
export function MapCanvas({ picture }: { readonly picture: MapPicture }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const draw = (): void => {
    if (canvas.current !== null && place.current !== null) drawMap(canvas.current, place.current, picture)
  }
  const latest = useRef(draw)
  latest.current = draw
  const colours = theme.value
  useEffect(draw, [picture, colours])
  useEffect(() => {
    const observer = new ResizeObserver(() => latest.current())
    observer.observe(place.current!)
    return () => observer.disconnect()
  }, [])
  return (
    <div class="map" ref={place}>
      <canvas ref={canvas} />
    </div>
  )
}
