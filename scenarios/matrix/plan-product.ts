import { OptionError } from '../../arrays/errors.ts'
import { type MatrixLike, type Plane, planeOf } from '../../arrays/plane.ts'
import { multiplyRows } from '../../kernels/multiply-rows.ts'
import type { CellLevels } from './cell-levels.ts'
import { finiteMatrix } from './finite-matrix.ts'
import { driveInputs, type InputDrives } from './input-drives.ts'
import type { MatrixProduct, MatrixSurvey } from './matrix-product.ts'
import type { MatrixSettings } from './matrix-settings.ts'
import type { MatrixTile, SolveTally, TileSurvey } from './matrix-tile.ts'
import { productError } from './product-error.ts'
import { addOutputs, convertCurrents, type SensedCurrents } from './sense-outputs.ts'
import { joinSummaries, type SolverSummary } from './solver-tally.ts'
import { stackTiles } from './stack-tiles.ts'
import type { WeightSlices } from './weight-slices.ts'

/** One part of the work for some vectors: a crossbar, vectors [from, to) of them, and which drive of streamed inputs. */
export interface MatrixJob {
  readonly crossbar: number
  readonly from: number
  readonly to: number
  /** Whether the jobs of a crossbar share one effective matrix. */
  readonly linear: boolean
  /** Left out in a survey, which takes all. */
  readonly drive?: number
}

/** Result of a part. */
export interface SenseResult {
  /** [vectors][measures], A. */
  readonly currents: Float64Array
  readonly solver: SolverSummary
}
export interface SurveyResult extends TileSurvey {
  readonly solver: SolverSummary
}

export interface MatrixPlan {
  readonly senseJobs: readonly MatrixJob[]
  readonly surveyJobs: readonly MatrixJob[]
  /** About how long all takes on one thread. */
  seconds(surveyed: boolean): number
  sense(job: MatrixJob): SenseResult
  survey(job: MatrixJob): SurveyResult
  /** @param results one for each of `senseJobs` */
  product(results: readonly SenseResult[]): MatrixProduct
  /** @param results one for each of `surveyJobs` */
  surveyOf(results: readonly SurveyResult[]): MatrixSurvey
}

/** Parts that the vectors of nonlinear cells are cut into, so that several threads share them. */
const VECTOR_PARTS = 16

export interface WrittenMatrix {
  /** The weights as they were given. */
  readonly matrix: Plane
  readonly settings: MatrixSettings
  readonly levels: CellLevels
  readonly sliced: WeightSlices
  readonly tiles: readonly MatrixTile[]
  readonly tally: SolveTally & { take(): SolverSummary }
}

/** Vectors that are to be multiplied. */
interface DrivenMatrix extends WrittenMatrix {
  readonly x: Plane
  readonly driven: InputDrives
  readonly outputPerAmpere: number
}

/**
 * Cuts the work for some vectors into parts.
 * @throws RangeError where the vectors do not fit the word lines
 */
export function planProduct(written: WrittenMatrix, given: MatrixLike): MatrixPlan {
  const { matrix, settings, levels, sliced, tiles, tally } = written
  const inputs = matrix.shape[0]
  const { low, high, readVolts: read } = levels
  const x = finiteMatrix(given, 'inputs')
  const [vectors, width] = x.shape as [number, number]
  if (width !== inputs)
    throw new OptionError(
      'multiply',
      `inputs of ${width} values`,
      `${inputs}, one for each row of the weights`,
    )
  const driven = driveInputs(x.data, { ...settings, read })
  const { drives, range } = driven
  const span = (settings.map === 'pairs' ? 1 : 2) * sliced.range * range
  const matrixDriven = { ...written, x, driven, outputPerAmpere: span / (read * (high - low)) }
  const parts = tiles.flatMap((tile, crossbar) =>
    rangesOf(vectors, tile.linear ? 1 : VECTOR_PARTS).map(part => ({
      crossbar,
      linear: tile.linear,
      ...part,
    })),
  )
  const senseJobs = parts.flatMap(part => drives.map((_, drive) => ({ ...part, drive })))
  return {
    senseJobs,
    surveyJobs: parts,
    seconds: surveyed => estimateSeconds(matrixDriven, surveyed),
    sense(job) {
      const { crossbar, from, to, drive = 0 } = job
      const siemens = settings.readNoise * (high - low)
      const noise = { siemens, seed: settings.seed, crossbar, first: drive * vectors + from }
      const volts = voltsOf(matrixDriven, job, drive)
      const currents = tiles[crossbar].measure(volts, to - from, siemens === 0 ? undefined : noise)
      return { currents, solver: tally.take() }
    },
    survey(job) {
      const own = drives.map(({ weight }, drive) => ({ volts: voltsOf(matrixDriven, job, drive), weight }))
      const found = tiles[job.crossbar].survey(own, job.to - job.from)
      return { ...found, solver: tally.take() }
    },
    product: results => joinProduct(matrixDriven, senseJobs, results),
    surveyOf: results => joinSurvey(matrixDriven, parts, results),
  }
}

