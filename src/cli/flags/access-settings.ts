import { ACCESS_NAMES, type AccessName } from '../../../arrays/access/access-defaults.ts'
import { type AccessOption, accessSpec } from '../../../arrays/access/access-option.ts'
import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { parseQuantity } from '../../../arrays/config/quantity.ts'
import { ConfigError, OptionError } from '../../../arrays/errors.ts'

/** Elements that --access names; a resistor needs its ohms besides. */
export const ACCESS_KINDS: readonly (AccessName | 'resistor')[] = [...ACCESS_NAMES, 'resistor']
export type AccessKind = (typeof ACCESS_KINDS)[number]

/** Units of the parameters of each element; 'text' is a word. */
const UNITS: Readonly<Record<AccessKind, Readonly<Record<string, string>>>> = {
  none: {},
  resistor: { ohms: 'ohm' },
  selector: { saturation: 'A', scale: 'V' },
  oneSidedSelector: { saturation: 'A', scale: 'V', leakage: 'A', towards: 'text' },
  diode: {
    saturation: 'A',
    ideality: '1',
    temperature: 'K',
    breakdown: 'V',
    breakdownCurrent: 'A',
    towards: 'text',
  },
  transistor: {
    side: 'text',
    gateVolts: 'V',
    threshold: 'V',
    transconductance: 'A/V^2',
    offCurrent: 'A',
  },
}

/**
 * Access elements with the parameters that --set gave: selector.scale, transistor.gateVolts ...
 * @throws ConfigError for an unknown key, one of an element that is not there, or a value that cannot be
 */
export function accessSettings(
  kinds: readonly AccessKind[],
  values: Readonly<Record<string, string>>,
): AccessOption[] {
  const known = ACCESS_KINDS.flatMap(kind => Object.keys(UNITS[kind]).map(name => `${kind}.${name}`))
  for (const key of Object.keys(values)) {
    if (!known.includes(key))
      throw new ConfigError({ file: '--set' }, JSON.stringify(key), expectedName(key, known))
    const [kind] = key.split('.') as [AccessKind]
    if (!kinds.includes(kind))
      throw new ConfigError({ file: '--set' }, `"${key}" without it`, `--access ${kind}`)
  }
  return kinds.map(kind => {
    const own = Object.entries(values).filter(([key]) => key.startsWith(`${kind}.`))
    if (kind === 'resistor' && own.length === 0)
      throw new ConfigError({ file: '--access' }, 'resistor', '--set resistor.ohms="10 kohm" beside it')
    const parameters = own.map(([key, text]) => {
      const name = key.slice(kind.length + 1)
      const unit = UNITS[kind][name]
      return [name, unit === 'text' ? text : parseQuantity(text, unit, { file: '--set', path: key })]
    })
    const option = { kind, ...Object.fromEntries(parameters) } as AccessOption
    checkOption(option)
    return option
  })
}

function checkOption(option: AccessOption): void {
  try {
    accessSpec(option, [1, 1])
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    throw error.at({ file: '--set', path: `${option.kind}.${error.call.replace(/^access\.?/, '')}` })
  }
}
