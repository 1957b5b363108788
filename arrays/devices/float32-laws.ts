import { rangeWidth } from '../../kernels/range-width.ts'
import { differentiateThrough } from '../law/differentiate.ts'
import { evaluateLaw } from '../law/evaluate-law.ts'
import { INSANE, inFloat32, keepInFloat32, type LawPoint } from '../law/keep-in-float32.ts'
import { type LawNode, numberNode } from '../law/law-node.ts'
import type { LawUnknown } from '../law/law-unknown.ts'
import { operate } from '../law/operate.ts'
import { derivativeOf } from './compile-laws.ts'
import type { DeviceModel } from './model.ts'
import { solveUnknown } from './solve-unknown.ts'

/** Of a value: so far float32 may be from it, and of the largest: what is below that is not looked at. */
const OFF = 0.1
const LEAST = 1e-6

/** The laws of a device in an order that float32 can follow. */
export interface Float32Laws {
  readonly current: LawNode
  readonly slope: LawNode
  readonly unknown?: LawUnknown
  /** Rate and target of each state where all relax, else its time derivative alone, in ranges per second. */
  readonly states: readonly (readonly LawNode[])[]
  /** Of states that do not relax: derivatives of each by all states, in their ranges, then by the voltage. */
  readonly slopes: readonly LawNode[]
  /** False where float32 gives something else at some place, or nothing. */
  readonly holds: boolean
}

const made = new WeakMap<DeviceModel, Float32Laws>()

export function float32Laws(model: DeviceModel): Float32Laws {
  let laws = made.get(model)
  if (laws === undefined) {
    laws = lawsOf(model)
    made.set(model, laws)
  }
  return laws
}

function lawsOf(model: DeviceModel): Float32Laws {
  const { unknown, relaxes, states } = model
  const points = pointsOf(model)
  const keep = (law: LawNode): LawNode => keepInFloat32(law, points)
  const widths = states.map(({ range }) => rangeWidth(range))
  const rates = states.map(derivativeOf)
  const by = [...states.map(({ name }) => name), 'v']
  const laws = {
    current: keep(model.current),
    slope: keep(model.slope),
    ...(unknown === undefined
      ? {}
      : {
          unknown: {
            ...unknown,
            equation: keep(unknown.equation),
            between: [keep(unknown.between[0]), keep(unknown.between[1])] as [LawNode, LawNode],
          },
        }),
    states: states.map(({ law }, s) =>
      relaxes && law.kind === 'relaxation'
        ? [keep(law.rate), keep(law.target)]
        : [keep(operate('/', rates[s], numberNode(widths[s])))],
    ),
    slopes: relaxes
      ? []
      : rates.flatMap((rate, s) =>
          by.map((name, t) => {
            const share = numberNode((widths[t] ?? 1) / widths[s])
            return keep(operate('*', differentiateThrough(rate, name, unknown), share))
          }),
        ),
  }
  const all = [laws.current, laws.slope, ...laws.states.flat(), ...(laws.unknown?.between ?? [])]
  return { ...laws, holds: all.every(law => isHeld(law, points)) }
}

/** Places over the range of the states and the voltages, on both sides of 0 V. */
function pointsOf({ states, parameters, validVolts, readVolts, unknown }: DeviceModel): LawPoint[] {
  const points: LawPoint[] = []
  const volts = [...validVolts, readVolts, -readVolts].filter(v => v !== 0)
  for (const v of volts.length === 0 ? [1, -1] : volts) {
    for (const share of [0.05, 0.5, 0.95]) {
      const point: Record<string, number> = { v }
      for (const { name, value } of parameters) point[name] = value
      for (const { name, range, initial } of states) {
        const [low, high] = range
        point[name] = Number.isFinite(high - low) ? low + share * (high - low) : initial
      }
      if (unknown !== undefined) point[unknown.name] = solveUnknown(unknown, point)
      points.push(point)
    }
  }
  return points.filter(point => Object.values(point).every(Number.isFinite))
}

function isHeld(law: LawNode, points: readonly LawPoint[]): boolean {
  const exact = points.map(point => evaluateLaw(law, point))
  const largest = exact.reduce(
    (most, value) => (Math.abs(value) < INSANE ? Math.max(most, Math.abs(value)) : most),
    0,
  )
  return points.every((point, k) => {
    const value = exact[k]
    if (!(Math.abs(value) < INSANE) || Math.abs(value) < LEAST * largest) return true
    return Math.abs(inFloat32(law, point) - value) <= OFF * Math.abs(value)
  })
}
