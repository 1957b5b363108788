import { LawError } from '../law/law-error.ts'
import { type LawNode, nameNode, numberNode } from '../law/law-node.ts'
import type { LawUnknown } from '../law/law-unknown.ts'
import { operate } from '../law/operate.ts'
import { type LawScope, parseLaw } from '../law/parse-law.ts'
import { parseLawFunction } from '../law/parse-law-function.ts'
import { namesOf } from '../law/walk-law.ts'
import type { DeclaredNames } from './declare-names.ts'
import { DefinitionError } from './definition-error.ts'
import type { DeviceDefinition, Law, RelaxationDefinition } from './device-definition.ts'
import { flowsAtRest } from './flows-at-rest.ts'
import type { ParameterSpec, StateLaw, StateSpec } from './model.ts'
import { noiseSpec, readParameters, readState, temperatureSpec } from './read-parameters.ts'

/** The laws of a definition as trees of its parameters, states and voltages: laws that others name are put in their places. */
export interface DefinedLaws {
  readonly parameters: readonly ParameterSpec[]
  readonly states: readonly StateSpec[]
  readonly unknown: LawUnknown | undefined
  readonly current: LawNode
  readonly gate: LawNode | undefined
  readonly stored: LawNode | undefined
  /** A current may flow at 0 V. */
  readonly returnsCharge: boolean
}

/** @throws DefinitionError with the place in the law */
export function resolveLaws(definition: DeviceDefinition, declared: DeclaredNames): DefinedLaws {
  return new Resolver(definition, declared).resolve()
}

class Resolver {
  readonly #definition: DeviceDefinition
  readonly #declared: DeclaredNames
  readonly #plain: ReadonlySet<string>
  readonly #gates: readonly string[]
  /** Laws by name that have been read; undefined while one is being read. */
  readonly #read = new Map<string, LawNode | undefined>()

