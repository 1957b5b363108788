/** A plain scalar function, as device laws are. */
// biome-ignore lint/suspicious/noExplicitAny: laws differ in their number of arguments
type ScalarFunction = (...values: any[]) => number

/**
 * The text of a scalar function as gpu.js can compile it. Test runners and bundlers write a call of an imported function as
 * `(0, module.name)(x)`; the kernel knows it as `name(x)`.
 * @throws RangeError for a function without a name of its own
 */
export function lawText(law: ScalarFunction): string {
  const text = law.toString()
  if (!/^function\s+[\w$]+\s*\(/.test(text)) {
    throw new RangeError(`lawText: found ${JSON.stringify(text.slice(0, 40))}; expected a named function`)
  }
  return text.replace(/\(0,\s*[\w$]+\.([\w$]+)\)\s*\(/g, '$1(')
}
