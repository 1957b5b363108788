/** What an expression of a netlist is while it is built: a number as long as everything in it is known, text from there on. */
export type SpiceValue = number | string

/** A condition, decided or as text. */
export type SpiceCondition = boolean | string

export type Operator = '+' | '-' | '*' | '/'

const ARITHMETIC: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
}

/**
 * The text of a value, all 17 digits of a number; negative numbers stand in parentheses.
 * @throws RangeError for a number that is not finite
 */
export function spiceText(value: SpiceValue): string {
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) throw new RangeError(`netlist: found ${value}; expected a finite number`)
  return value < 0 ? `(${value})` : String(value)
}

/** a op b; numbers are worked out, and a factor or divisor of 1, a term of 0 and a product with 0 are left out. */
export function combine(operator: Operator, a: SpiceValue, b: SpiceValue): SpiceValue {
  if (typeof a === 'number' && typeof b === 'number') return ARITHMETIC[operator](a, b)
  if (operator === '*' && (a === 0 || b === 0)) return 0
  if ((operator === '*' && a === 1) || (operator === '+' && a === 0)) return b
  if ((operator === '*' || operator === '/') && b === 1) return a
  if ((operator === '+' || operator === '-') && b === 0) return a
  return `(${spiceText(a)} ${operator} ${spiceText(b)})`
}

/** A function of ngspice by name; worked out by `known` where every argument is a number. */
export function apply(
  name: string,
  known: (...values: number[]) => number,
  values: readonly SpiceValue[],
): SpiceValue {
  const numbers = values.filter(value => typeof value === 'number')
  if (numbers.length === values.length) return known(...numbers)
  return `${name}(${values.map(spiceText).join(', ')})`
}

/** base to the exponent. ngspice's pow takes the size of the base: an odd whole exponent gets its sign back here. */
export function power(base: SpiceValue, exponent: SpiceValue): SpiceValue {
  if (typeof exponent === 'number' && typeof base === 'string' && Number.isInteger(exponent)) {
    if (exponent === 0) return 1
    if (exponent % 2 !== 0) return combine('*', base, power(base, exponent - 1))
  }
  return apply('pow', Math.pow, [base, exponent])
}

export function select(condition: SpiceCondition, yes: SpiceValue, no: SpiceValue): SpiceValue {
  if (condition === true || yes === no) return yes
  if (condition === false) return no
  return `(${condition} ? ${spiceText(yes)} : ${spiceText(no)})`
}
