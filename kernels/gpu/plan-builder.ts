import type { GpuPlan, PlanFunction, PlanInput, PlanKernel, PlanSize, PlanValue } from './gpu-plan.ts'
import { lawText } from './law-text.ts'

/** A function whose text gpu.js compiles. */
// biome-ignore lint/suspicious/noExplicitAny: kernels differ in their arguments
export type KernelFunction = (this: any, ...values: any[]) => number

/** A kernel whose text is written for the case at hand. */
export interface KernelText {
  readonly name: string
  readonly text: string
}

/** Writes down a plan launch by launch. */
export interface PlanBuilder {
  /** An array that every run is given. */
  array(size: PlanSize): PlanValue
  /** An array that is given once, when the plan is compiled. */
  fixed(size: PlanSize): PlanValue
  /** A number that every run is given. */
  number(): PlanValue
  /** A launch of a kernel over an output of the given size. */
  launch(
    kernel: KernelFunction | KernelText,
    output: PlanSize,
    ...values: readonly (PlanValue | number)[]
  ): PlanValue
  /** Scalar functions that the kernels call. */
  allow(functions: readonly KernelFunction[]): void
  /** @param results launches whose outputs are read back */
  build(...results: readonly PlanValue[]): GpuPlan
}

export function createPlanBuilder(name: string): PlanBuilder {
  const functions = new Map<KernelFunction, PlanFunction>()
  const kernels: PlanKernel[] = []
  const known = new Map<string, number>()
  const inputs: PlanInput[] = []
  const fixed: PlanSize[] = []
  const steps: { kernel: number; values: PlanValue[] }[] = []

  /** The kernel with its fixed arrays bound, made once. */
  function kernelIndex(kernel: KernelFunction | KernelText, output: PlanSize, values: PlanValue[]): number {
    const bound = values.map(value => (value.from === 'fixed' ? value.index : -1))
    const key = [kernel.name, output.join(' '), bound.join(' ')].join('/')
    const before = known.get(key)
    if (before !== undefined) return before
    const text = typeof kernel === 'function' ? lawText(kernel) : kernel.text
    const index = kernels.push({ name: kernel.name, output, ...bindFixed(text, bound) }) - 1
    known.set(key, index)
    return index
  }

  return {
    array: size => ({ from: 'input', index: inputs.push({ kind: 'array', size }) - 1 }),
    number: () => ({ from: 'input', index: inputs.push({ kind: 'number' }) - 1 }),
    fixed: size => ({ from: 'fixed', index: fixed.push(size) - 1 }),
    allow(list) {
      for (const one of list) functions.set(one, { text: lawText(one), argumentCount: one.length })
    },
    launch(kernel, output, ...values) {
      const given = values.map(v => (typeof v === 'number' ? { from: 'number' as const, value: v } : v))
      const step = {
        kernel: kernelIndex(kernel, output, given),
        values: given.filter(({ from }) => from !== 'fixed'),
      }
      return { from: 'step', index: steps.push(step) - 1 }
    },
    build: (...results) => ({
      name,
      functions: [...functions.values()],
      kernels,
      inputs,
      fixed,
      steps,
      results: results.map(result => {
        if (result.from !== 'step') throw new RangeError(`${name}: a result is not the output of a launch`)
        return result.index
      }),
    }),
  }
}

/**
 * Makes constants of the parameters that fixed arrays stand for: gpu.js uploads a constant once and an argument at every
 * run.
 * @param bound fixed array behind each parameter, -1 for none
 */
function bindFixed(text: string, bound: readonly number[]): Pick<PlanKernel, 'text' | 'fixed'> {
  const head = /^(function\s*[\w$]*\s*)\(([^)]*)\)/.exec(text)!
  const parameters = head[2].split(',').map(parameter => parameter.trim())
  const fixed: Record<string, number> = {}
  let body = text.slice(head[0].length)
  bound.forEach((index, k) => {
    if (index < 0) return
    const parameter = parameters[k]
    fixed[parameter] = index
    body = body.replace(new RegExp(`\\b${parameter}\\[`, 'g'), `this.constants.${parameter}[`)
  })
  const kept = parameters.filter((_, k) => !(bound[k] >= 0))
  return { text: `${head[1]}(${kept.join(', ')})${body}`, fixed }
}
