import { differentiate } from './differentiate.ts'
import type { LawDialect } from './law-dialect.ts'
import type { LawUnknown } from './law-unknown.ts'
import { namesOf } from './walk-law.ts'
import { writeLaws } from './write-law.ts'

const MOST_STEPS = 200
/** An answer that lies at an end of the bracket may seem to lie this part of it beyond, by rounding of the equation. */
export const BRACKET_MARGIN = 1e-12

/**
 * A function that solves an inner unknown by Newton's method inside its bracket (bisection where a step would leave it), and the call
 * of it. It gives NaN where the equation has the same sign at both ends, and a little beyond them.
 * @param name the text of a name where the call stands
 */
export function unknownText(
  unknown: LawUnknown,
  dialect: LawDialect,
  name: (name: string) => string,
): { readonly definition: string; readonly call: string } {
  const { equation, between } = unknown
  const needed = [...namesOf(equation, ...between)].filter(other => other !== unknown.name)
  const options = {
    dialect,
    name: (of: string) => (of === unknown.name ? 'x' : `y_${of}`),
    isUniform: () => false,
  }
  const ends = writeLaws(between, options)
  const value = writeLaws([equation], options)
  const both = writeLaws([equation, differentiate(equation, unknown.name)], options)
  const values = needed.map(of => `y_${of}`).join(', ')
  const rest = values === '' ? '' : `, ${values}`
  const atPoint = ['x', ...needed.map(of => `y_${of}`)].join(', ')
  const definition = `
  function residualAt(${atPoint}) { ${value.body} return ${value.results[0]}; }
  function solveUnknown(${values}) {
    ${ends.body}
    let low = ${ends.results[0]}, high = ${ends.results[1]};
    let atLow = residualAt(low${rest}), atHigh = residualAt(high${rest});
    if (atLow === 0) return low;
    if (atHigh === 0) return high;
    if (!(atLow * atHigh < 0)) {
      const margin = ${BRACKET_MARGIN} * (Math.abs(low) + Math.abs(high));
      if (low <= high) { low -= margin; high += margin; } else { low += margin; high -= margin; }
      atLow = residualAt(low${rest});
      atHigh = residualAt(high${rest});
      if (!(atLow * atHigh < 0)) return NaN;
    }
    let x = (low + high) / 2;
    for (let step = 0; step < ${MOST_STEPS}; step++) {
      ${both.body}
      const residual = ${both.results[0]}, slope = ${both.results[1]};
      if (residual === 0) return x;
      if (residual * atLow > 0) low = x; else high = x;
      let next = x - residual / slope;
      if (!(next > Math.min(low, high) && next < Math.max(low, high))) next = (low + high) / 2;
      if (Math.abs(next - x) <= 4e-16 * Math.abs(x) || next === low || next === high) return next;
      x = next;
    }
    return x;
  }`
  return { definition, call: `solveUnknown(${needed.map(name).join(', ')})` }
}
