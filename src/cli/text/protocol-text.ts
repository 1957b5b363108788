import type { GatedDeviceModel } from '../../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import type { Protocol, Setting, SettingValue } from '../../../scenarios/plasticity/protocols/protocol.ts'
import { createPlasticDevice } from '../../../scenarios/plasticity/specimens/create-plastic-device.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import type { ProtocolReport } from '../../protocol/run-protocol-to-folder.ts'
import type { Terminal } from '../terminal.ts'
import { formatDefinitions, wrapText } from './format-definitions.ts'

/** Printed text at the end of a protocol. */
export function protocolRunText({ run, folder, files, array }: ProtocolReport, terminal: Terminal): string {
  const { bold } = terminal.colours
  const figures = Object.values(run.figures).map(({ title, value, unit, low, high, alone }) => {
    const spread =
      low === undefined || high === undefined ? '' : ` (${amount(low, unit)} to ${amount(high, unit)})`
    const beside = alone === undefined ? '' : `; alone ${Number.isNaN(alone) ? 'none' : amount(alone, unit)}`
    return { term: Number.isNaN(value) ? 'none' : amount(value, unit), text: title + spread + beside }
  })
  const where =
    array === undefined
      ? 'alone'
      : `cell ${array.cell.join(',')} of ${array.size.join(' x ')}, ${formatSi(array.wireOhms ?? 0, 'ohm')} a wire segment`
  const members = run.members === 0 ? '' : `; spread over ${run.members} more devices in brackets`
  return [
    `${bold(run.protocol.name)}: ${run.protocol.title}`,
    ...wrapText(`${run.device}, ${where}${members}`, terminal.columns),
    '',
    bold('Figures'),
    formatDefinitions(figures, terminal.columns),
    '',
    `Written to ${folder}: ${files.length} files, plots in ${folder}/plots`,
  ].join('\n')
}

/** A protocol's settings with the defaults for a device. */
export function protocolText(
  protocol: Protocol,
  model: DeviceModel | GatedDeviceModel,
  terminal: Terminal,
): string {
  const { bold } = terminal.colours
  const settings = Object.entries(protocol.settings(createPlasticDevice(model))).map(([term, setting]) => ({
    term,
    text: `${setting.meaning}\ndefault ${valueText(setting)}`,
  }))
  const others = protocol.aliases.length === 0 ? '' : ` Other names: ${protocol.aliases.join(', ')}.`
  return [
    `${bold(protocol.name)}: ${protocol.title}`,
    ...wrapText(`${protocol.about}${others}`, terminal.columns),
    '',
    bold(`Settings (--set KEY=VALUE changes them), with the defaults for ${model.name}`),
    formatDefinitions(settings, terminal.columns),
    '',
    bold('Settings of every protocol'),
    formatDefinitions(COMMON, terminal.columns),
  ].join('\n')
}

const COMMON = [
  { term: 'parameter.NAME', text: 'a parameter of the device' },
  { term: 'state.NAME', text: 'an initial state of the device' },
  {
    term: 'sense',
    text: 'in an array: line, the current of the sensed line with all sneak paths (default), or cell, the part through the cell',
  },
  { term: 'devices', text: 'further devices whose spread is shown; they vary by the next two' },
  {
    term: 'device-spread',
    text: 'relative standard deviation of conductances, resistances, charges, rates and times from device to device, log-normal',
  },
  {
    term: 'cycle-spread',
    text: 'relative standard deviation of how long a pulse acts, from pulse to pulse',
  },
] as const

function valueText({ value, unit }: Setting): string {
  return [value]
    .flat()
    .map((one: SettingValue) => amount(one as number, unit))
    .join(', ')
}

function amount(value: number, unit: string): string {
  return formatSi(value, unit === '1' ? '' : unit)
}