  constructor(definition: DeviceDefinition, declared: DeclaredNames) {
    this.#definition = definition
    this.#declared = declared
    this.#gates = definition.terminals === 3 ? ['vg', 'ig'] : []
    const { parameters, states, unknown } = declared
    this.#plain = new Set([
      'v',
      ...this.#gates,
      'temperature',
      'noise',
      ...parameters,
      ...states,
      ...(unknown === undefined ? [] : [unknown]),
    ])
  }

  resolve(): DefinedLaws {
    const { stored, terminals = 2, rates = {} } = this.#definition
    for (const name of this.#declared.lets) this.#named(name)
    const current = this.#named('i')
    const gate = terminals === 3 ? this.#gateLaw() : undefined
    for (const name of Object.keys(rates)) {
      if (this.#declared.states.includes(name)) continue
      const states = this.#declared.states.join(', ') || 'none'
      throw this.#error(['rates', name], `the rate of ${JSON.stringify(name)}`, `that of a state: ${states}`)
    }
    const states = this.#declared.states.map(name => this.#state(name))
    const unknown = this.#unknown()
    const kept = stored === undefined ? undefined : this.#law(stored, ['stored'])
    for (const name of ['v', ...this.#gates, ...(unknown === undefined ? [] : [unknown.name])]) {
      if (kept !== undefined && namesOf(kept).has(name))
        throw this.#error(['stored'], name, 'a law of the states and the parameters')
    }
    const used = this.#allNames([current, gate, kept], states, unknown)
    const parameters = readParameters(this.#definition)
    if (used.has('temperature') && !this.#declared.parameters.includes('temperature'))
      parameters.push(temperatureSpec)
    if (used.has('noise')) parameters.push(noiseSpec)
    return {
      parameters,
      states,
      unknown,
      current,
      gate,
      stored: kept,
      returnsCharge: flowsAtRest(current, unknown, states, parameters),
    }
  }

  #allNames(
    laws: readonly (LawNode | undefined)[],
    states: readonly StateSpec[],
    unknown: LawUnknown | undefined,
  ): Set<string> {
    const moving = states.flatMap(({ law }) => (law.kind === 'rate' ? [law.rate] : [law.rate, law.target]))
    const inner = unknown === undefined ? [] : [unknown.equation, ...unknown.between]
    return namesOf(...laws.filter(law => law !== undefined), ...moving, ...inner)
  }

  #gateLaw(): LawNode {
    const gate = this.#law(this.#definition.gate ?? 0, ['gate'])
    for (const name of ['v', 'ig']) {
      if (namesOf(gate).has(name))
        throw this.#error(['gate'], name, 'a law of vg, the states and the parameters')
    }
    return gate
  }

  #unknown(): LawUnknown | undefined {
    const name = this.#declared.unknown
    if (name === undefined) return undefined
    const { equation, between } = this.#definition.unknown![name]
    const path = ['unknown', name]
    const tree = this.#law(equation, [...path, 'equation'])
    if (!namesOf(tree).has(name))
      throw this.#error([...path, 'equation'], `an equation without ${name}`, `one that ${name} makes 0`)
    const ends = [0, 1].map(k => this.#law(between[k], [...path, 'between', String(k)])) as [LawNode, LawNode]
    if (namesOf(...ends).has(name))
      throw this.#error([...path, 'between'], name, 'ends that do not depend on it')
    return { name, equation: tree, between: ends }
  }

  #state(name: string): StateSpec {
    const definition = this.#definition.states![name]
    const rate = this.#definition.rates?.[name]
    if (rate === undefined) {
      throw this.#error(
        ['states', name],
        `the state ${name} without a rate`,
        `rates: { ${name}: ... }, its change in a second`,
      )
    }
    const meaning = definition.meaning ?? 'a state of the law'
    return {
      name,
      ...readState(this.#definition, name, definition),
      meaning,
      law: this.#stateLaw(name, rate),
    }
  }

  #stateLaw(name: string, given: Law | RelaxationDefinition): StateLaw {
    const path = ['rates', name]
    if (typeof given !== 'object') return { kind: 'rate', rate: this.#rate(given, path) }
    const rate = this.#rate(given.rate, [...path, 'rate'])
    const target = this.#rate(given.target, [...path, 'target'])
    const { states, unknown } = this.#declared
    const names = namesOf(rate, target)
    if (![...states, unknown].some(other => other !== undefined && names.has(other))) {
      return { kind: 'relaxation', rate, target }
    }
    return { kind: 'rate', rate: operate('*', rate, operate('-', target, nameNode(name))) }
  }

  /** A law of how a state moves: it may name the current, and of a three-terminal device follows from the gate. */
  #rate(law: Law, path: readonly string[]): LawNode {
    const gated = this.#definition.terminals === 3
    const tree = this.#law(law, path, gated ? [] : ['i'])
    if (gated && namesOf(tree).has('v')) {
      throw this.#error(
        path,
        'v',
        'a law of vg or ig: the states of a three-terminal device follow from its gate',
      )
    }
    return tree
  }

  /** A law by its name: one of `let`, or `i`, the current. */
  #named(name: string): LawNode {
    if (this.#read.has(name)) {
      const known = this.#read.get(name)
      if (known !== undefined) return known
      throw this.#error(this.#pathOf(name), `${name}, which needs itself`, 'laws that do not go in a circle')
    }
    this.#read.set(name, undefined)
    const law = name === 'i' ? this.#definition.current : this.#definition.let![name]
    const tree = this.#law(
      law,
      this.#pathOf(name),
      name === 'i' || this.#definition.terminals === 3 ? [] : ['i'],
    )
    this.#read.set(name, tree)
    return tree
  }

  #pathOf(name: string): string[] {
    return name === 'i' ? ['current'] : ['let', name]
  }

  #law(law: Law, path: readonly string[], besides: readonly string[] = []): LawNode {
    if (typeof law === 'number') return numberNode(law)
    const { lets } = this.#declared
    const scope: LawScope = {
      known: [...this.#plain, ...lets, ...besides],
      name: name => {
        if (this.#plain.has(name)) return nameNode(name)
        return lets.includes(name) || (name === 'i' && besides.includes('i')) ? this.#named(name) : undefined
      },
    }
    try {
      return typeof law === 'function' ? parseLawFunction(law, scope) : parseLaw(law, scope)
    } catch (error) {
      if (!(error instanceof LawError)) throw error
      throw new DefinitionError(this.#definition.name, path, error.found, error.expected, error.offset)
    }
  }

  #error(path: readonly string[], found: string, expected: string): DefinitionError {
    return new DefinitionError(this.#definition.name, path, found, expected)
  }
}
