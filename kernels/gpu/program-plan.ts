import { oneMinusExp } from '../scalar.ts'
import { definitionOrder } from './definition-order.ts'
import type { GpuPlan, PlanValue } from './gpu-plan.ts'
import type { KernelPlanes, KernelThread } from './kernel-thread.ts'
import { type DeviceLaws, loadText } from './law-plans.ts'
import { createPlanBuilder, type PlanBuilder } from './plan-builder.ts'

/** Events of all arrays of a batch, in order. */
export type ProgramEvent =
  /** A voltage pattern held. */
  | { readonly kind: 'hold'; readonly pattern: number; readonly seconds: number }
  /** Means of current / volts over the groups of cells, the current at 0 V left out. */
  | { readonly kind: 'read'; readonly volts: number }

export interface ProgramPlanSize {
  /** Cells of one array, N*M. */
  readonly cells: number
  /** Arrays that run the program side by side. */
  readonly samples: number
  /** Different voltage patterns. */
  readonly patterns: number
  /** Groups of cells whose mean is read. */
  readonly groups: number
  /** Parameters that differ from cell to cell or from sample to sample, by their place. */
  readonly varying: readonly number[]
}

/** Buffers that a kernel may have by WebGPU's default limits, less its parameters, their planes and its output. */
const MOST_STATES = 5

/**
 * A whole program of arrays whose cells are wired alone, as one sequence of launches: states stay on the GPU as two
 * float32 each, high and low, so that an increment far below the rounding of its state is not lost. Planes are
 * [sample][cell]. Inputs: voltage patterns; one value for each parameter; the planes of the varying parameters; the initial
 * states [state][cell]; weights of the cells in each group; siemens that the means are divided by. Results: one for each read,
 * [sample][group].
 * @throws RangeError for a device with more than 5 states, or none
 */
export function programPlan(
  laws: DeviceLaws,
  size: ProgramPlanSize,
  events: readonly ProgramEvent[],
): GpuPlan {
  const { cells, samples, patterns, groups, varying } = size
  const states = laws.states.length
  if (states === 0 || states > MOST_STATES) {
    throw new RangeError(`programPlan: ${laws.name} has ${states} states; expected 1 to ${MOST_STATES}`)
  }
  const builder = createPlanBuilder(`program of ${laws.name} in ${samples} x ${cells} cells`)
  builder.allow([oneMinusExp, ...laws.functions])
  const given: Given = {
    patterns: builder.array([cells, patterns, 1]),
    single: builder.array([Math.max(1, laws.parameters), 1, 1]),
    planes: builder.array(varying.length === 0 ? [1, 1, 1] : [cells, samples, varying.length]),
  }
  const initial = builder.array([cells, states, 1])
  const weights = builder.array([cells, groups, 1])
  const unit = builder.number()
  const plane = [cells, samples, 1]
  const kernels = writeKernels(laws, varying)
  let high = laws.states.map((_, k) => builder.launch(spreadState, plane, initial, k))
  let low = high.map(state => builder.launch(nothing, plane, state))
  const results: PlanValue[] = []
  for (const event of events) {
    if (event.kind === 'read') {
      const siemens = builder.launch(
        kernels.read,
        plane,
        given.single,
        given.planes,
        event.volts,
        unit,
        ...high,
      )
      results.push(builder.launch(groupMean, [groups, samples, 1], siemens, weights, cells))
      continue
    }
    const moved = high.map((state, k) => hold(builder, kernels.states[k], given, event, state, low[k], plane))
    high = moved.map(([state]) => state)
    low = moved.map(([, rest]) => rest)
  }
  return builder.build(...results)
}

interface Given {
  readonly patterns: PlanValue
  readonly single: PlanValue
  readonly planes: PlanValue
}

/** A state after a voltage was held: its high and low part. */
function hold(
  builder: PlanBuilder,
  kernel: { readonly name: string; readonly text: string },
  { patterns, single, planes }: Given,
  { pattern, seconds }: { readonly pattern: number; readonly seconds: number },
  high: PlanValue,
  low: PlanValue,
  plane: readonly number[],
): [PlanValue, PlanValue] {
  const step = builder.launch(kernel, plane, patterns, single, planes, high, low, pattern, seconds)
  const sum = builder.launch(addHigh, plane, high, low, step)
  return [sum, builder.launch(addLow, plane, high, low, step, sum)]
}

function writeKernels(laws: DeviceLaws, varying: readonly number[]) {
  const names = laws.states.map((_, k) => `x${k}`)
  const load = loadText(laws, { arrays: 1, varying }, 0)
  const states = laws.states.map(({ statements, results: [rate, target] }, k) => ({
    name: `${laws.name} state ${k}`,
    text: `function (patterns, single, planes, high, low, pattern, seconds) {
      const v = patterns[0][pattern][this.thread.x];
      ${definitionOrder([oneMinusExp, ...laws.functions], 'v')}
      ${load}
      ${statements}
      const away = (${target} - high[0][this.thread.y][this.thread.x]) - low[0][this.thread.y][this.thread.x];
      const change = away * oneMinusExp(${rate} * seconds);
      return change;
    }`,
  }))
  const { current, rest } = laws
  const read = {
    name: `${laws.name} read`,
    text: `function (single, planes, volts, unit, ${names.map(name => `${name}s`).join(', ')}) {
      const v = volts;
      ${definitionOrder(laws.functions, 'v')}
      ${names.map(name => `const ${name} = ${name}s[0][this.thread.y][this.thread.x];`).join('\n')}
      ${load}
      ${current.statements}
      const driven = ${current.results[0]};
      ${rest === undefined ? '' : rest.statements}
      const answer = (driven${rest === undefined ? '' : ` - ${rest.results[0]}`}) / (v * unit);
      return answer;
    }`,
  }
  return { states, read }
}

/** An initial state, the same in every sample. */
function spreadState(this: KernelThread, initial: KernelPlanes, state: number): number {
  return initial[0][state][this.thread.x]
}

function nothing(this: KernelThread, state: KernelPlanes): number {
  return state[0][this.thread.y][this.thread.x] * 0
}

/** The sum of a state and its change, rounded. */
function addHigh(this: KernelThread, high: KernelPlanes, low: KernelPlanes, step: KernelPlanes): number {
  const x = this.thread.x
  const y = this.thread.y
  return high[0][y][x] + (low[0][y][x] + step[0][y][x])
}

/** Rounding error of the sum; the sum comes from memory, where no compiler sees through it. */
function addLow(
  this: KernelThread,
  high: KernelPlanes,
  low: KernelPlanes,
  step: KernelPlanes,
  sum: KernelPlanes,
): number {
  const x = this.thread.x
  const y = this.thread.y
  return low[0][y][x] + step[0][y][x] - (sum[0][y][x] - high[0][y][x])
}

function groupMean(this: KernelThread, siemens: KernelPlanes, weights: KernelPlanes, cells: number): number {
  let sum = 0
  for (let k = 0; k < cells; k++) {
    sum += siemens[0][this.thread.y][k] * weights[0][this.thread.x][k]
  }
  return sum
}
