import type { LawNode } from '../law/law-node.ts'
import { namesOf } from '../law/walk-law.ts'
import { checkAtRest } from './check-at-rest.ts'
import { declareNames } from './declare-names.ts'
import { DefinitionError } from './definition-error.ts'
import type { DeviceDefinition, PulseDefinition } from './device-definition.ts'
import type { GatedDeviceModel } from './gated-model.ts'
import type { DeviceCore, DeviceModel, PulsePair, PulseTrain } from './model.ts'
import { pathLaw } from './path-law.ts'
import { noiseColumn, readDefinedQuantity, readEnd } from './read-parameters.ts'
import { type DefinedLaws, resolveLaws } from './resolve-laws.ts'
import { storageLaws } from './storage-laws.ts'

/** Names that a law may use besides those that the definition declares. */
type Known = 'v' | 'vg' | 'ig' | 'i' | 'noise' | 'temperature' | 'pi' | 'elementaryCharge' | 'boltzmann'

/** A definition whose laws, where they are functions, may take the names that it declares. */
type Defined<P extends string, S extends string, L extends string, U extends string> = Omit<
  DeviceDefinition<P | S | L | U | Known>,
  'parameters' | 'states' | 'let' | 'unknown'
> & {
  readonly parameters?: Readonly<Record<P, NonNullable<DeviceDefinition['parameters']>[string]>>
  readonly states?: Readonly<Record<S, NonNullable<DeviceDefinition['states']>[string]>>
  readonly let?: Readonly<Record<L, NonNullable<DeviceDefinition<P | S | L | U | Known>['let']>[string]>>
  readonly unknown?: Readonly<
    Record<U, NonNullable<DeviceDefinition<P | S | L | U | Known>['unknown']>[string]>
  >
}

/**
 * Makes a device of its equations: each law is written once, its slopes, the loop over cells, the kernels and the netlist follow from
 * it. A definition with `terminals: 3` makes a three-terminal device.
 * @throws DefinitionError (a RangeError) that says where in the definition what was found and what is expected
 */
export function defineDevice<
  P extends string,
  S extends string,
  L extends string = never,
  U extends string = never,
>(definition: Defined<P, S, L, U> & { readonly terminals: 3 }): GatedDeviceModel
export function defineDevice<
  P extends string,
  S extends string,
  L extends string = never,
  U extends string = never,
>(definition: Defined<P, S, L, U> & { readonly terminals?: 2 }): DeviceModel
export function defineDevice(definition: object): DeviceModel | GatedDeviceModel {
  return deviceOf(definition as DeviceDefinition)
}

/** The same for a definition whose names are known at run time only, as that of a file. */
export function deviceOf(definition: DeviceDefinition): DeviceModel | GatedDeviceModel {
  return definition.terminals === 3 ? gatedDeviceOf(definition) : twoTerminalDeviceOf(definition)
}

export function twoTerminalDeviceOf(definition: DeviceDefinition): DeviceModel {
  const laws = lawsOf(definition)
  const storage = storageLaws(laws)
  return {
    ...coreOf(definition, laws),
    ...pathLaw(laws.current, 'v', laws.unknown),
    ...(storage === undefined ? {} : { storage }),
    ...(storage === undefined && laws.returnsCharge ? { returnsCharge: true } : {}),
    ...(definition.write === undefined && definition.erase === undefined
      ? {}
      : { pulses: pulsePair(definition, 'V') }),
    validVolts: interval(definition, 'V'),
  }
}

export function gatedDeviceOf(definition: DeviceDefinition): GatedDeviceModel {
  const laws = lawsOf(definition)
  return { ...coreOf(definition, laws), ...gatedParts(definition, laws) }
}

function lawsOf(definition: DeviceDefinition): DefinedLaws {
  const laws = resolveLaws(definition, declareNames(definition))
  checkAtRest(definition.name, laws)
  return laws
}

function coreOf(
  definition: DeviceDefinition,
  { states, parameters, unknown, stored }: DefinedLaws,
): DeviceCore {
  return {
    name: definition.name,
    title: definition.title,
    citation: definition.source,
    states,
    parameters,
    ...(unknown === undefined ? {} : { unknown }),
    ...(stored === undefined ? {} : { stored }),
    // A device that draws a number in each pulse is left to the integrator, on every engine.
    relaxes: noiseColumn({ parameters }) < 0 && states.every(state => state.law.kind === 'relaxation'),
    readVolts: quantity(definition, ['read'], definition.read, 'V'),
    definition,
  }
}

function gatedParts(
  definition: DeviceDefinition,
  laws: DefinedLaws,
): Pick<GatedDeviceModel, 'control' | 'channel' | 'gate' | 'pulses' | 'validControl'> {
  const moving = laws.states.flatMap(({ law }) => (law.kind === 'rate' ? [law.rate] : [law.rate, law.target]))
  const names = namesOf(...moving)
  const control = names.has('ig') ? 'current' : 'voltage'
  if (names.has('ig') && names.has('vg')) {
    throw new DefinitionError(
      definition.name,
      ['rates'],
      'both vg and ig',
      'one of them: the gate is driven by volts or by amperes',
    )
  }
  const unit = control === 'voltage' ? 'V' : 'A'
  const gate = pathLaw(laws.gate as LawNode, 'vg', laws.unknown)
  return {
    control,
    channel: pathLaw(laws.current, 'v', laws.unknown),
    gate,
    pulses: pulsePair(definition, unit),
    validControl: interval(definition, unit),
  }
}

/** Pulses at the gate, or between the two terminals. */
function pulsePair(definition: DeviceDefinition, unit: 'V' | 'A'): PulsePair {
  return { raise: pulses(definition, 'write', unit), lower: pulses(definition, 'erase', unit) }
}

function pulses(definition: DeviceDefinition, key: 'write' | 'erase', unit: 'V' | 'A'): PulseTrain {
  const pulse: PulseDefinition | undefined = definition[key]
  const name = unit === 'V' ? 'volts' : 'amps'
  if (pulse?.[name] === undefined) {
    const form = `{ ${name}: ..., width: ..., number: ... }, the pulses that ${key === 'write' ? 'raise' : 'lower'} the conductance`
    throw new DefinitionError(definition.name, [key], 'nothing', form)
  }
  const width = quantity(definition, [key, 'width'], pulse.width, 's')
  if (!(width > 0)) throw new DefinitionError(definition.name, [key, 'width'], `${width} s`, 'above 0 s')
  return { amplitude: quantity(definition, [key, name], pulse[name], unit), width, number: pulse.number ?? 1 }
}

function interval(definition: DeviceDefinition, unit: string): [number, number] {
  const [low, high] = definition.measured
  const ends = [
    readEnd(definition.name, ['measured', '0'], low, unit),
    readEnd(definition.name, ['measured', '1'], high, unit),
  ] as [number, number]
  if (ends[0] <= ends[1]) return ends
  throw new DefinitionError(definition.name, ['measured'], `${ends[0]} to ${ends[1]}`, 'the lower end first')
}

function quantity(
  { name }: DeviceDefinition,
  path: readonly string[],
  value: number | string,
  unit: string,
): number {
  return readDefinedQuantity(name, path, value, unit)
}
