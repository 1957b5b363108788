import { SHORT_CONDUCTANCE } from '../../arrays/crossbar/array-spec.ts'
import { normal, uniform } from '../../arrays/random/keyed-random.ts'
import { keptShare } from '../learning/drift-kernel.ts'
import type { CellLevels, WrittenCells } from './cell-levels.ts'
import type { MatrixSettings } from './matrix-settings.ts'
import { bitLine, type Tile } from './tiles.ts'

/** Streams of the keyed random numbers; those of slice s are eight times s further. */
const STREAM = {
  spread: 201,
  faults: 202,
  referenceSpread: 203,
  referenceFaults: 204,
  drift: 205,
  referenceDrift: 206,
} as const
const STREAMS = 8

/** Targets that are written into one crossbar. */
export interface CellWrite {
  readonly tile: Tile
  readonly slice: number
  /** Of the slice [inputs][outputs], -1 to 1. */
  readonly units: Float64Array
  /** Outputs of the whole matrix. */
  readonly outputs: number
  /** Of the cells that can be had. */
  readonly levels: Pick<CellLevels, 'low' | 'high' | 'forgetting'>
}

/**
 * Writes a slice of the weights into the cells of a crossbar: a pair has low + (high - low) max(0, +-W)/w, other maps
 * low + (high - low)(W + w)/(2 w) and a reference cell the middle. Spread and faults are keyed by seed and cell, so that they
 * do not depend on how the matrix is cut.
 */
export function writeCells(write: CellWrite, settings: MatrixSettings): WrittenCells {
  const { tile, units, outputs, levels } = write
  const { low, high } = levels
  const { map } = settings
  const { rows, columns } = tile
  const middle = (low + high) / 2
  const target = new Float64Array(rows * columns)
  const faults = createFaults(write, settings)
  const aged = ageing(write, settings)
  for (let i = 0; i < rows; i++) {
    const input = tile.inputs[0] + i
    for (let o = tile.outputs[0]; o < tile.outputs[1]; o++) {
      const unit = units[input * outputs + o]
      const weight = input * outputs + o
      const plus = i * columns + bitLine(tile, map, o, 0)
      if (map === 'pairs') {
        const minus = i * columns + bitLine(tile, map, o, 1)
        target[plus] = aged(low + (high - low) * Math.max(0, unit), STREAM.drift, 2 * weight)
        target[minus] = aged(low + (high - low) * Math.max(0, -unit), STREAM.drift, 2 * weight + 1)
        faults.draw(minus, STREAM.spread, STREAM.faults, 2 * weight + 1, target)
      } else target[plus] = aged(low + ((high - low) * (unit + 1)) / 2, STREAM.drift, 2 * weight)
      faults.draw(plus, STREAM.spread, STREAM.faults, 2 * weight, target)
    }
    if (map !== 'reference') continue
    const cell = i * columns + columns - 1
    // Every tile has reference cells of its own.
    const key = input * outputs + tile.outputs[0]
    target[cell] = aged(middle, STREAM.referenceDrift, key)
    faults.draw(cell, STREAM.referenceSpread, STREAM.referenceFaults, key, target)
  }
  return { size: [rows, columns], target, factor: faults.factor, fixed: faults.fixed }
}

/**
 * Conductance of a cell the settings' seconds after it was written, S.
 * @param stream and key of the random number that says how fast the cell forgets
 */
type Aged = (siemens: number, stream: number, key: number) => number

function ageing({ levels, slice }: CellWrite, { driftSeconds, driftSpread, seed }: MatrixSettings): Aged {
  const { forgetting } = levels
  if (driftSeconds === 0 || forgetting === undefined) return siemens => siemens
  const { rest } = forgetting
  const kernel = forgetting.drift()
  const alike = keptShare(kernel, driftSeconds)
  return (siemens, stream, key) => {
    const kept =
      driftSpread === 0
        ? alike
        : keptShare(
            kernel,
            driftSeconds * Math.exp(driftSpread * normal(seed, stream + STREAMS * slice, key)),
          )
    return rest + (siemens - rest) * kept
  }
}

interface Faults {
  readonly factor: Float64Array | undefined
  readonly fixed: Float64Array | undefined
  /** Draws the spread and the fault of a cell. */
  draw(cell: number, spreadStream: number, faultStream: number, key: number, target: Float64Array): void
}

function createFaults({ tile, slice, levels }: CellWrite, settings: MatrixSettings): Faults {
  const { low, high } = levels
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
