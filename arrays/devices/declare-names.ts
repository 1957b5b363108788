import { LAW_CONSTANTS, LAW_FUNCTIONS } from '../law/law-vocabulary.ts'
import { DefinitionError } from './definition-error.ts'
import type { DeviceDefinition } from './device-definition.ts'

const NAME = /^[A-Za-z]\w*$/
/** Names that mean something in every law. */
const TAKEN = new Set([
  'v',
  'vg',
  'ig',
  'i',
  'noise',
  'temperature',
  ...Object.keys(LAW_CONSTANTS),
  ...Object.keys(LAW_FUNCTIONS),
])
/** Keys of the cells of an array, beside which the parameters of its device stand. */
const KEYS = new Set(['device', 'state', 'access', 'stuck'])
/** Words of the language that laws as functions are written in. */
const WORDS = new Set(
  'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof var void while with yield await'.split(
    ' ',
  ),
)

/** Names of a definition, each once. */
export interface DeclaredNames {
  readonly parameters: readonly string[]
  readonly states: readonly string[]
  readonly lets: readonly string[]
  readonly unknown: string | undefined
}

/** @throws DefinitionError for a name that is taken, stands twice or is none */
export function declareNames(definition: DeviceDefinition): DeclaredNames {
  const seen = new Map<string, string>()
  const declare = (kind: 'parameters' | 'states' | 'let' | 'unknown', what: string): string[] => {
    const names = Object.keys(definition[kind] ?? {})
    for (const name of names) {
      const refuse = (expected: string): DefinitionError =>
        new DefinitionError(definition.name, [kind, name], `the name ${JSON.stringify(name)}`, expected)
      if (!NAME.test(name) || WORDS.has(name))
        throw refuse('letters and digits, a letter first, no word of JavaScript')
      // A device may say at which temperature it was measured.
      if (TAKEN.has(name) && !(name === 'temperature' && kind === 'parameters'))
        throw refuse('another: every law knows that one')
      if (KEYS.has(name) && kind === 'parameters')
        throw refuse('another: in the cells of an array that key means something else')
      const other = seen.get(name)
      if (other !== undefined) throw refuse(`another: there is ${other} of that name`)
      seen.set(name, what)
    }
    return names
  }
  const parameters = declare('parameters', 'a parameter')
  const states = declare('states', 'a state')
  const lets = declare('let', 'a law')
  const unknowns = declare('unknown', 'an unknown')
  if (unknowns.length > 1) {
    throw new DefinitionError(
      definition.name,
      ['unknown', unknowns[1]],
      `${unknowns.length} unknowns`,
      'at most one',
    )
  }
  return { parameters, states, lets, unknown: unknowns[0] }
}
