import type { AccessOption } from '../../arrays/access/access-option.ts'
import { prepareNetwork } from '../../arrays/network/prepare-network.ts'
import type { CellLaws, NetworkSolution } from '../../arrays/network/problem.ts'
import { seriesCells } from '../../arrays/network/series-cell.ts'
import { solveNetwork } from '../../arrays/network/solve-network.ts'
import type { WrittenCells } from './cell-levels.ts'
import { wordVolts } from './linear-tile.ts'
import type { MatrixTile, SolveTally } from './matrix-tile.ts'
import { type Measure, takeMeasures } from './measures.ts'
import { once } from './once.ts'
import { addReadNoise } from './read-noise.ts'
import { tileNetwork } from './tile-network.ts'
import type { Tile } from './tiles.ts'

export interface NonlinearTileOptions {
  readonly tile: Tile
  readonly slice: number
  readonly cells: () => WrittenCells
  readonly lawsOf: (cells: WrittenCells) => CellLaws
  readonly measures: readonly Measure[]
  /** Ohms of a wire segment. */
  readonly wire: number
  readonly access: AccessOption
  readonly tally: SolveTally
}

/** Currents of one vector. */
interface Point {
  readonly cellCurrents: Float64Array
  readonly cellVolts: Float64Array
  readonly bitCurrents: Float64Array
  readonly power: { readonly delivered: number; readonly cells: number; readonly wires: number }
}

/** A crossbar of cells whose currents bend with the voltage: every vector is a network of its own. */
export function nonlinearTile(options: NonlinearTileOptions): MatrixTile {
  const { tile, slice, cells, lawsOf, measures, wire, access, tally } = options
  const { rows, columns } = tile
  const size = [rows, columns] as const
  const laws = once(() => lawsOf(cells()))
  const quiet: Point = {
    cellCurrents: new Float64Array(rows * columns),
    cellVolts: new Float64Array(rows * columns),
    bitCurrents: new Float64Array(columns),
    power: { delivered: 0, cells: 0, wires: 0 },
  }

  function pointAt(left: Float64Array, ohms: number): Point {
    if (left.every(volts => volts === 0)) return quiet
    if (ohms === 0 && access.kind === 'none') return pointAlone(left)
    const solution = solveNetwork(tileNetwork(size, laws(), { wire: ohms, access }, left))
    tally.add(solution.report)
    return pointOf(solution)
  }

  /** Without wires every cell is at the volts of its word line. */
  function pointAlone(left: Float64Array): Point {
    const cellVolts = wordVolts(left, columns)
    const cellCurrents = new Float64Array(cellVolts.length)
    laws().evaluate(cellVolts, cellCurrents, new Float64Array(cellVolts.length))
    const bitCurrents = new Float64Array(columns)
    let watts = 0
    for (let k = 0; k < cellCurrents.length; k++) {
      bitCurrents[k % columns] = bitCurrents[k % columns] + cellCurrents[k]
      watts += cellVolts[k] * cellCurrents[k]
    }
    return { cellCurrents, cellVolts, bitCurrents, power: { delivered: watts, cells: watts, wires: 0 } }
  }

  /** Gradients of the measured currents in the network linearised at a point. */
  function gradientsAt({ cellVolts }: Point): Float64Array[] {
    const count = cellVolts.length
    const problem = tileNetwork(size, laws(), { wire, access }, new Float64Array(rows))
    const whole = problem.series === undefined ? laws() : seriesCells(laws(), problem.series, count).laws
    const slopes = new Float64Array(count)
    whole.evaluate(cellVolts, new Float64Array(count), slopes)
    const network = ohmicNetwork(size, slopes, wire)
    return measures.map(({ plus, minus }) => {
      const bottom = new Float64Array(columns)
      bottom[plus] = 1
      if (minus !== undefined) bottom[minus] = -1
      return network.solve({ bottom }).cellVoltages.map(volts => -volts)
    })
  }

  return {
    linear: false,
    tile,
    slice,
    cells,
    measures,
    measure(volts, vectors, noise) {
      const out = new Float64Array(vectors * measures.length)
      for (let v = 0; v < vectors; v++) {
        const point = pointAt(volts.slice(v * rows, (v + 1) * rows), wire)
        const at = v * measures.length
        takeMeasures(measures, point.bitCurrents, out, at)
        if (noise === undefined || point === quiet) continue
        const gradients = wire > 0 ? gradientsAt(point) : undefined
        addReadNoise(out, at, v, noise, point.cellVolts, columns, measures, gradients)
      }
      return out
    },
    survey(drives, vectors) {
      const squares = new Float64Array(rows * columns)
      const power = { delivered: 0, cells: 0, wires: 0 }
      for (let v = 0; v < vectors; v++) {
        const differences = new Float64Array(rows * columns)
        for (const { volts, weight } of drives) {
          const left = volts.slice(v * rows, (v + 1) * rows)
          const point = pointAt(left, wire)
          power.delivered += point.power.delivered
          power.cells += point.power.cells
          power.wires += point.power.wires
          if (wire === 0) continue
          const { cellCurrents } = pointAt(left, 0)
          for (let k = 0; k < differences.length; k++)
            differences[k] = differences[k] + weight * (point.cellCurrents[k] - cellCurrents[k])
        }
        for (let k = 0; k < squares.length; k++) squares[k] = squares[k] + differences[k] ** 2
      }
      return { squares, power }
    },
  }
}

function pointOf({ cellCurrents, cellVoltages, bottomCurrents, power }: NetworkSolution): Point {
  return { cellCurrents, cellVolts: cellVoltages, bitCurrents: bottomCurrents, power }
}

/** Cells of these conductances, S, in the wires of the tile. */
function ohmicNetwork(size: readonly [number, number], siemens: Float64Array, wire: number) {
  return prepareNetwork(
    tileNetwork(
      size,
      {
        linear: true,
        evaluate(volts, current, slope) {
          for (let k = 0; k < siemens.length; k++) current[k] = siemens[k] * volts[k]
          slope.set(siemens)
        },
      },
      { wire, access: { kind: 'none' } },
      new Float64Array(size[0]),
    ),
  )
}
