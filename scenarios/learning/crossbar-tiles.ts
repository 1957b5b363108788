import { FLOAT, type LineEnds, type NetworkProblem, VOLTAGE } from '../../arrays/network/problem.ts'
import type { TrainingDevice } from './training-device.ts'

/** One crossbar of a layer: word lines are inputs, bit lines the cells of outputs. */
export interface Tile {
  /** Inputs [from, to). */
  readonly inputs: readonly [number, number]
  /** Outputs [from, to). */
  readonly outputs: readonly [number, number]
  readonly rows: number
  /** Bit lines: plus and minus of each output in turn, or all plus cells and at the end one line of reference cells. */
  readonly columns: number
}

/** Cuts a layer into crossbars of at most `size` word lines x bit lines. */
export function tilesOf(
  inputs: number,
  outputs: number,
  pair: boolean,
  [mostRows, mostColumns]: readonly [number, number],
): Tile[] {
  const mostOutputs = pair ? Math.floor(mostColumns / 2) : mostColumns - 1
  const tiles: Tile[] = []
  // Equal parts: 784 inputs on at most 128 word lines are 7 x 112.
  const rowParts = Math.ceil(inputs / mostRows)
  const outputParts = Math.ceil(outputs / mostOutputs)
  for (let r = 0; r < rowParts; r++) {
    for (let c = 0; c < outputParts; c++) {
      const ins = part(inputs, rowParts, r)
      const outs = part(outputs, outputParts, c)
      const wide = outs[1] - outs[0]
      tiles.push({ inputs: ins, outputs: outs, rows: ins[1] - ins[0], columns: pair ? 2 * wide : wide + 1 })
    }
  }
  return tiles
}

function part(whole: number, parts: number, k: number): readonly [number, number] {
  return [Math.floor((k * whole) / parts), Math.floor(((k + 1) * whole) / parts)]
}

/** Bit line of an output's cell within its tile; side 0 is plus, 1 minus or reference. */
export function bitLine(tile: Tile, pair: boolean, output: number, side: 0 | 1): number {
  const own = output - tile.outputs[0]
  if (pair) return 2 * own + side
  return side === 0 ? own : tile.columns - 1
}

/** Conductances of a tile, row-major [word lines][bit lines]. */
export function tileConductances(
  tile: Tile,
  pair: boolean,
  outputs: number,
  plus: Float64Array,
  minus: Float64Array,
): Float64Array {
  const { rows, columns } = tile
  const siemens = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    for (let o = tile.outputs[0]; o < tile.outputs[1]; o++) {
      const k = (tile.inputs[0] + i) * outputs + o
      siemens[i * columns + bitLine(tile, pair, o, 0)] = plus[k]!
      siemens[i * columns + bitLine(tile, pair, o, 1)] = minus[k]!
    }
  }
  return siemens
}

/**
 * The network of a tile: word lines driven from the left, bit lines sensed at virtual ground at the bottom.
 * @param volts of the word lines
 * @param device its law for the cells; left out, every cell is its chord at the read voltage
 */
export function tileProblem(
  tile: Tile,
  siemens: Float64Array,
  wireOhms: number,
  volts: Float64Array,
  device?: TrainingDevice,
): NetworkProblem {
  const { rows, columns } = tile
  const linear = device === undefined || device.linear
  return {
    rows,
    columns,
    wordWire: wireOhms,
    bitWire: wireOhms,
    left: { kind: new Uint8Array(rows).fill(VOLTAGE), value: volts, ohms: new Float64Array(rows) },
    right: ends(rows, FLOAT),
    top: ends(columns, FLOAT),
    bottom: ends(columns, VOLTAGE),
    cells: {
      linear,
      evaluate(cellVolts, current, slope) {
        for (let k = 0; k < siemens.length; k++) {
          const g = siemens[k]!
          const v = cellVolts[k]!
          current[k] = linear ? g * v : g * device.law(v)
          slope[k] = linear ? g : g * device.slope(v)
        }
      },
    },
  }
}

function ends(count: number, kind: number): LineEnds {
  return {
    kind: new Uint8Array(count).fill(kind),
    value: new Float64Array(count),
    ohms: new Float64Array(count),
  }
}
