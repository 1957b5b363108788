import { hyperbolicSineFrom } from '../../kernels/scalar.ts'
import { float64Dialect } from './law-dialect.ts'
import type { LawNode } from './law-node.ts'
import type { LawUnknown } from './law-unknown.ts'
import { namesOf } from './walk-law.ts'
import { writeLaws } from './write-law.ts'
import { unknownText } from './write-unknown.ts'

/** One value for each cell, or one for all (length 1). */
export type LawColumn = Float64Array

/** Fills a plane for each law from the columns of its names. */
export type LawLoop = (count: number, columns: readonly LawColumn[], results: readonly Float64Array[]) => void

/**
 * Compiles laws into one loop over flat arrays. The text of the loop is made of the checked trees alone; it is made once for each
 * pattern of columns with one value and with many, so that what depends on single values is computed before the loop.
 * @param names of the columns; a law may name no others but the unknown
 * @param unknown an unknown inside each cell that the laws may name
 */
export function compileLoop(
  laws: readonly LawNode[],
  names: readonly string[],
  unknown?: LawUnknown,
): LawLoop {
  const loops = new Map<string, LawLoop>()
  let single: LawLoop | undefined
  // Columns are nearly always as they were in the call before.
  let latest: LawLoop | undefined
  const uniform = new Uint8Array(names.length)
  return (count, columns, results) => {
    if (count === 1) {
      single ??= makeLoop(laws, names, '1'.repeat(names.length), unknown)
      single(1, columns, results)
      return
    }
    if (latest === undefined || !isPattern(uniform, columns)) {
      for (let c = 0; c < uniform.length; c++) uniform[c] = columns[c].length === 1 ? 1 : 0
      const pattern = Array.from(uniform, one => (one === 1 ? '1' : 'n')).join('')
      latest = loops.get(pattern)
      if (latest === undefined) {
        latest = makeLoop(laws, names, pattern, unknown)
        loops.set(pattern, latest)
      }
    }
    latest(count, columns, results)
  }
}

/** Whether just those columns have one value that had before. */
function isPattern(uniform: Uint8Array, columns: readonly LawColumn[]): boolean {
  for (let c = 0; c < uniform.length; c++) {
    if ((columns[c].length === 1) !== (uniform[c] === 1)) return false
  }
  return true
}

function makeLoop(
  laws: readonly LawNode[],
  names: readonly string[],
  pattern: string,
  unknown: LawUnknown | undefined,
): LawLoop {
  const place = new Map(names.map((name, k) => [name, k]))
  const isUniform = (name: string): boolean => pattern[place.get(name) ?? -1] === '1'
  const name = (of: string): string => (of === unknown?.name ? 'unknown' : `n${place.get(of)}`)
  const inner = unknown !== undefined && namesOf(...laws).has(unknown.name) ? unknown : undefined
  const written = writeLaws(laws, { dialect: float64Dialect, name, isUniform })
  const own = inner === undefined ? [] : [inner.equation, ...inner.between]
  const used = names.flatMap((of, k) => (namesOf(...laws, ...own).has(of) ? [k] : []))
  const first = used.map(k => `const c${k} = columns[${k}]${pattern[k] === '1' ? `, n${k} = c${k}[0]` : ''};`)
  const each = used.flatMap(k => (pattern[k] === '1' ? [] : [`const n${k} = c${k}[k];`]))
  const solved = inner === undefined ? undefined : unknownText(inner, float64Dialect, name)
  const text = `'use strict';
  ${solved?.definition ?? ''}
  return function (count, columns, results) {
    ${first.join('\n')}
    ${laws.map((_, r) => `const r${r} = results[${r}];`).join(' ')}
    ${written.before}
    for (let k = 0; k < count; k++) {
      ${each.join('\n')}
      ${solved === undefined ? '' : `const unknown = ${solved.call};`}
      ${written.body}
      ${written.results.map((result, r) => `r${r}[k] = ${result};`).join('\n')}
    }
  }`
  return new Function('sinhFrom', text)(hyperbolicSineFrom) as LawLoop
}
