import type { AnyRun } from '../../../arrays/program/array-run.ts'
import type { Frame } from '../../../arrays/program/program.ts'
import type { ScenarioFile } from '../../file/scenario-file.ts'

/** A quantity of a pixel map. */
export interface QuantityInfo {
  /** SI unit; '' for a ratio. */
  readonly unit: string
  readonly title: string
  /** Ends of its colour scale, where it has natural ones. */
  readonly domain?: readonly [number, number]
}

/** A quantity that a scenario can ask for among its outputs. */
export interface OutputQuantity extends QuantityInfo {
  readonly name: string
  /** Which arrays have it. @defaultValue both */
  readonly of?: 'two-terminal' | 'three-terminal'
  /**
   * The quantity at a frame, where it is not one that the runner keeps in frames by itself.
   * @returns N*M values; undefined where this frame has none
   */
  derive?(frame: Frame, context: DerivedContext): Float64Array | undefined
}

/** Data that a quantity may be derived from, beside its frame. */
export interface DerivedContext {
  /** The run at its end. */
  readonly run: AnyRun
  /** The frame is the last of the run. */
  readonly last: boolean
  readonly file: Pick<ScenarioFile, 'network' | 'bias'>
}
