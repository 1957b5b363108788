import { readFileSync } from 'node:fs'
import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { FIELD_DEVICE_MODELS, FIELD_GATED_DEVICE_MODELS } from '../../../arrays/devices/field/registry.ts'
import { deviceYaml } from '../../../arrays/devices/file/device-yaml.ts'
import { isDevicePath } from '../../../arrays/devices/file/read-device-file.ts'
import type { GatedDeviceModel } from '../../../arrays/devices/gated-model.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { ownValue } from '../../../arrays/own-value.ts'
import { describeScenario } from '../../../scenarios/file/scenario.ts'
import { type FittedCounts, fittedCounts } from '../../../scenarios/papers/claims/fitted-counts.ts'
import { PAPERS } from '../../../scenarios/papers/claims/papers.ts'
import { readClaims } from '../../../scenarios/papers/claims/read-claims.ts'
import { findProtocol, PROTOCOLS } from '../../../scenarios/plasticity/protocols/index.ts'
import { type DescribedParameter, describeDevice } from '../../describe-device.ts'
import { findDevice } from '../../host/find-device.ts'
import { fittedCountsText } from '../../reproduce/format-fitted-counts.ts'
import { loadScenario, scenarioNames } from '../../run/load-scenario.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { switchFlag, textFlag } from '../flags/flags.ts'
import { deviceNames } from '../flags/known-names.ts'
import type { Terminal } from '../terminal.ts'
import { formatDefinitions, wrapText } from '../text/format-definitions.ts'
import { protocolText } from '../text/protocol-text.ts'

const DEVICES = [
  ...DEVICE_MODELS,
  ...FIELD_DEVICE_MODELS,
  ...GATED_DEVICE_MODELS,
  ...FIELD_GATED_DEVICE_MODELS,
]

export const describeCommand: Command = defineCommand({
  usage: 'describe <name>',
  describe: 'Describe a scenario, a protocol or a device: parameters with unit, default, range and citation',
  positionals: {
    name: {
      describe:
        'A scenario, a protocol or a device, as sneakpath list names them, or the path of a device file',
      complete: allNames,
    },
  },
  flags: {
    yaml: switchFlag(
      'Print a file to start from: the scenario itself, or the device as a file of its equations',
    ),
    device: textFlag(
      'device',
      {
        describe: 'Device that a protocol is described for',
        otherwise: 'ec-mof-l',
      },
      deviceNames,
    ),
  },
  run: async ({ name, yaml, device }, terminal) => {
    const protocol = findProtocol(name)
    if (protocol !== undefined) {
      terminal.print(protocolText(protocol, findDevice(device ?? 'ec-mof-l', { file: '--device' }), terminal))
      return EXIT.done
    }
    if (isDevicePath(name) || DEVICES.some(known => known.name === name)) {
      const model = findDevice(name, { file: 'describe' })
      terminal.print(yaml ? deviceYaml(model).trimEnd() : deviceText(model, await countsOf(model), terminal))
      return EXIT.done
    }
    const names = scenarioNames()
    if (!names.includes(name)) {
      throw new ConfigError(
        { file: 'describe' },
        `the name ${JSON.stringify(name)}`,
        expectedName(name, allNames()),
      )
    }
    terminal.print(
      yaml
        ? readFileSync(loadScenario(name).document.file, 'utf8').trimEnd()
        : await scenarioText(name, terminal),
    )
    return EXIT.done
  },
})

function allNames(): string[] {
  const models = [...DEVICES, ...PROTOCOLS]
  return [...scenarioNames(), ...models.map(({ name }) => name)]
}

/** The fitted parameters of a built-in device, against published numbers; undefined where none was fitted. */
async function countsOf({ name, file }: DeviceModel | GatedDeviceModel): Promise<FittedCounts | undefined> {
  if (file !== undefined) return undefined
  return fittedCounts(await readClaims()).find(row => row.device === name || row.sharedBy.includes(name))
}

