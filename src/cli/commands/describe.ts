import { readFileSync } from 'node:fs'
import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { describeScenario, loadScenario, scenarioNames } from '../../../scenarios/load-scenario.ts'
import { type DescribedParameter, describeDevice, deviceYaml } from '../../describe-device.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { switchFlag } from '../flags.ts'
import { formatDefinitions, wrapText } from '../format-definitions.ts'
import type { Terminal } from '../terminal.ts'

export const describeCommand: Command = defineCommand({
  usage: 'describe <name>',
  describe: 'Describe a scenario or a device: parameters with unit, default, range and citation',
  positionals: {
    name: {
      describe: 'A scenario or a device, as sneakpath list names them',
      complete: () => [...scenarioNames(), ...DEVICE_MODELS.map(({ name }) => name)],
    },
  },
  flags: {
    yaml: switchFlag('Print a file to start from: the scenario itself, or a small array of the device'),
  },
  run: async ({ name, yaml }, terminal) => {
    const model = DEVICE_MODELS.find(known => known.name === name)
    if (model !== undefined) {
      terminal.print(yaml ? deviceYaml(model).trimEnd() : deviceText(model, terminal))
      return EXIT.done
    }
    const names = scenarioNames()
    if (!names.includes(name)) {
      const known = [...names, ...DEVICE_MODELS.map(device => device.name)]
      throw new ConfigError(
        { file: 'describe' },
        `the name ${JSON.stringify(name)}`,
        expectedName(name, known),
      )
    }
    terminal.print(
      yaml ? readFileSync(loadScenario(name).document.file, 'utf8').trimEnd() : scenarioText(name, terminal),
    )
    return EXIT.done
  },
})

function deviceText(model: DeviceModel, terminal: Terminal): string {
  const { parameters, states } = describeDevice(model)
  const { bold } = terminal.colours
  const [low, high] = model.validVolts
  const measured = Number.isFinite(low)
    ? `Measured from ${low} to ${high} V; read at ${model.readVolts} V.`
    : ''
  return [
    `${bold(model.name)}: ${model.title}`,
    ...wrapText(model.citation, terminal.columns),
    ...(measured === '' ? [] : [measured]),
    ...section('Parameters', parameters, terminal),
    ...section('States', states, terminal),
  ].join('\n')
}

function section(heading: string, list: readonly DescribedParameter[], terminal: Terminal): string[] {
  if (list.length === 0) return []
  const definitions = list.map(({ name, unit, value, range, meaning, source }) => ({
    term: name,
    text: `${meaning}\ndefault ${quantity(value, unit)}, range ${range[0]} to ${range[1]}; ${source}`,
  }))
  return ['', terminal.colours.bold(heading), formatDefinitions(definitions, terminal.columns)]
}

function quantity(value: number, unit: string): string {
  return unit === '1' ? String(value) : `${value} ${unit}`
}

function scenarioText(name: string, terminal: Terminal): string {
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
    ...wrapText([file.about, file.source].filter(Boolean).join('\n'), terminal.columns),
    '',
    bold('Settings (--set KEY=VALUE changes them; sneakpath describe NAME --yaml prints all)'),
    formatDefinitions(settings, terminal.columns),
    ...(model === undefined ? [] : ['', deviceText(model, terminal)]),
  ].join('\n')
}
