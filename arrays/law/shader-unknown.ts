import { differentiate } from './differentiate.ts'
import { shaderDialect } from './law-dialect.ts'
import type { LawUnknown } from './law-unknown.ts'
import { namesOf } from './walk-law.ts'
import { writeLaws } from './write-law.ts'

const MOST_LOOKS = 100
/** An end leaves so little of the equation, over what the other end leaves, where the answer lies there but for rounding. */
const AT_END = '1e-4'

/** Functions in WGSL, and the text that solves the unknown of a cell where its names are known. */
export interface ShaderUnknown {
  readonly functions: string
  readonly call: string
}

/**
 * Newton's method inside a bracket, bounded, as unknownText writes it in float64; it gives what is no number where the equation has the same sign at
 * both ends. The shader has `params`.
 * @param name the text of a name where the call stands
 * @param mark keeps the functions of two texts apart
 */
export function shaderUnknown(
  { name: own, equation, between }: LawUnknown,
  name: (name: string) => string,
  mark: string,
): ShaderUnknown {
  const needed = [...namesOf(equation, ...between)].filter(other => other !== own)
  const options = {
    dialect: shaderDialect,
    name: (of: string) => (of === own ? 'unknown' : `y_${of}`),
    isUniform: () => false,
  }
  const ends = writeLaws(between, options)
  const both = writeLaws([equation, differentiate(equation, own)], options)
  const given = needed.map(of => `y_${of}: f32`)
  const handed = needed.map(of => `, y_${of}`).join('')
  const functions = `
fn slanted_${mark}(${['unknown: f32', ...given].join(', ')}) -> vec2<f32> {
  ${both.before}
  ${both.body}
  return vec2<f32>(${both.results.join(', ')});
}
fn bracket_${mark}(${given.join(', ')}) -> vec2<f32> {
  ${ends.before}
  ${ends.body}
  return vec2<f32>(${ends.results.join(', ')});
}
fn solve_${mark}(${given.join(', ')}) -> f32 {
  let bracket = bracket_${mark}(${needed.map(of => `y_${of}`).join(', ')});
  var low = bracket.x;
  var high = bracket.y;
  var at_low = 0.0;
  var x = low;
  // The equation is long: it stands here once. The first two looks are at the ends.
  for (var look = 0; look < ${MOST_LOOKS}; look++) {
    let found = slanted_${mark}(x${handed});
    if (found.x == 0.0) { return x; }
    if (look == 0) {
      at_low = found.x;
      x = high;
      continue;
    }
    if (look == 1) {
      if (sign(found.x) == sign(at_low)) {
        if (abs(at_low) <= ${AT_END} * abs(found.x)) { return low; }
        if (abs(found.x) <= ${AT_END} * abs(at_low)) { return high; }
        return bitcast<f32>(0x7fc00000u | params.zero);
      }
      x = 0.5 * (low + high);
      continue;
    }
    if (sign(found.x) == sign(at_low)) { low = x; } else { high = x; }
    var next = x - found.x / found.y;
    if (!(next > min(low, high) && next < max(low, high))) { next = 0.5 * (low + high); }
    if (abs(next - x) <= 1e-7 * abs(x) || next == low || next == high) { return next; }
    x = next;
  }
  return x;
}
`
  return { functions, call: `solve_${mark}(${needed.map(name).join(', ')})` }
}