function deviceText(
  model: DeviceModel | GatedDeviceModel,
  counts: FittedCounts | undefined,
  terminal: Terminal,
): string {
  const { parameters, states } = describeDevice(model)
  const { bold } = terminal.colours
  const gated = 'channel' in model
  const [low, high] = gated ? model.validControl : model.validVolts
  const unit = gated && model.control === 'current' ? 'A' : 'V'
  const measured = Number.isFinite(low)
    ? `Measured from ${low} to ${high} ${unit}${gated ? ' at the gate' : ''}; read at ${model.readVolts} V.`
    : ''
  return [
    `${bold(model.name)}: ${model.title}`,
    ...wrapText(model.citation, terminal.columns),
    ...(measured === '' ? [] : [measured]),
    ...(counts === undefined ? [] : wrapText(`${fittedCountsText(counts)}.`, terminal.columns)),
    ...section('Parameters', parameters, model.citation, terminal),
    ...section('States', states, model.citation, terminal),
  ].join('\n')
}

/** @param citation of the device: a parameter that has no source of its own does not repeat it */
function section(
  heading: string,
  list: readonly DescribedParameter[],
  citation: string,
  terminal: Terminal,
): string[] {
  if (list.length === 0) return []
  const definitions = list.map(({ name, unit, value, range, meaning, source }) => ({
    term: name,
    text: `${meaning}\ndefault ${quantity(value, unit)}, ${rangeText(range)}${source === citation ? '' : `; ${source}`}`,
  }))
  return ['', terminal.colours.bold(heading), formatDefinitions(definitions, terminal.columns)]
}

function rangeText([low, high]: readonly [number, number]): string {
  if (!Number.isFinite(low) && !Number.isFinite(high)) return 'any number'
  if (!Number.isFinite(high)) return `from ${low}`
  return Number.isFinite(low) ? `range ${low} to ${high}` : `up to ${high}`
}

function quantity(value: number, unit: string): string {
  const short = Number(value.toPrecision(6))
  return unit === '1' ? String(short) : `${short} ${unit}`
}

/** The paper of the table of claims, or what the file itself says. */
function sourceText(source: string | undefined): string {
  return source === undefined ? '' : `Source: ${ownValue(PAPERS, source)?.citation ?? source}`
}

async function scenarioText(name: string, terminal: Terminal): Promise<string> {
  const file = describeScenario(loadScenario(name))
  const { bold } = terminal.colours
  const model = DEVICE_MODELS.find(known => known.name === file.array.cells.device)
  const settings = [
    { term: 'array.size', text: `${file.array.size.join(' x ')} (word lines x bit lines); 1 to 65536 each` },
    { term: 'array.cells.device', text: `${file.array.cells.device}` },
    { term: 'network', text: `${file.network}; isolated or crossbar` },
    { term: 'bias', text: `${file.bias}; half, third, ground or float` },
    { term: 'write', text: `${file.write}; cell or row` },
    { term: 'seed', text: `${file.seed}; a whole number from 0` },
    { term: 'images', text: Object.keys(file.images).join(', ') || 'none' },
    { term: 'cases', text: (file.cases ?? []).map(one => one.title ?? one.name).join('; ') || 'one program' },
    { term: 'figures', text: file.figures.map(figure => figure.name).join(', ') || 'none' },
    { term: 'outputs', text: file.outputs.join(', ') },
  ]
  return [
    `${bold(file.name)}: ${file.title}`,
    ...wrapText([file.about, sourceText(file.source)].filter(Boolean).join('\n'), terminal.columns),
    '',
    bold('Settings (--set KEY=VALUE changes them; sneakpath describe NAME --yaml prints all)'),
    formatDefinitions(settings, terminal.columns),
    ...(model === undefined ? [] : ['', deviceText(model, await countsOf(model), terminal)]),
  ].join('\n')
}
