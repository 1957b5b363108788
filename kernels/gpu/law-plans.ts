import { capacitorIncrement, oneMinusExp, riseShare } from '../scalar.ts'
import { definitionOrder } from './definition-order.ts'
import type { GpuPlan, PlanSize } from './gpu-plan.ts'
import { createPlanBuilder, type KernelFunction, type KernelText } from './plan-builder.ts'

type GpuFunction = KernelFunction

/**
 * Laws written as statements of gpu.js on v, the states x0, x1 ... and the parameters p0, p1 ...; `results` are expressions that
 * are valid after the statements.
 */
export interface KernelLaw {
  readonly statements: string
  readonly results: readonly string[]
}

/** Laws that move the states of a device. */
export interface StateLaws {
  readonly name: string
  /** Different for different laws, also of devices of one name. */
  readonly key: string
  /** Rate (1/s) and target of each state; of a device that stores charge rate and farads. */
  readonly states: readonly KernelLaw[]
  readonly storesCharge: boolean
  /** Number of the parameters. */
  readonly parameters: number
  /** Scalar functions that the laws call. */
  readonly functions: readonly GpuFunction[]
}

/** The laws of a two-terminal device. */
export interface DeviceLaws extends StateLaws {
  /** A. */
  readonly current: KernelLaw
  /** S. */
  readonly slope: KernelLaw
  /** The current at 0 V, where one may flow; reads leave it out. */
  readonly rest?: KernelLaw
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
export function statePlan(laws: StateLaws, size: LawPlanSize): GpuPlan {
  const { builder, plane, values, volts: control } = startPlan(`states of ${laws.name}`, laws, size)
  const paced = size.paced === true
  const pace = paced ? [builder.array(plane)] : []
  const states = laws.states.map(() => builder.array(plane))
  const seconds = builder.number()
  const load = loadText(laws, size, 0)
  const shared = laws.storesCharge ? [oneMinusExp, riseShare, capacitorIncrement] : [oneMinusExp]
  builder.allow(shared)
  const results = laws.states.map(({ statements, results: [rate, end] }, k) => {
    const text = `function (control, single, planes, ${paced ? 'pace, ' : ''}state, seconds) {
      const v = control[this.thread.z][this.thread.y][this.thread.x];
      ${definitionOrder([...shared, ...laws.functions], 'v')}
      ${load}
      const before = state[this.thread.z][this.thread.y][this.thread.x];
      ${statements}
      const way = ${rate} * seconds${paced ? ' * pace[this.thread.z][this.thread.y][this.thread.x]' : ''};
      ${
        laws.storesCharge
          ? `const change = capacitorIncrement(before, (v * seconds) / ${end}, way);`
          : `const change = (${end} - before) * oneMinusExp(way);`
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
    builder.array([Math.max(1, laws.parameters), 1, 1]),
    builder.array([columns, rows, arrays * Math.max(1, varying.length)]),
  ]
  return { builder, plane, values, volts }
}

function kernel({ name }: StateLaws, what: string, text: string): KernelText {
  return { name: `${name} ${what}`, text }
}

/** Loads the parameters, and the first states out of planes that stand one after the other. */
export function loadText(
  { parameters }: Pick<StateLaws, 'parameters'>,
  { arrays, varying }: Pick<LawPlanSize, 'arrays' | 'varying'>,
  states: number,
): string {
  const place = (planes: string, k: number): string =>
    `${planes}[this.thread.z + ${k * arrays}][this.thread.y][this.thread.x]`
  return [
    ...Array.from({ length: states }, (_, s) => `const x${s} = ${place('states', s)};`),
    ...Array.from({ length: parameters }, (_, k) => {
      const plane = varying.indexOf(k)
      return `const p${k} = ${plane < 0 ? `single[0][0][${k}]` : place('planes', plane)};`
    }),
  ].join('\n')
}
