import { FIELD_DEVICE_MODELS } from '../../../arrays/devices/field/registry.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { deviceModel } from '../../host/find-device.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { countFlag, switchFlag, textFlag } from '../flags/flags.ts'

const MOST_LINES = 256

export const compareCommand: Command = defineCommand({
  usage: 'compare',
  describe:
    'Devices beside each other: on/off, half-select disturbance, energy of a write, retention, read margin in a passive crossbar',
  positionals: {},
  flags: {
    devices: textFlag('devices', {
      describe:
        'Two-terminal devices with write and erase, with commas between: names or device files; all for the models of the field',
      otherwise: 'all',
    }),
    size: countFlag('size', { describe: 'Lines of each kind', otherwise: '16' }),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
  },
  run: async ({ devices = 'all', size = 16, json }, terminal) => {
    if (size < 2 || size > MOST_LINES)
      throw new ConfigError({ file: '--size' }, String(size), `2 to ${MOST_LINES} lines`)
    const models =
      devices === 'all'
        ? FIELD_DEVICE_MODELS.filter(({ pulses }) => pulses !== undefined)
        : devices.split(',').map(name => memory(name.trim()))
    const { compareDevice } = await import('../../../scenarios/compare/compare-device.ts')
    const { compareText } = await import('../text/compare-text.ts')
    const found = models.map(model => {
      terminal.signal.throwIfAborted()
      return compareDevice(model, size)
    })
    terminal.print(json ? JSON.stringify({ size, devices: found }) : compareText(found))
    return EXIT.done
  },
})

function memory(name: string): DeviceModel {
  const place = { file: '--devices' }
  const model = deviceModel(name, place)
  if (model.pulses !== undefined) return model
  const expected = 'a device file with write and erase, { volts: ..., width: ... }'
  throw new ConfigError(place, `the device ${name} without the pulses that write and erase it`, expected)
}
