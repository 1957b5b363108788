import { scaleLinear } from 'd3-scale'
import { useEffect, useRef, useState } from 'preact/hooks'
import { displayUnit } from 'sneakpath/core'

export interface PlotLine {
  readonly name: string
  /** SI; NaN where there is none. */
  readonly values: Float64Array
}

const HEIGHT = 200
const MARGIN = { left: 56, right: 12, top: 10, bottom: 34 }
/** More points than this are drawn as the least and the largest of each part of the time. */
const MOST_POINTS = 1200

/** Lines over time, with a mark at one instant. */
export function LinePlot({
  title,
  unit,
  time,
  lines,
  now,
}: {
  readonly title: string
  /** SI, of the values. */
  readonly unit: string
  /** Seconds, ascending; a time may stand twice. */
  readonly time: Float64Array
  readonly lines: readonly PlotLine[]
  /** Seconds. */
  readonly now?: number
}) {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.max(240, Math.round(entry.contentRect.width))),
    )
    observer.observe(place.current!)
    return () => observer.disconnect()
  }, [])
  const [low, high] = rangeOf(lines)
  const y = displayUnit(unit, Math.max(Math.abs(low), Math.abs(high)))
  const x = displayUnit('s', time.at(-1) ?? 1)
  const across = scaleLinear(
    [time[0] / x.factor, (time.at(-1) ?? 1) / x.factor],
    [MARGIN.left, width - MARGIN.right],
  )
  const up = scaleLinear([low / y.factor, high / y.factor], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4)
  return (
    <figure class="plot">
      <figcaption>
        {title}
        {y.label !== '' && <span class="soft"> in {y.label}</span>}
      </figcaption>
      <div ref={place}>
        <svg
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          role="img"
          aria-label={`${title}: ${sayRange(lines, y)}`}
        >
          {up.ticks(4).map(tick => (
            <g key={tick}>
              <path class="rule" d={`M${MARGIN.left} ${up(tick)}H${width - MARGIN.right}`} />
              <text x={MARGIN.left - 8} y={up(tick) + 4} text-anchor="end">
                {String(tick).replace('-', '−')}
              </text>
            </g>
          ))}
          {across.ticks(width / 100).map(tick => (
            <text key={tick} x={across(tick)} y={HEIGHT - MARGIN.bottom + 16} text-anchor="middle">
              {tick}
            </text>
          ))}
          <text x={width - MARGIN.right} y={HEIGHT - 4} text-anchor="end">
            time in {x.label}
          </text>
          {now !== undefined && (
            <path class="now" d={`M${across(now / x.factor)} ${MARGIN.top}V${HEIGHT - MARGIN.bottom}`} />
          )}
          {lines.map(({ name, values }, k) => (
            <path
              key={name}
              class={`series s${k % 6}`}
              d={pathOf(
                time,
                values,
                seconds => across(seconds / x.factor),
                value => up(value / y.factor),
              )}
            />
          ))}
        </svg>
      </div>
      {lines.length > 1 && (
        <ul class="plot-legend">
          {lines.map(({ name }, k) => (
            <li key={name} class={`s${k % 6}`}>
              {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  )
}

function rangeOf(lines: readonly PlotLine[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { values } of lines) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  if (low > high) return [0, 1]
  return low === high ? [Math.min(0, low), Math.max(0, high) || 1] : [low, high]
}

function sayRange(lines: readonly PlotLine[], y: { factor: number; label: string }): string {
  const [low, high] = rangeOf(lines).map(value => Number((value / y.factor).toPrecision(3)))
  return `${lines.length === 1 ? 'one line' : `${lines.length} lines`} from ${low} to ${high} ${y.label}`.trim()
}

function pathOf(
  time: Float64Array,
  values: Float64Array,
  across: (seconds: number) => number,
  up: (value: number) => number,
): string {
  let path = ''
  let pen = 'M'
  for (const k of drawnPoints(values)) {
    if (Number.isFinite(values[k])) {
      path += `${pen}${across(time[k]).toFixed(1)} ${up(values[k]).toFixed(1)}`
      pen = 'L'
    } else pen = 'M'
  }
  return path
}

/** All points, or the least and the largest of each part where they are too many to see. */
function drawnPoints(values: Float64Array): number[] {
  const count = values.length
  if (count <= MOST_POINTS) return Array.from({ length: count }, (_, k) => k)
  const parts = MOST_POINTS / 2
  const points: number[] = []
  for (let part = 0; part < parts; part++) {
    const from = Math.floor((part * count) / parts)
    const to = Math.floor(((part + 1) * count) / parts)
    let [least, largest] = [from, from]
    for (let k = from; k < to; k++) {
      if (values[k] < values[least] || Number.isNaN(values[least])) least = k
      if (values[k] > values[largest] || Number.isNaN(values[largest])) largest = k
    }
    points.push(Math.min(least, largest), Math.max(least, largest))
  }
  return points
}
