import { prepareNetwork } from '../../arrays/network/prepare-network.ts'
import { multiplyRows } from '../../kernels/multiply-rows.ts'
import { shownSiemens, type WrittenCells } from './cell-levels.ts'
import type { Drive, MatrixTile, SolveTally, TileSurvey } from './matrix-tile.ts'
import { type Measure, takeMeasures } from './measures.ts'
import { once } from './once.ts'
import { orthogonalDrives } from './orthogonal-drives.ts'
import { addReadNoise, type ReadNoise } from './read-noise.ts'
import { tileNetwork } from './tile-network.ts'
import type { Tile } from './tiles.ts'

/** Kirchhoff imbalance of the solves over the largest branch current: rows of the matrix are then right to 1e-10 of their largest entry. */
const TOLERANCE = 1e-11

export interface LinearTileOptions {
  readonly tile: Tile
  readonly slice: number
  readonly cells: () => WrittenCells
  readonly measures: readonly Measure[]
  /** Ohms of a wire segment. */
  readonly wire: number
  readonly tally: SolveTally
}

/**
 * A crossbar of ohmic cells: thousands of vectors cost what its effective matrix costs. The network is reciprocal, so a solve
 * with 1 V on a measured bit line (-1 V on the one that is subtracted) gives what every word line does to that current; where
 * word lines are fewer, one solve for each of them gives the same.
 */
export function linearTile({ tile, slice, cells, measures, wire, tally }: LinearTileOptions): MatrixTile {
  const { rows, columns } = tile
  const siemensOf = once(() => shownSiemens(cells()))
  const network = once(() =>
    prepareNetwork(ohmicNetwork([rows, columns], siemensOf(), wire), { tolerance: TOLERANCE }),
  )
  const tallied = <Solution extends { readonly report: Parameters<SolveTally['add']>[0] }>(
    solution: Solution,
  ) => {
    tally.add(solution.report)
    return solution
  }
  const solve = (drives: EndVolts) => tallied(network().solve(drives))
  const solveEnds = (drives: EndVolts) => tallied(network().solveEnds(drives))

  /** [word lines][measures], S. */
  const effective = once((): Float64Array => {
    const siemens = siemensOf()
    const matrix = new Float64Array(rows * measures.length)
    if (wire === 0) {
      for (let i = 0; i < rows; i++)
        takeMeasures(measures, siemens.subarray(i * columns, (i + 1) * columns), matrix, i * measures.length)
    } else if (rows < measures.length) {
      for (let i = 0; i < rows; i++) {
        const left = new Float64Array(rows)
        left[i] = 1
        takeMeasures(measures, solveEnds({ left }).bottomCurrents, matrix, i * measures.length)
      }
    } else {
      measures.forEach((measure, m) => {
        const { leftCurrents } = solveEnds(adjointDrives(measure, rows, columns))
        for (let i = 0; i < rows; i++) matrix[i * measures.length + m] = -leftCurrents[i]
      })
    }
    return matrix
  })
  /** By Tellegen's theorem a measured current changes by minus the adjoint volts for a current in a cell. */
  const gradientsOf = once(() =>
    measures.map(measure =>
      solve(adjointDrives(measure, rows, columns)).cellVoltages.map(adjointVolts => -adjointVolts),
    ),
  )

  function addNoise(out: Float64Array, volts: Float64Array, vectors: number, noise: ReadNoise): void {
    const gradients = wire > 0 ? gradientsOf() : undefined
    for (let v = 0; v < vectors; v++) {
      const left = volts.slice(v * rows, (v + 1) * rows)
      const cellVolts = wire > 0 ? solve({ left }).cellVoltages : wordVolts(left, columns)
      addReadNoise(out, v * measures.length, v, noise, cellVolts, columns, measures, gradients)
    }
  }

  return {
    linear: true,
    tile,
    slice,
    cells,
    measures,
    measure(volts, vectors, noise) {
      const out = multiplyRows(volts, effective(), rows, measures.length)
      if (noise !== undefined) addNoise(out, volts, vectors, noise)
      return out
    },
    survey(drives, vectors) {
      // Squares of linear quantities do not change when the vectors are turned into each other.
      const whole = orthogonalDrives(weightedSum(drives), vectors, rows)
      const found = surveyOne(whole.volts, whole.vectors)
      if (drives.length === 1 && drives[0].weight === 1) return found
      const power = { delivered: 0, cells: 0, wires: 0 }
      for (const { volts } of drives) {
        const turned = orthogonalDrives(volts, vectors, rows)
        const own = surveyOne(turned.volts, turned.vectors).power
        addPower(power, own)
      }
      return { squares: found.squares, power }
    },
  }

  function surveyOne(volts: Float64Array, vectors: number): TileSurvey {
    const siemens = siemensOf()
    const squares = new Float64Array(rows * columns)
    const power = { delivered: 0, cells: 0, wires: 0 }
    for (let v = 0; v < vectors; v++) {
      const left = volts.slice(v * rows, (v + 1) * rows)
      if (wire === 0) {
        const watts = siemens.reduce((sum, g, k) => sum + g * left[Math.floor(k / columns)] ** 2, 0)
        addPower(power, { delivered: watts, cells: watts, wires: 0 })
        continue
      }
      const solution = solve({ left })
      addPower(power, solution.power)
      for (let k = 0; k < squares.length; k++) {
        const difference = solution.cellCurrents[k] - siemens[k] * left[Math.floor(k / columns)]
        squares[k] = squares[k] + difference ** 2
      }
    }
    return { squares, power }
  }
}

function ohmicNetwork(size: readonly [number, number], siemens: Float64Array, wire: number) {
  return tileNetwork(
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
  )
}

/** Volts of every cell without wires. */
export function wordVolts(left: Float64Array, columns: number): Float64Array {
  return Float64Array.from({ length: left.length * columns }, (_, k) => left[Math.floor(k / columns)])
}

function weightedSum(drives: readonly Drive[]): Float64Array {
  if (drives.length === 1 && drives[0].weight === 1) return drives[0].volts
  const sum = new Float64Array(drives[0].volts.length)
  for (const { volts, weight } of drives)
    for (let k = 0; k < sum.length; k++) sum[k] = sum[k] + weight * volts[k]
  return sum
}

/** 1 V on the bit line that is measured, -1 V on the one that is subtracted. */
function adjointDrives({ plus, minus }: Measure, rows: number, columns: number) {
  const bottom = new Float64Array(columns)
  bottom[plus] = 1
  if (minus !== undefined) bottom[minus] = -1
  return { left: new Float64Array(rows), bottom }
}

/** Volts at ends of lines; those that are left out are 0. */
interface EndVolts {
  readonly left?: Float64Array
  readonly bottom?: Float64Array
}

/** Power of one vector, W. */
interface TilePower {
  delivered: number
  cells: number
  wires: number
}

function addPower(sum: TilePower, { delivered, cells, wires }: Readonly<TilePower>): void {
  sum.delivered += delivered
  sum.cells += cells
  sum.wires += wires
}
