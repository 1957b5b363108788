import { compileLaws } from '../devices/compile-laws.ts'
import type { DeviceModel } from '../devices/model.ts'
import { type LawNode, numberNode } from '../law/law-node.ts'
import { operate } from '../law/operate.ts'
import { substitute } from '../law/substitute.ts'
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
    equations: model.unknown === undefined ? equationsOf(model, [...states, ...parameters]) : undefined,
  }
  const { storage, returnsCharge = storage !== undefined } = model
  return withStuckCells(spec, returnsCharge ? withSourceAmps(cells, count) : cells)
}

function equationsOf({ current, slope, states, parameters }: DeviceModel, columns: readonly Float64Array[]) {
  return { current, slope, names: [...states, ...parameters].map(({ name }) => name), columns }
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
    equations: equations && { ...equations, current: withoutRest(equations.current) },
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
    equations: laws.equations && { ...laws.equations, stuck },
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
