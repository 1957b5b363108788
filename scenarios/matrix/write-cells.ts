import { SHORT_CONDUCTANCE } from '../../arrays/crossbar/array-spec.ts'
import { normal, uniform } from '../../arrays/random/keyed-random.ts'
import type { WrittenCells } from './cell-levels.ts'
import type { MatrixSettings } from './matrix-settings.ts'
import { bitLine, type Tile } from './tiles.ts'

/** Streams of the keyed random numbers; those of slice s are eight times s further. */
const STREAM = { spread: 201, faults: 202, referenceSpread: 203, referenceFaults: 204 } as const
const STREAMS = 8

/** Targets that are written into one crossbar. */
export interface CellWrite {
  readonly tile: Tile
  readonly slice: number
  /** Of the slice [inputs][outputs], -1 to 1. */
  readonly units: Float64Array
  /** Outputs of the whole matrix. */
  readonly outputs: number
  readonly low: number
  readonly high: number
}

/**
 * Writes a slice of the weights into the cells of a crossbar: a pair has low + (high - low) max(0, +-W)/w, other maps
 * low + (high - low)(W + w)/(2 w) and a reference cell the middle. Spread and faults are keyed by seed and cell, so that they
 * do not depend on how the matrix is cut.
 */
export function writeCells(write: CellWrite, settings: MatrixSettings): WrittenCells {
  const { tile, units, outputs, low, high } = write
  const { map } = settings
  const { rows, columns } = tile
  const middle = (low + high) / 2
  const target = new Float64Array(rows * columns)
  const faults = createFaults(write, settings)
  for (let i = 0; i < rows; i++) {
    const input = tile.inputs[0] + i
    for (let o = tile.outputs[0]; o < tile.outputs[1]; o++) {
      const unit = units[input * outputs + o]
      const weight = input * outputs + o
      const plus = i * columns + bitLine(tile, map, o, 0)
      if (map === 'pairs') {
        const minus = i * columns + bitLine(tile, map, o, 1)
        target[plus] = low + (high - low) * Math.max(0, unit)
        target[minus] = low + (high - low) * Math.max(0, -unit)
        faults.draw(minus, STREAM.spread, STREAM.faults, 2 * weight + 1, target)
      } else target[plus] = low + ((high - low) * (unit + 1)) / 2
      faults.draw(plus, STREAM.spread, STREAM.faults, 2 * weight, target)
    }
    if (map !== 'reference') continue
    const cell = i * columns + columns - 1
    target[cell] = middle
    // Every tile has reference cells of its own.
    const key = input * outputs + tile.outputs[0]
    faults.draw(cell, STREAM.referenceSpread, STREAM.referenceFaults, key, target)
  }
  return { size: [rows, columns], target, factor: faults.factor, fixed: faults.fixed }
}

interface Faults {
  readonly factor: Float64Array | undefined
  readonly fixed: Float64Array | undefined
  /** Draws the spread and the fault of a cell. */
  draw(cell: number, spreadStream: number, faultStream: number, key: number, target: Float64Array): void
}

function createFaults({ tile, slice, low, high }: CellWrite, settings: MatrixSettings): Faults {
  const { spread, stuck, seed } = settings
  const count = tile.rows * tile.columns
  const broken = stuck.low + stuck.high + stuck.open + stuck.short > 0
  const factor = spread > 0 ? new Float64Array(count).fill(1) : undefined
  const fixed = stuck.open + stuck.short > 0 ? new Float64Array(count).fill(Number.NaN) : undefined
  const stream = (name: number): number => name + STREAMS * slice
  return {
    factor,
    fixed,
    draw(cell, spreadStream, faultStream, key, target) {
      const draw = broken ? uniform(seed, stream(faultStream), key) : 1
      if (draw < stuck.low) target[cell] = low
      else if (draw < stuck.low + stuck.high) target[cell] = high
      else if (draw < stuck.low + stuck.high + stuck.open) fixed![cell] = 0
      else if (draw < stuck.low + stuck.high + stuck.open + stuck.short) fixed![cell] = SHORT_CONDUCTANCE
      else if (factor !== undefined) factor[cell] = Math.exp(spread * normal(seed, stream(spreadStream), key))
    },
  }
}
