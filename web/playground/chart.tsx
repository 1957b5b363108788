import { formatSi } from 'sneakpath/core'

interface ChartProps {
  readonly title: string
  readonly xs: ArrayLike<number>
  readonly ys: ArrayLike<number>
  readonly xUnit: string
  readonly yUnit: string
  /** Where a mark stands on the curve. */
  readonly mark?: number
}

const [WIDTH, HEIGHT] = [260, 110]
/** Beside the curve stand the ends of its axes: what they say would lie on it. */
const EDGE = { left: 56, right: 8, top: 8, bottom: 16 } as const

/** A small curve with the ends of its axes. */
export function Chart({ title, xs, ys, xUnit, yUnit, mark }: ChartProps) {
  const [x0, x1] = ends(xs)
  const [low, high] = ends(ys)
  // A flat curve lies in the middle.
  const [y0, y1] = high > low ? [low, high] : [low - 1, high + 1]
  const x = (value: number): number =>
    EDGE.left + (x1 > x0 ? (value - x0) / (x1 - x0) : 0.5) * (WIDTH - EDGE.left - EDGE.right)
  const y = (value: number): number =>
    HEIGHT - EDGE.bottom - ((value - y0) / (y1 - y0)) * (HEIGHT - EDGE.top - EDGE.bottom)
  const points = Array.from(xs, (value, k) => `${x(value).toFixed(1)},${y(ys[k]).toFixed(1)}`)
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${title}: from ${formatSi(low, yUnit)} to ${formatSi(high, yUnit)} between ${formatSi(x0, xUnit)} and ${formatSi(x1, xUnit)}`}
      >
        {y0 < 0 && y1 > 0 && <path class="zero" d={`M${EDGE.left} ${y(0)}H${WIDTH - EDGE.right}`} />}
        {x0 < 0 && x1 > 0 && <path class="zero" d={`M${x(0)} ${EDGE.top}V${HEIGHT - EDGE.bottom}`} />}
        <path class="frame" d={`M${EDGE.left} ${EDGE.top}V${HEIGHT - EDGE.bottom}H${WIDTH - EDGE.right}`} />
        <polyline class="curve" points={points.join(' ')} />
        {mark !== undefined && mark >= 0 && mark < xs.length && (
          <circle cx={x(xs[mark])} cy={y(ys[mark])} r="3.5" />
        )}
        <text x={EDGE.left} y={HEIGHT - 4}>
          {formatSi(x0, xUnit)}
        </text>
        <text x={WIDTH - EDGE.right} y={HEIGHT - 4} text-anchor="end">
          {formatSi(x1, xUnit)}
        </text>
        <text x={EDGE.left - 4} y={EDGE.top + 8} text-anchor="end">
          {formatSi(high, yUnit)}
        </text>
        {high > low && (
          <text x={EDGE.left - 4} y={HEIGHT - EDGE.bottom} text-anchor="end">
            {formatSi(low, yUnit)}
          </text>
        )}
      </svg>
    </figure>
  )
}

function ends(values: ArrayLike<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) continue
    low = Math.min(low, values[k])
    high = Math.max(high, values[k])
  }
  return low <= high ? [low, high] : [0, 0]
}
