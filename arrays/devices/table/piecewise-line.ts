/** A line through points, level beyond the first and the last one. */
export interface PiecewiseLine {
  /** Rising. */
  readonly x: Float64Array
  readonly y: Float64Array
}

/** The number of the piece that holds a place: -1 before the first point, the number of the last point beyond it. */
function pieceAt({ x }: PiecewiseLine, place: number, way: number): number {
  let [low, high] = [-1, x.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    // A place on a point belongs to the piece that lies ahead.
    if (way > 0 ? x[middle] <= place : x[middle] < place) low = middle
    else high = middle - 1
  }
  return low
}

function slopeOf({ x, y }: PiecewiseLine, piece: number): number {
  if (piece < 0 || piece >= x.length - 1) return 0
  return (y[piece + 1] - y[piece]) / (x[piece + 1] - x[piece])
}

/** The value of the line. */
export function valueOn(line: PiecewiseLine, place: number): number {
  const { x, y } = line
  const piece = pieceAt(line, place, 1)
  if (piece < 0) return y[0]
  return y[piece] + slopeOf(line, piece) * (place - x[piece])
}

/** Where a place is after `time` at the speed that the line says: dx/dt = y(x), each piece exactly. */
export function flowAlong(line: PiecewiseLine, from: number, time: number): number {
  return walk(line, from, time, Number.NaN).place
}

/** Time from one place to another at that speed; Infinity where it is not reached. */
export function timeAlong(line: PiecewiseLine, from: number, to: number): number {
  return walk(line, from, Number.POSITIVE_INFINITY, to).time
}

function walk(line: PiecewiseLine, from: number, most: number, to: number): { place: number; time: number } {
  const { x } = line
  const way = Math.sign(valueOn(line, from))
  if (way === 0 || way * (to - from) < 0) return { place: from, time: Number.POSITIVE_INFINITY }
  let place = from
  let time = 0
  for (;;) {
    const piece = pieceAt(line, place, way)
    const border = x[way > 0 ? piece + 1 : piece] ?? way * Number.POSITIVE_INFINITY
    const end = way * (to - border) < 0 ? to : border
    const speed = valueOn(line, place)
    const slope = slopeOf(line, piece)
    const across = timeAcross(speed, slope, end - place)
    if (time + across >= most) {
      const left = most - time
      return {
        place: place + (slope === 0 ? speed * left : (speed * Math.expm1(slope * left)) / slope),
        time: most,
      }
    }
    time += across
    place = end
    if (end === to || !Number.isFinite(time)) return { place, time }
  }
}

/** Over a distance on which the speed changes in a straight line. */
function timeAcross(speed: number, slope: number, distance: number): number {
  const turn = (slope * distance) / speed
  if (!(turn > -1)) return Number.POSITIVE_INFINITY
  return turn === 0 ? distance / speed : ((distance / speed) * Math.log1p(turn)) / turn
}
