import type { ShaderProgram } from '../../kernels/gpu/gpu.ts'
import type { GpuFacts } from '../../kernels/gpu/gpu-messages.ts'
import { type MovingPlan, movingPlan } from '../../kernels/gpu/shaders/moving-plan.ts'
import { SMALLEST_SHARE } from '../crossbar/state-distance.ts'
import { batchLaws } from './batch-laws.ts'
import type { MovingArray } from './moving-crossbar.ts'
import type { PlanCache } from './plan-cache.ts'
import { shaderCells } from './shader-cells.ts'

/** What is written down for an array. */
export interface WrittenPlan {
  readonly key: string
  readonly written: MovingPlan
}

/** A program on the GPU, and whose states stand in it. */
interface Place extends WrittenPlan {
  readonly program: ShaderProgram
  owner: Owner | undefined
}

/** What owns the states on a GPU. */
interface Owner {
  bring(): void
}

/** Where the crossbars of an engine move: one at a time has its states on the GPU, and gets them back before another takes its place. */
export class MovingPlace {
  readonly #cache: PlanCache
  #place: Place | undefined

  constructor(cache: PlanCache) {
    this.#cache = cache
  }

  get facts(): GpuFacts {
    return this.#cache.facts
  }

  isOwnedBy(crossbar: Owner): boolean {
    return this.#place?.owner === crossbar
  }

  /** @returns the program of a crossbar, whose states are to stand in it */
  take(crossbar: Owner, plan: WrittenPlan): ShaderProgram {
    const known = this.#place
    if (known !== undefined && known.owner !== crossbar) known.owner?.bring()
    if (known?.key === plan.key) {
      known.owner = crossbar
      return known.program
    }
    this.#place = undefined
    known?.program.destroy()
    const place = { ...plan, program: this.#cache.heldShaders(plan.written.plan), owner: crossbar }
    this.#place = place
    return place.program
  }

  /** Runs a part of the program. @throws GpuError where the GPU fails: the states are lost then */
  run(name: string): void {
    const { program } = this.#place!
    try {
      this.#cache.runShaders(program, name)
    } catch (error) {
      this.#place = undefined
      throw error
    }
  }
}

/** Writes down what moves an array. */
export function movingPlanOf({ model, equations, shape }: MovingArray): WrittenPlan {
  const { rows, columns, wordOhms, wordStride, bitOhms, bitStride } = shape
  const cells = shaderCells(equations)
  const laws = batchLaws(model, SMALLEST_SHARE)
  const joined = wordOhms.includes(0) || bitOhms.includes(0)
  const key = `${laws.key}; ${cells.key}`
  return {
    key: `${rows} ${columns} ${wordStride} ${bitStride} ${joined} ${key}`,
    written: movingPlan(
      { key, laws: { ...laws, varying: cells.device.varying.slice(model.states.length) }, cells },
      { rows, columns, wordStride, bitStride, joined },
    ),
  }
}
