import { ACCESS_DEFAULTS, type AccessName } from '../../arrays/access/access-defaults.ts'
import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { overrideDocument } from '../../arrays/config/override-document.ts'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { valueAt } from '../../arrays/config/validate.ts'
import type { BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import { loadDevice } from '../../arrays/devices/load-device.ts'
import type { Place } from '../../arrays/errors.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { ownValue } from '../../arrays/own-value.ts'
import type { Scenario } from './scenario.ts'

/** Changes of a run to its scenario; all optional. */
export interface RunSettings {
  readonly network?: 'isolated' | 'crossbar'
  /** An element with its default parameters. */
  readonly access?: AccessName
  readonly bias?: BiasScheme
  readonly write?: 'cell' | 'row'
  /** Ohms of every wire segment. */
  readonly wireOhms?: number
  /** [word lines, bit lines]; the images are scaled to it, each pixel taken from the nearest. */
  readonly size?: readonly [number, number]
  readonly seed?: number
  /** Path of a CSV or PNG that takes the place of the scenario's images. */
  readonly image?: string
  /** Values by dotted path in the file, as it would hold them: { "array.cells.G0": "3 pS", variability: { G0: 0.1 } }. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Where settings stand that come from a file, by flag ("wire") or dotted path, for errors; the command line unless given. */
  readonly places?: Readonly<Record<string, Place>>
}

const NAMES: OptionNames<Required<RunSettings>> = {
  network: true,
  access: true,
  bias: true,
  write: true,
  wireOhms: true,
  size: true,
  seed: true,
  image: true,
  set: true,
  places: true,
}

/**
 * A scenario's document with the settings of a run in it, so that they are checked like the file itself and errors name the flag.
 * @throws ConfigError for a `set` whose parent is not there
 */
export async function applySettings(scenario: Scenario, settings: RunSettings): Promise<SourceDocument> {
  checkOptionKeys('run settings', settings, NAMES)
  const { network, bias, write, seed, wireOhms, size, places } = settings
  const flags: [string, unknown, string][] = [
    ['network', network, 'network'],
    ['bias', bias, 'bias'],
    ['write', write, 'write'],
    ['seed', seed, 'seed'],
    ['array.wires', await wires(wireOhms, scenario, settings), 'wire'],
    ['array.size', size, 'size'],
    ['array.access', access(settings.access), 'access'],
  ]
  let { document } = scenario
  for (const [key, value, flag] of flags)
    if (value !== undefined)
      document = overrideDocument(document, key, value, ownValue(places ?? {}, flag) ?? { file: `--${flag}` })
  for (const [key, value] of Object.entries(settings.set ?? {})) {
    const flag = flags.find(([own, given]) => own === key && given !== undefined)
    if (flag !== undefined) {
      throw new ConfigError(
        { file: `--set ${key}` },
        `the setting of --${flag[2]} a second time`,
        'one of the two',
      )
    }
    const place = ownValue(places ?? {}, key) ?? {
      file: `--set ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    }
    document = overrideDocument(withElement(document, key, place), key, value, place)
  }
  return document
}

async function wires(
  ohms: number | undefined,
  scenario: Scenario,
  settings: RunSettings,
): Promise<object | undefined> {
  if (ohms === undefined) return undefined
  return (await hasGate(scenario, settings))
    ? { gate: ohms, drain: ohms, source: ohms }
    : { word: ohms, bit: ohms }
}

/** Whether the scenario's device, or the one that is set in its place, has a gate; what is wrong with its name is said later. */
async function hasGate({ document, host }: Scenario, { set }: RunSettings): Promise<boolean> {
  const device =
    ownValue(set ?? {}, 'array.cells.device') ?? valueAt(document.value, ['array', 'cells', 'device'])
  try {
    if (typeof device !== 'string') return false
    return 'channel' in (await loadDevice(device, { file: document.file }, host.files))
  } catch (error) {
    if (error instanceof ConfigError) return false
    throw error
  }
}

/** An element that a file names by a word is a group before a parameter of it is set: "selector" is { selector: {} }. */
function withElement(document: SourceDocument, key: string, place: Place): SourceDocument {
  const [, holder, kind] = /^(array(?:\.cells)?\.access)\.([^.]+)\./.exec(key) ?? []
  if (holder === undefined || kind === undefined) return document
  const present = valueAt(document.value, holder.split('.'))
  if (typeof present !== 'string' && !isOther(present, kind)) return document
  if (present === 'none' || present === kind) return overrideDocument(document, holder, { [kind]: {} }, place)
  const name = typeof present === 'string' ? present : Object.keys(present as object)[0]
  throw new ConfigError(place, `a ${kind} beside a ${name}`, 'one element in series with every device')
}

/** Whether a group of an element is that of another kind. */
function isOther(present: unknown, kind: string): boolean {
  return typeof present === 'object' && present !== null && !Object.hasOwn(present, kind)
}

function access(kind: RunSettings['access']): unknown {
  if (kind === undefined || kind === 'none') return kind
  return { [kind]: ACCESS_DEFAULTS[kind] }
}
