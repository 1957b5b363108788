import { FLOAT, type LineEnds, type NetworkProblem, VOLTAGE } from '../../arrays/network/problem.ts'
import { bitLine, type Tile } from '../matrix/tiles.ts'
import type { TrainingDevice } from './training-device.ts'

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
  const map = pair ? 'pairs' : 'reference'
  for (let i = 0; i < rows; i++) {
    for (let o = tile.outputs[0]; o < tile.outputs[1]; o++) {
      const k = (tile.inputs[0] + i) * outputs + o
      siemens[i * columns + bitLine(tile, map, o, 0)] = plus[k]
      siemens[i * columns + bitLine(tile, map, o, 1)] = minus[k]
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
          const g = siemens[k]
          const v = cellVolts[k]
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
