import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'

/** Numbers in 0..1 that repeat with the seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) / 0x1000000
  }
}

/** Numbers in -1..1. */
export function randomPlane(count: number, seed: number): Float64Array {
  const next = randomNumbers(seed)
  return Float64Array.from({ length: count }, () => 2 * next() - 1)
}

export interface GridChoice {
  readonly seed: number
  readonly siemens: readonly [number, number]
  readonly wires?: '1 ohm' | 'unequal' | 'some 0 ohm' | 'some broken'
  /** Only word line 0 and bit line 0 are held. */
  readonly floating?: boolean
  /** Part of the cells stuck short (0.1 S), and as many stuck open. */
  readonly faults?: number
}

export function randomGrid(rows: number, columns: number, choice: GridChoice): CrossbarGrid {
  const next = randomNumbers(choice.seed)
  const [low, high] = choice.siemens
  const { wires = '1 ohm', floating = false, faults = 0 } = choice
  const cell = () => {
    const draw = next()
    const value = low * (high / low) ** next()
    return draw < faults ? 0.1 : draw < 2 * faults ? 0 : value
  }
  const segment = () => {
    const draw = next()
    const ohms = wires === '1 ohm' ? 1 : 0.1 * 100 ** next()
    if (wires === 'some 0 ohm' && draw < 0.3) return 0
    return wires === 'some broken' && draw < 0.02 ? Infinity : ohms
  }
  const plane = (count: number, draw: () => number) => Float64Array.from({ length: count }, draw)
  const nothing = (lines: number) => new Float64Array(lines).fill(Infinity)
  const held = (lines: number) =>
    floating
      ? Float64Array.from({ length: lines }, (_, k) => (k === 0 ? 0 : Infinity))
      : plane(lines, () => (next() < 0.5 ? 0 : 10 * next()))
  return {
    rows,
    columns,
    conductance: plane(rows * columns, cell),
    wordOhms: plane(rows * (columns - 1), segment),
    wordStride: 1,
    bitOhms: plane((rows - 1) * columns, segment),
    bitStride: 1,
    left: held(rows),
    right: nothing(rows),
    top: nothing(columns),
    bottom: held(columns),
  }
}
