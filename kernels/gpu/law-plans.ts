import { capacitorIncrement, oneMinusExp, riseShare } from '../scalar.ts'
import { definitionOrder, nameOf } from './definition-order.ts'
import type { DevicePlan, PlanSize } from './device-plan.ts'
import { createPlanBuilder, type KernelText } from './plan-builder.ts'

/** A plain scalar function: arithmetic, `if`, Math and calls of the listed functions. */
// biome-ignore lint/suspicious/noExplicitAny: laws differ in their number of arguments
type GpuLaw = (...values: any[]) => number

/** What moves the states of a device; a DeviceModel and a GatedDeviceModel are one. */
export interface StateLaws {
  readonly name: string
  /** rate(control, ...parameters) in 1/s and target(control, ...parameters). */
  readonly states: readonly { readonly rate: GpuLaw; readonly target: GpuLaw }[]
  /** Only their number counts. */
  readonly parameters: readonly unknown[]
  /** Of a device that stores charge: farads(...parameters) of each state. */
  readonly storage?: { readonly farads: readonly GpuLaw[] }
  /** Scalar functions that the laws call. */
  readonly functions: readonly GpuLaw[]
}

/** The laws of a two-terminal device; a DeviceModel is one. */
export interface DeviceLaws extends StateLaws {
  /** (v, ...states, ...parameters), A and S. */
  readonly current: GpuLaw
  readonly slope: GpuLaw
  /** A current may flow at 0 V; reads leave it out. */
  readonly returnsCharge?: true
}

export interface LawPlanSize {
  readonly rows: number
  readonly columns: number
  /** Arrays of this size that are computed at once. */
  readonly arrays: number
  /** Parameters that differ from cell to cell, by their place; the others have one value for all cells. */
  readonly varying: readonly number[]
  /** Every cell moves at a pace of its own. @defaultValue false */
  readonly paced?: boolean
}

/**
 * How much every state of every cell changes over a step of constant control (device voltage, gate voltage or gate current):
 * (target - x)(1 - exp(-rate seconds)), one launch a state. The control of a device that stores charge is the current that
 * charges its capacitors; see capacitorIncrement. Inputs: control; one value for each parameter; the planes of the varying
 * parameters one after the other; where cells are paced, how many times as fast each moves; the planes of the states;
 * seconds. Twins: kernels/relax-state.ts, and for stored charge arrays/crossbar/mean-storage.ts.
 */
export function statePlan(laws: StateLaws, size: LawPlanSize): DevicePlan {
  const { builder, plane, values, volts: control } = startPlan(`states of ${laws.name}`, laws, size)
  const paced = size.paced === true
  const pace = paced ? [builder.array(plane)] : []
  const states = laws.states.map(() => builder.array(plane))
  const seconds = builder.number()
  const call = callText(laws, size, [])
  const results = laws.states.map(({ rate, target }, k) => {
    const farads = laws.storage?.farads[k]
    const shared = farads === undefined ? [oneMinusExp] : [oneMinusExp, riseShare, capacitorIncrement]
    const own = [rate, farads ?? target]
    builder.allow([...own, ...shared])
    const text = `function (control, single, planes, ${paced ? 'pace, ' : ''}state, seconds) {
      const v = control[this.thread.z][this.thread.y][this.thread.x];
      ${definitionOrder([...shared, ...laws.functions, ...own], 'v')}
      ${call.load}
      const before = state[this.thread.z][this.thread.y][this.thread.x];
      const way = ${call.of(rate)} * seconds${paced ? ' * pace[this.thread.z][this.thread.y][this.thread.x]' : ''};
      ${
        farads === undefined
          ? `const change = (${call.of(target)} - before) * oneMinusExp(way);`
          : `const change = capacitorIncrement(before, (v * seconds) / ${call.of(farads, 'parameters')}, way);`
      }
      return change;
    }`
    return builder.launch(
      kernel(laws, `state ${k}`, text),
      plane,
      control,
      ...values,
      ...pace,
      states[k],
      seconds,
    )
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
    const answer = ${call.of(laws.slope)} * scale;
    ${definitionOrder(laws.functions, 'v')}
    return answer;
  }`
  const slope = builder.launch(kernel(laws, 'slope', text), plane, volts, ...values, states, scale)
  return { ...builder.build(slope), mayOverflow: true }
}

function startPlan(name: string, laws: StateLaws, size: LawPlanSize) {
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

function kernel({ name }: StateLaws, what: string, text: string): KernelText {
  return { name: `${name} ${what}`, text }
}

/** Loads the parameters; `of` calls a law of v, the named states and the parameters, or of the parameters alone. */
export function callText(
  { parameters }: StateLaws,
  { arrays, varying }: Pick<LawPlanSize, 'arrays' | 'varying'>,
  states: readonly string[],
): { readonly load: string; readonly of: (law: GpuLaw, from?: 'rest' | 'parameters') => string } {
  const names = parameters.map((_, k) => `p${k}`)
  const load = names.map((name, k) => {
    const plane = varying.indexOf(k)
    return plane < 0
      ? `const ${name} = single[0][0][${k}];`
      : `const ${name} = planes[this.thread.z + ${plane * arrays}][this.thread.y][this.thread.x];`
  })
  return {
    load: load.join('\n'),
    of(law, from) {
      const given = from === 'parameters' ? names : [from ?? 'v', ...states, ...names]
      // A law may leave out the last arguments; a kernel may not be given more than it takes.
      return `${nameOf(law)}(${given.slice(0, law.length).join(', ')})`
    },
  }
}
