import type { Flow } from '../../kernels/flow.ts'
import { hyperbolicSineFrom } from '../../kernels/scalar.ts'
import type { LawColumn } from './compile-loop.ts'
import { differentiateThrough } from './differentiate.ts'
import { float64Dialect } from './law-dialect.ts'
import type { LawNode } from './law-node.ts'
import type { LawUnknown } from './law-unknown.ts'
import { namesOf } from './walk-law.ts'
import { writeLaws } from './write-law.ts'
import { unknownText } from './write-unknown.ts'

/** The flow of the states of one cell after another. */
export interface CellFlow extends Flow {
  /** Takes the parameters of a cell. */
  load(cell: number): void
}

export interface FlowLaws {
  /** Time derivative of each state, 1/s of its unit. */
  readonly rates: readonly LawNode[]
  readonly states: readonly string[]
  readonly parameters: readonly string[]
  /** The name of what moves the states, a voltage or a current. */
  readonly control: string
  readonly unknown?: LawUnknown | undefined
}

/**
 * Compiles how the states of a cell move, with the derivatives by states and control.
 * @returns a function of the columns of the parameters
 */
export function compileFlow({
  rates,
  states,
  parameters,
  control,
  unknown,
}: FlowLaws): (columns: readonly LawColumn[]) => CellFlow {
  const slopes = rates.flatMap(rate =>
    [...states, control].map(by => differentiateThrough(rate, by, unknown)),
  )
  const name = (of: string): string => {
    if (of === control) return 'control'
    if (of === unknown?.name) return 'unknown'
    const state = states.indexOf(of)
    return state >= 0 ? `x[${state}]` : `p${parameters.indexOf(of)}`
  }
  const options = { dialect: float64Dialect, name, isUniform: () => false }
  const moving = writeLaws(rates, options)
  const turning = writeLaws(slopes, options)
  const solved = unknown === undefined ? undefined : unknownText(unknown, float64Dialect, name)
  const first = solved === undefined ? '' : `const unknown = ${solved.call};`
  const all = namesOf(
    ...rates,
    ...slopes,
    ...(unknown === undefined ? [] : [unknown.equation, ...unknown.between]),
  )
  const used = parameters.flatMap((of, k) => (all.has(of) ? [k] : []))
  const width = states.length + 1
  const text = `'use strict';
  ${solved?.definition ?? ''}
  return function (columns) {
    ${used.map(k => `const c${k} = columns[${k}]; let p${k} = c${k}[0];`).join('\n')}
    return {
      size: ${states.length},
      load(cell) { ${used.map(k => `if (c${k}.length > 1) p${k} = c${k}[cell];`).join(' ')} },
      rates(control, x, rates) {
        ${first}
        ${moving.body}
        ${moving.results.map((result, r) => `rates[${r}] = ${result};`).join('\n')}
      },
      slopes(control, x, byState, byControl) {
        ${first}
        ${turning.body}
        ${turning.results
          .map((result, r) => {
            const [row, column] = [Math.floor(r / width), r % width]
            return column === states.length
              ? `byControl[${row}] = ${result};`
              : `byState[${row * states.length + column}] = ${result};`
          })
          .join('\n')}
      },
    }
  }`
  return new Function('sinhFrom', text)(hyperbolicSineFrom) as (columns: readonly LawColumn[]) => CellFlow
}
