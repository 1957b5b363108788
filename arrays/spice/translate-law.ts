import type { Expression, Statement } from 'acorn'
import type { ScalarLaw } from '../devices/model.ts'
import { isMath, nameAfterDot, nameOf, parseLaw, refused, returns } from './law-syntax.ts'
import {
  apply,
  combine,
  type Operator,
  power,
  type SpiceCondition,
  type SpiceValue,
  select,
  spiceText,
} from './spice-value.ts'

type Names = Map<string, SpiceValue>

/** ngspice's name of each function of Math that a law may use. */
const MATH: Readonly<Record<string, string>> = {
  exp: 'exp',
  log: 'ln',
  abs: 'abs',
  min: 'min',
  max: 'max',
  sqrt: 'sqrt',
}

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
}

/**
 * Translates a scalar law of a device into an expression of an ngspice B source by running its syntax tree on text: numbers
 * are worked out, `if` and `?:` become conditional expressions, called functions are written out.
 * @param law a plain scalar function as DeviceModel describes it
 * @param functions what it may call besides Math
 * @param values one for each argument: a number, or the text that stands for it, "V(w_0_0, b_0_0)"
 * @throws RangeError for syntax that is not a scalar law
 */
export function translateLaw(
  law: ScalarLaw,
  functions: readonly ScalarLaw[],
  values: readonly SpiceValue[],
): SpiceValue {
  const tree = parseLaw(law)
  const names: Names = new Map()
  tree.params.forEach((parameter, k) => {
    const value = values[k]
    if (value === undefined) throw refused(law, `${values.length} values for ${tree.params.length} arguments`)
    names.set(nameOf(parameter, law), value)
  })
  const translator = new Translator(law, functions)
  const body = tree.body
  if (body.type !== 'BlockStatement') return translator.value(body, names)
  const result = translator.run(body.body, names)
  if (result === undefined) throw refused(law, 'an end without return')
  return result
}

class Translator {
  readonly #law: ScalarLaw
  readonly #functions: readonly ScalarLaw[]

  constructor(law: ScalarLaw, functions: readonly ScalarLaw[]) {
    this.#law = law
    this.#functions = functions
  }