function joinProduct(
  driven: DrivenMatrix,
  jobs: readonly (MatrixJob & { readonly drive: number })[],
  results: readonly SenseResult[],
): MatrixProduct {
  const { matrix, settings, levels, sliced, tiles, x, outputPerAmpere } = driven
  const { drives, range, signed, clipped } = driven.driven
  const { low, high, readVolts: read, device } = levels
  const { map, adcBits, adcPer } = settings
  const sensed = jobs.map((job, k): SensedCurrents => {
    const tile = tiles[job.crossbar]
    const scale = outputPerAmpere * sliced.factors[tile.slice] * drives[job.drive].weight
    const volts = voltsOf(driven, job, job.drive)
    return { tile, currents: results[k].currents, volts, first: job.from, scale }
  })
  const signedCurrents = signed || (map === 'pairs' && adcPer === 'pair')
  const converted =
    adcBits === undefined ? undefined : convertCurrents(sensed, adcBits, signedCurrents, settings)
  const size = [x.shape[0], matrix.shape[1]] as const
  const result = new Float64Array(size[0] * size[1])
  for (const one of sensed) addOutputs(one, settings, (low + high) / 2, size[1], result)
  const ideal = multiplyRows(x.data, matrix.data, x.shape[1], size[1])
  return {
    outputs: planeOf(result, size),
    ideal: planeOf(ideal, size),
    error: productError(result, ideal),
    scaling: { device, weightRange: sliced.range, inputRange: range, low, high, read, outputPerAmpere },
    clipped: { weights: sliced.clipped, inputs: clipped, currents: converted?.clipped ?? 0 },
    ...(converted === undefined ? {} : { adcRange: converted.range }),
    solver: joinSummaries(results.map(({ solver }) => solver)),
  }
}

function joinSurvey(
  { tiles, sliced, x, driven, outputPerAmpere }: DrivenMatrix,
  jobs: readonly MatrixJob[],
  results: readonly SurveyResult[],
): MatrixSurvey {
  const vectors = x.shape[0]
  const power = { delivered: 0, cells: 0, wires: 0 }
  const squares = tiles.map(({ tile }) => new Float64Array(tile.rows * tile.columns))
  results.forEach((result, k) => {
    for (const name of ['delivered', 'cells', 'wires'] as const) power[name] += result.power[name] / vectors
    const plane = squares[jobs[k].crossbar]
    for (let c = 0; c < plane.length; c++) plane[c] = plane[c] + result.squares[c]
  })
  const maps = squares.map((plane, k) => {
    const scale = outputPerAmpere * sliced.factors[tiles[k].slice]
    return plane.map(square => scale * Math.sqrt(square / vectors))
  })
  return { errorMaps: stackTiles(tiles, maps), turns: driven.drives.length, power }
}

/** Volts of the word lines of a job's crossbar for its vectors, [vectors][word lines]. */
function voltsOf(
  { tiles, x, driven }: DrivenMatrix,
  { crossbar, from, to }: MatrixJob,
  drive: number,
): Float64Array {
  const inputs = x.shape[1]
  const { volts } = driven.drives[drive]
  const [first, last] = tiles[crossbar].tile.inputs
  if (first === 0 && last === inputs) return volts.subarray(from * inputs, to * inputs)
  const rows = last - first
  const own = new Float64Array((to - from) * rows)
  for (let v = from; v < to; v++)
    own.set(volts.subarray(v * inputs + first, v * inputs + last), (v - from) * rows)
  return own
}

/** Measured on one core: seconds for a cell of a linear solve, of a nonlinear one, and where no network is solved. */
const CELL_SECONDS = { linear: 2e-7, nonlinear: 3e-6, alone: 1e-7 } as const

function estimateSeconds({ tiles, settings, driven, x }: DrivenMatrix, surveyed: boolean): number {
  const vectors = x.shape[0] * driven.drives.length
  const networks = settings.wire > 0 || settings.access.kind !== 'none'
  return tiles.reduce((sum, { tile, linear, measures }) => {
    const cells = tile.rows * tile.columns
    if (!networks)
      return sum + (linear && settings.readNoise === 0 ? 0 : cells * vectors * CELL_SECONDS.alone)
    const noisy = settings.readNoise > 0
    if (!linear)
      return (
        sum +
        cells * vectors * CELL_SECONDS.nonlinear * (1 + (surveyed ? 1 : 0) + (noisy ? measures.length : 0))
      )
    const solves =
      Math.min(tile.rows, measures.length) +
      (surveyed ? driven.drives.length * Math.min(tile.rows, vectors) : 0) +
      (noisy ? vectors + measures.length : 0)
    return sum + cells * solves * CELL_SECONDS.linear
  }, 0)
}

/** Equal parts of `count`, at most so many. */
function rangesOf(count: number, most: number): { readonly from: number; readonly to: number }[] {
  const parts = Math.min(count, most)
  return Array.from({ length: parts }, (_, k) => ({
    from: Math.floor((k * count) / parts),
    to: Math.floor(((k + 1) * count) / parts),
  }))
}
