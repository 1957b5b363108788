import type { FunctionName } from './law-node.ts'

/** How a language writes what a law is made of. */
export interface LawDialect {
  number(value: number): string
  /** A function of operands that are written already; sinh has its large-argument form as the second. */
  call(name: FunctionName, operands: readonly string[]): string
  power(base: string, exponent: string): string
  /** A variable that keeps a value. */
  keep(name: string, text: string): string
  /** A variable that is given its value later. */
  declare(name: string): string
  choose(condition: string, yes: string, no: string): string
  readonly equal: string
}

const SCRIPT = {
  keep: (name: string, text: string) => `const ${name} = ${text};`,
  declare: (name: string) => `let ${name} = 0;`,
  choose: (condition: string, yes: string, no: string) => `(${condition} ? ${yes} : ${no})`,
  equal: '===',
}

/** JavaScript in float64; `sinhFrom` is to be in scope. */
export const float64Dialect: LawDialect = {
  ...SCRIPT,
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
    ...SCRIPT,
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

/** Largest number that float32 has. */
const LARGEST = 3.4028234e38

/** WGSL, with the functions of kernels/gpu/shaders/scalar-text.ts. */
export const shaderDialect: LawDialect = {
  number(value) {
    const text = String(Math.max(-LARGEST, Math.min(LARGEST, value)))
    const written = /^-?\d+$/.test(text) ? `${text}.0` : text
    return value < 0 || Object.is(value, -0) ? `(${written})` : written
  },
  call(name, operands) {
    const [x] = operands
    switch (name) {
      case 'sinh':
        return `sinh_from(${operands.join(', ')})`
      case 'expm1':
        return `(-one_minus_exp(-(${x})))`
      case 'tanh':
        return `tanh_of(${x})`
      case 'asinh':
        return `asinh_of(${x})`
      default:
        return `${name}(${operands.join(', ')})`
    }
  },
  power: (base, exponent) => `pow(${base}, ${exponent})`,
  keep: (name, text) => `let ${name} = ${text};`,
  declare: name => `var ${name} = 0.0;`,
  choose: (condition, yes, no) => `select(${no}, ${yes}, ${condition})`,
  equal: '==',
}
