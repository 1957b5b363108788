import { compileLaws } from '../devices/compile-laws.ts'
import { float32Laws } from '../devices/float32-laws.ts'
import { type LawNode, numberNode } from '../law/law-node.ts'
import { operate } from '../law/operate.ts'
import { substitute } from '../law/substitute.ts'
import type { CellEquations } from '../network/cell-equations.ts'
import type { CellLaws } from '../network/problem.ts'
import type { ArraySpec } from './array-spec.ts'

/**
 * The devices of an array at fixed states, as the network sees them; stuck cells are plain conductances.
 * @param states in the model's order, N*M values each (not copied)
 */
export function deviceCells(spec: ArraySpec, states: readonly Float64Array[]): CellLaws {
  const { model, parameters } = spec
  const laws = compileLaws(model)
  const count = spec.size[0] * spec.size[1]
  const cells: CellLaws = {
    linear: model.linear,
    evaluate: (volts, current, slope) => laws.evaluate(count, volts, states, parameters, current, slope),
    // Of use to an engine alone.
    equations: spec.engine === undefined ? undefined : deviceEquations(spec, states),
  }
  const { storage, returnsCharge = storage !== undefined } = model
  return withStuckCells(spec, returnsCharge ? withSourceAmps(cells, count) : cells)
}

/** The laws of an array at fixed states as an engine takes them; undefined where float32 does not hold them. */
export function deviceEquations(
  { model, parameters, stuck }: ArraySpec,
  states: readonly Float64Array[],
): CellEquations | undefined {
  const { current, slope, unknown, holds } = float32Laws(model)
  if (!holds) return undefined
  return {
    current,
    slope,
    names: [...model.states, ...model.parameters].map(({ name }) => name),
    columns: [...states, ...parameters],
    ...(unknown === undefined ? {} : { unknown }),
    ...(stuck === undefined ? {} : { stuck }),
  }
}

/** The same as a read finds them: what flows at 0 V, because cells return charge, is left out. */
export function readCells(spec: ArraySpec, states: readonly Float64Array[]): CellLaws {
  const cells = deviceCells(spec, states)
  if (spec.model.returnsCharge !== true) return cells
  const count = spec.size[0] * spec.size[1]
  const returned = new Float64Array(count)
  cells.evaluate(new Float64Array(count), returned, new Float64Array(count))
  const { equations } = cells
  return {
    ...cells,
    // What flows at 0 V follows from another value of an unknown.
    equations:
      equations?.unknown === undefined
        ? equations && { ...equations, current: withoutRest(equations.current) }
        : undefined,
    evaluate(volts, current, slope) {
      cells.evaluate(volts, current, slope)
      for (let k = 0; k < count; k++) current[k] = current[k] - returned[k]
    },
  }
}

function withoutRest(current: LawNode): LawNode {
  return operate('-', current, substitute(current, new Map([['v', numberNode(0)]])))
}

/** The laws of charged cells, with the largest current that one drives at 0 V. */
export function withSourceAmps(laws: CellLaws, count: number): CellLaws {
  const current = new Float64Array(count)
  laws.evaluate(new Float64Array(count), current, new Float64Array(count))
  return { ...laws, sourceAmps: current.reduce((most, amps) => Math.max(most, Math.abs(amps)), 0) }
}

/** The laws of working cells, with plain conductances in place of those that are stuck. */
export function withStuckCells({ stuck }: ArraySpec, laws: CellLaws): CellLaws {
  if (stuck === undefined) return laws
  return {
    ...laws,
    evaluate(volts, current, slope) {
      laws.evaluate(volts, current, slope)
      for (let k = 0; k < stuck.length; k++) {
        if (Number.isNaN(stuck[k])) continue
        current[k] = stuck[k] * volts[k]
        slope[k] = stuck[k]
      }
    },
  }
}
