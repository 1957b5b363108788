import type { FunctionName } from './law-node.ts'

/** How a language writes what a law is made of. */
export interface LawDialect {
  number(value: number): string
  /** A function of operands that are written already; sinh has its large-argument form as the second. */
  call(name: FunctionName, operands: readonly string[]): string
  power(base: string, exponent: string): string
}

/** JavaScript in float64; `sinhFrom` is to be in scope. */
export const float64Dialect: LawDialect = {
  number: value => (value < 0 || Object.is(value, -0) ? `(${String(value)})` : String(value)),
  call: (name, operands) => `${name === 'sinh' ? 'sinhFrom' : `Math.${name}`}(${operands.join(', ')})`,
  power: (base, exponent) => `Math.pow(${base}, ${exponent})`,
}

/** How gpu.js names the functions of kernels/scalar.ts, which a bundler may rename. */
export type DeviceFunctions = Readonly<
  Record<'sinhFrom' | 'oneMinusExp' | 'hyperbolicTangent' | 'inverseHyperbolicSine' | 'signOf', string>
>

/** JavaScript that gpu.js compiles to float32: functions that devices compute badly, or do not have, are ours. */
export function deviceDialect(names: DeviceFunctions): LawDialect {
  return {
    number: float64Dialect.number,
    call(name, operands) {
      const [x] = operands
      switch (name) {
        case 'sinh':
          return `${names.sinhFrom}(${operands.join(', ')})`
        case 'expm1':
          return `(-${names.oneMinusExp}(-(${x})))`
        case 'tanh':
          return `${names.hyperbolicTangent}(${x})`
        case 'asinh':
          return `${names.inverseHyperbolicSine}(${x})`
        case 'sign':
          return `${names.signOf}(${x})`
        default:
          return `Math.${name}(${operands.join(', ')})`
      }
    },
    power: float64Dialect.power,
  }
}
