import type { UpdateCycle } from './gate-cycles.ts'

/** The usual figures of merit of one cycle of potentiation and depression. */
export interface CycleFigures {
  /** Lowest and highest conductance read, S. */
  readonly low: number
  readonly high: number
  /** Rise over the potentiation and fall over the depression, S. */
  readonly rise: number
  readonly fall: number
  /** Largest distance from the straight line through the ends of a half, over the range. */
  readonly upNonlinearity: number
  readonly downNonlinearity: number
  /** Largest distance of the rise from the mirrored fall, over the range; halves of different length are scaled to each other. */
  readonly asymmetry: number
}

export function cycleFigures({ up, down }: UpdateCycle): CycleFigures {
  const low = Math.min(...up, ...down)
  const high = Math.max(...up, ...down)
  const range = high - low
  const mirrored = down.toReversed()
  const steps = up.length - 1
  return {
    low,
    high,
    rise: up.at(-1)! - up[0],
    fall: down[0] - down.at(-1)!,
    upNonlinearity: distanceFromLine(up) / range,
    downNonlinearity: distanceFromLine(down) / range,
    asymmetry: Math.max(...up.map((value, k) => Math.abs(value - valueAt(mirrored, k / steps)))) / range,
  }
}

function distanceFromLine(series: readonly number[]): number {
  const first = series[0]
  const step = (series.at(-1)! - first) / (series.length - 1)
  return Math.max(...series.map((value, k) => Math.abs(value - first - k * step)))
}

/** The series at a share of its length, straight between its values. */
function valueAt(series: readonly number[], share: number): number {
  const place = share * (series.length - 1)
  const k = Math.min(Math.floor(place), series.length - 2)
  return series[k] + (place - k) * (series[k + 1] - series[k])
}
