import { oneMinusExp } from '../scalar.ts'
import { definitionOrder, nameOf } from './definition-order.ts'
import type { DevicePlan, PlanSize } from './device-plan.ts'
import { createPlanBuilder, type KernelText } from './plan-builder.ts'

/** A plain scalar function: arithmetic, `if`, Math and calls of the listed functions. */
// biome-ignore lint/suspicious/noExplicitAny: laws differ in their number of arguments
type GpuLaw = (...values: any[]) => number

/** The laws of a device; a DeviceModel is one. */
export interface DeviceLaws {
  readonly name: string
  /** rate(v, ...parameters) in 1/s and target(v, ...parameters). */
  readonly states: readonly { readonly rate: GpuLaw; readonly target: GpuLaw }[]
  /** Only their number counts. */
  readonly parameters: readonly unknown[]
  /** (v, ...states, ...parameters), A and S. */
  readonly current: GpuLaw
  readonly slope: GpuLaw
  /** Scalar functions that the laws call. */
  readonly functions: readonly GpuLaw[]
}

export interface LawPlanSize {
  readonly rows: number
  readonly columns: number
  /** Arrays of this size that are computed at once. */
  readonly arrays: number
  /** Parameters that differ from cell to cell, by their place; the others have one value for all cells. */
  readonly varying: readonly number[]
}

/**
 * How much every state of every cell changes over a step at constant voltage, (target - x)(1 - exp(-rate seconds)): one
 * launch a state. Inputs: volts; one value for each parameter; the planes of the varying parameters one after the other; the
 * planes of the states; seconds. Twin: kernels/relax-state.ts.
 */
export function statePlan(laws: DeviceLaws, size: LawPlanSize): DevicePlan {
  const { builder, plane, values, volts } = startPlan(`states of ${laws.name}`, laws, size)
  builder.allow([oneMinusExp])
  const order = definitionOrder([oneMinusExp, ...laws.functions], 'v')
  const states = laws.states.map(() => builder.array(plane))
  const seconds = builder.number()
  const results = laws.states.map(({ rate, target }, k) => {
    builder.allow([rate, target])
    const call = callText(laws, size, [])
    const text = `function (volts, single, planes, state, seconds) {
      const v = volts[this.thread.z][this.thread.y][this.thread.x];
      ${call.load}
      const rate = ${nameOf(rate)}(${call.values});
      const target = ${nameOf(target)}(${call.values});
      const change = (target - state[this.thread.z][this.thread.y][this.thread.x]) * oneMinusExp(rate * seconds);
      ${order}
      return change;
    }`
    return builder.launch(kernel(laws, `state ${k}`, text), plane, volts, ...values, states[k], seconds)
  })
  return builder.build(...results)
}

/**
 * Slopes of all cells over a unit that float32 holds. Inputs: volts; one value for each parameter; the planes of the varying
 * parameters; the planes of the states one after the other; 1/unit.
 */
export function cellPlan(laws: DeviceLaws, size: LawPlanSize): DevicePlan {
  const { builder, plane, values, volts } = startPlan(`cells of ${laws.name}`, laws, size)
  builder.allow([laws.slope])
  const states = builder.array([size.columns, size.rows, size.arrays * Math.max(1, laws.states.length)])
  const scale = builder.number()
  const names = laws.states.map((_, k) => `x${k}`)
  const call = callText(laws, size, names)
  const text = `function (volts, single, planes, states, scale) {
    const v = volts[this.thread.z][this.thread.y][this.thread.x];
    ${names.map((name, s) => `const ${name} = states[this.thread.z + ${s * size.arrays}][this.thread.y][this.thread.x];`).join('\n')}
    ${call.load}
    const answer = ${nameOf(laws.slope)}(${call.values}) * scale;
    ${definitionOrder(laws.functions, 'v')}
    return answer;
  }`
  const slope = builder.launch(kernel(laws, 'slope', text), plane, volts, ...values, states, scale)
  return { ...builder.build(slope), mayOverflow: true }
}

function startPlan(name: string, laws: DeviceLaws, size: LawPlanSize) {
  const { rows, columns, arrays, varying } = size
  if (!(rows > 0 && columns > 0 && arrays > 0)) {
    throw new RangeError(`${name}: found ${arrays} x ${rows} x ${columns} cells; expected 1 or more`)
  }
  const builder = createPlanBuilder(`${name} in ${arrays} x ${rows} x ${columns} cells`)
  builder.allow(laws.functions)
  const plane: PlanSize = [columns, rows, arrays]
  const volts = builder.array(plane)
  const values = [
    builder.array([Math.max(1, laws.parameters.length), 1, 1]),
    builder.array([columns, rows, arrays * Math.max(1, varying.length)]),
  ]
  return { builder, plane, values, volts }
}

function kernel({ name }: DeviceLaws, what: string, text: string): KernelText {
  return { name: `${name} ${what}`, text }
}

/** Loads the parameters and lists the arguments of a law. */
export function callText(
  { parameters }: DeviceLaws,
  { arrays, varying }: Pick<LawPlanSize, 'arrays' | 'varying'>,
  states: readonly string[],
): { readonly load: string; readonly values: string } {
  const names = parameters.map((_, k) => `p${k}`)
  const load = names.map((name, k) => {
    const plane = varying.indexOf(k)
    return plane < 0
      ? `const ${name} = single[0][0][${k}];`
      : `const ${name} = planes[this.thread.z + ${plane * arrays}][this.thread.y][this.thread.x];`
  })
  return { load: load.join('\n'), values: ['v', ...states, ...names].join(', ') }
}
