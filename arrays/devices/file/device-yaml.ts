import { Document, isMap, isScalar, type Node, type Pair, visit } from 'yaml'
import { nameNode } from '../../law/law-node.ts'
import { parseLawFunction } from '../../law/parse-law-function.ts'
import { printLaw } from '../../law/print-law.ts'
import type {
  DeviceDefinition,
  Law,
  LawFunction,
  Quantity,
  RelaxationDefinition,
} from '../device-definition.ts'
import type { DeviceCore, ParameterSpec, StateSpec } from '../model.ts'
import { noiseSpec } from '../read-parameters.ts'

/** Groups of which each entry stands on one line. */
const ENTRY_LINES: ReadonlySet<string> = new Set(['parameters', 'states', 'rates', 'unknown'])
/** Groups that stand on one line. */
const LINES: ReadonlySet<string> = new Set(['measured', 'write', 'erase'])

/**
 * Any device as a file of its equations, which reads back into the same device; functions are printed as the law that they are.
 */
export function deviceYaml(model: DeviceCore): string {
  const { definition } = model
  const { terminals, let: named, unknown, current, gate, rates, stored, read, measured } = definition
  const { write, erase } = definition
  const file = {
    kind: 'sneakpath-device',
    name: model.name,
    title: model.title,
    source: definition.source,
    terminals,
    parameters: nonEmpty(
      entriesOf(
        model.parameters.filter(({ name }) => name !== noiseSpec.name),
        spec => parameterOf(spec, definition),
      ),
    ),
    states: nonEmpty(entriesOf(model.states, stateOf)),
    let: mapValues(named, lawText),
    unknown: mapValues(unknown, ({ equation, between }) => ({
      equation: lawText(equation),
      between: between.map(lawText),
    })),
    current: lawText(current),
    gate: gate === undefined ? undefined : lawText(gate),
    rates: mapValues(rates, rateText),
    stored: stored === undefined ? undefined : lawText(stored),
    read,
    measured: measured.map(endOf),
    write,
    erase,
  }
  const document = new Document(file)
  visit(document, {
    Pair: (_, pair, path) => {
      if (isOnOneLine(pair, path)) (pair.value as { flow?: boolean }).flow = true
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

/** A list, or a group of `LINES` or inside a group of `ENTRY_LINES`. */
function isOnOneLine({ key, value }: Pair, path: readonly (Node | Document | Pair)[]): boolean {
  if (typeof value !== 'object' || value === null || isScalar(value)) return false
  if (!isMap(value) || LINES.has(String(key))) return true
  const above = path.at(-2)
  return above !== undefined && 'key' in above && ENTRY_LINES.has(String((above as Pair).key))
}

function parameterOf(
  { value, unit, range, meaning, source }: ParameterSpec,
  { source: all }: DeviceDefinition,
) {
  return {
    value,
    unit: unit === '1' ? undefined : unit,
    range: range.every(end => !Number.isFinite(end)) ? undefined : range,
    meaning,
    source: source === all ? undefined : source,
  }
}

function stateOf({ unit, range, initial, meaning }: StateSpec) {
  return { range, start: initial, unit: unit === '1' ? undefined : unit, meaning }
}

function rateText(law: Law | RelaxationDefinition): unknown {
  if (typeof law !== 'object') return lawText(law)
  return { rate: lawText(law.rate), target: lawText(law.target) }
}

function lawText(law: Law): string | number {
  if (typeof law !== 'function') return law
  return printLaw(parseLawFunction(law as LawFunction, { known: [], name: nameNode }))
}

function endOf(end: Quantity): Quantity {
  return /^[+-]?Infinity$/.test(String(end)) ? Number(end) : end
}

function entriesOf<Spec extends { readonly name: string }>(
  specs: readonly Spec[],
  entry: (spec: Spec) => object,
): Record<string, object> {
  return Object.fromEntries(specs.map(spec => [spec.name, entry(spec)]))
}

function nonEmpty(group: Record<string, object>): Record<string, object> | undefined {
  return Object.keys(group).length === 0 ? undefined : group
}

function mapValues<From, To>(
  group: Readonly<Record<string, From>> | undefined,
  change: (value: From) => To,
): Record<string, To> | undefined {
  if (group === undefined) return undefined
  return Object.fromEntries(Object.entries(group).map(([name, value]) => [name, change(value)]))
}
