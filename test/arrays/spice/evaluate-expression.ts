/**
 * Works out an expression as ngspice does: natural ln, pow of the size of the base.
 * @param volts values by the names of the nodes, { n: 0.5 } for V(n)
 */
export function evaluateExpression(text: string | number, volts: Readonly<Record<string, number>>): number {
  const functions = {
    abs: Math.abs,
    exp: Math.exp,
    ln: Math.log,
    max: Math.max,
    min: Math.min,
    sqrt: Math.sqrt,
    sinh: Math.sinh,
    cosh: Math.cosh,
    tanh: Math.tanh,
    asinh: Math.asinh,
    sgn: Math.sign,
    pow: (base: number, exponent: number) => Math.abs(base) ** exponent,
    V: (value: number) => value,
  }
  const scope = { ...functions, ...volts }
  return new Function(...Object.keys(scope), `return ${text}`)(...Object.values(scope)) as number
}