  /** Runs statements on `names`, which it changes; the value returned, or undefined where the end is reached. */
  run(statements: readonly Statement[], names: Names): SpiceValue | undefined {
    for (const [k, statement] of statements.entries()) {
      const rest = statements.slice(k + 1)
      switch (statement.type) {
        case 'EmptyStatement':
          break
        case 'ReturnStatement':
          if (statement.argument == null) throw this.#refuse('return without a value')
          return this.value(statement.argument, names)
        case 'BlockStatement':
          return this.run([...statement.body, ...rest], names)
        case 'VariableDeclaration':
          for (const { id, init } of statement.declarations) {
            if (init != null) names.set(nameOf(id, this.#law), this.value(init, names))
          }
          break
        case 'ExpressionStatement':
          this.#assign(statement.expression, names)
          break
        case 'IfStatement': {
          const condition = this.condition(statement.test, names)
          const branches = [[statement.consequent], statement.alternate == null ? [] : [statement.alternate]]
          if (typeof condition === 'boolean')
            return this.run([...branches[condition ? 0 : 1]!, ...rest], names)
          const copies: [Names, Names] = [new Map(names), new Map(names)]
          if (branches.flat().some(returns)) {
            const [yes, no] = copies.map((copy, b) => this.run([...branches[b]!, ...rest], copy))
            if (yes === undefined || no === undefined) throw this.#refuse('an end without return')
            return select(condition, yes, no)
          }
          copies.forEach((copy, b) => {
            this.run(branches[b]!, copy)
          })
          for (const name of names.keys()) {
            names.set(name, select(condition, copies[0].get(name)!, copies[1].get(name)!))
          }
          break
        }
        default:
          throw this.#refuse(`the statement ${statement.type}`)
      }
    }
    return undefined
  }

  value(node: Expression, names: Names): SpiceValue {
    switch (node.type) {
      case 'ParenthesizedExpression':
        return this.value(node.expression, names)
      case 'Literal':
        if (typeof node.value === 'number') return node.value
        throw this.#refuse(`the literal ${node.raw}`)
      case 'Identifier': {
        const value = names.get(node.name)
        if (value === undefined)
          throw this.#refuse(`the name ${node.name}, which is no argument or variable of it`)
        return value
      }
      case 'UnaryExpression':
        if (node.operator === '-') return combine('*', -1, this.value(node.argument, names))
        if (node.operator === '+') return this.value(node.argument, names)
        throw this.#refuse(`the operator ${node.operator}`)
      case 'BinaryExpression': {
        const { left, right, operator } = node
        if (left.type === 'PrivateIdentifier') throw this.#refuse(left.type)
        return this.#binary(operator, this.value(left, names), this.value(right, names))
      }
      case 'ConditionalExpression': {
        const condition = this.condition(node.test, names)
        if (typeof condition === 'boolean')
          return this.value(condition ? node.consequent : node.alternate, names)
        return select(condition, this.value(node.consequent, names), this.value(node.alternate, names))
      }
      case 'CallExpression': {
        const values = node.arguments.map(argument => {
          if (argument.type === 'SpreadElement') throw this.#refuse('a spread argument')
          return this.value(argument, names)
        })
        if (node.callee.type === 'Super') throw this.#refuse('super')
        return this.#call(node.callee, values)
      }
      case 'MemberExpression':
        if (isMath(node) && nameAfterDot(node) === 'PI') return Math.PI
        throw this.#refuse('a property')
      default:
        throw this.#refuse(`the expression ${node.type}`)
    }
  }

  condition(node: Expression, names: Names): SpiceCondition {
    if (node.type === 'ParenthesizedExpression') return this.condition(node.expression, names)
    if (node.type === 'UnaryExpression' && node.operator === '!') {
      const inner = this.condition(node.argument, names)
      return typeof inner === 'boolean' ? !inner : `(!${inner})`
    }
    if (node.type === 'LogicalExpression' && node.operator !== '??') {
      const left = this.condition(node.left, names)
      const decided = node.operator === '||'
      if (typeof left === 'boolean') return left === decided ? left : this.condition(node.right, names)
      const right = this.condition(node.right, names)
      if (typeof right === 'boolean') return right === decided ? right : left
      return `(${left} ${node.operator} ${right})`
    }
    if (node.type === 'BinaryExpression' && node.left.type !== 'PrivateIdentifier') {
      const operator = node.operator.replace(/^([!=])==$/, '$1=')
      const compare = COMPARISONS[operator]
      if (compare !== undefined) {
        const [a, b] = [this.value(node.left, names), this.value(node.right, names)]
        if (typeof a === 'number' && typeof b === 'number') return compare(a, b)
        return `(${spiceText(a)} ${operator} ${spiceText(b)})`
      }
    }
    throw this.#refuse('a condition that is not a comparison')
  }

  #binary(operator: string, a: SpiceValue, b: SpiceValue): SpiceValue {
    if (operator === '**') return power(a, b)
    if (operator === '+' || operator === '-' || operator === '*' || operator === '/')
      return combine(operator, a, b)
    throw this.#refuse(`the operator ${operator}`)
  }

  #assign(node: Expression, names: Names): void {
    if (node.type !== 'AssignmentExpression') throw this.#refuse(`the statement ${node.type}`)
    if (node.left.type !== 'Identifier') throw this.#refuse(`an assignment to ${node.left.type}`)
    const { name } = node.left
    const right = this.value(node.right, names)
    const before = names.get(name)
    const operator = node.operator.slice(0, -1)
    names.set(name, operator === '' ? right : this.#binary(operator as Operator, before ?? Number.NaN, right))
  }

  /** A module loader may have rewritten the call of an import f(x) to (0, module.f)(x): the last name counts. */
  #call(callee: Expression, values: readonly SpiceValue[]): SpiceValue {
    if (callee.type === 'ParenthesizedExpression') return this.#call(callee.expression, values)
    if (callee.type === 'SequenceExpression') return this.#call(callee.expressions.at(-1)!, values)
    const name = callee.type === 'Identifier' ? callee.name : nameAfterDot(callee)
    if (isMath(callee)) {
      if (name === 'pow') return power(values[0]!, values[1]!)
      const known = name === undefined ? undefined : MATH[name]
      if (known === undefined) throw this.#refuse(`Math.${name}`)
      return apply(known, Math[name as 'exp'], values)
    }
    const called = this.#functions.find(candidate => candidate.name === name)
    if (called === undefined)
      throw this.#refuse(`a call of ${name}, which is not among the model's functions`)
    return translateLaw(called, this.#functions, values)
  }

  #refuse(found: string): RangeError {
    return refused(this.#law, found)
  }
}
