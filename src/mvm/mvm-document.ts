import { planeRows } from '../../arrays/plane.ts'
import type { MvmReport } from './run-mvm.ts'

/** Document of `sneakpath mvm --json`; numbers that are not finite are null. */
export interface MvmDocument {
  /** One row a vector. */
  readonly outputs: number[][]
  readonly ideal: number[][]
  readonly error: MvmReport['product']['error']
  /** Crossbars, and cells in all of them. */
  readonly tiles: number
  readonly cells: number
  /** Of a vector, J; null without --cost. */
  readonly energy: NonNullable<MvmReport['cost']>['energy'] | null
  readonly report: Readonly<Record<string, unknown>>
}

export function mvmDocument(report: MvmReport): MvmDocument {
  const { array, product, cost } = report
  return {
    outputs: planeRows(product.outputs),
    ideal: planeRows(product.ideal),
    error: product.error,
    tiles: array.tiles.length,
    cells: array.cells,
    energy: cost?.energy ?? null,
    report: mvmFigures(report),
  }
}

/** Description of a product beside its numbers. */
export function mvmFigures({
  array,
  product,
  survey,
  cost,
  seconds,
}: MvmReport): Readonly<Record<string, unknown>> {
  const { scaling, clipped, adcRange, solver } = product
  const { settings } = array
  return {
    scaling,
    settings,
    clipped,
    ...(adcRange === undefined ? {} : { adcRange }),
    ...(survey === undefined ? {} : { power: survey.power }),
    ...(cost === undefined ? {} : { cost }),
    solver,
    seconds,
  }
}
