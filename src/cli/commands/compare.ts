import { FIELD_DEVICE_MODELS, FIELD_GATED_DEVICE_MODELS } from '../../../arrays/devices/field/registry.ts'
import type { GatedDeviceModel } from '../../../arrays/devices/gated-model.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { findDevice } from '../../host/find-device.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { countFlag, switchFlag, textFlag } from '../flags/flags.ts'

type AnyDeviceModel = DeviceModel | GatedDeviceModel

const MOST_LINES = 256
const ALL: readonly AnyDeviceModel[] = [
  ...FIELD_DEVICE_MODELS,
  ...DEVICE_MODELS,
  ...FIELD_GATED_DEVICE_MODELS,
  ...GATED_DEVICE_MODELS,
]

export const compareCommand: Command = defineCommand({
  usage: 'compare',
  describe:
    'Devices beside each other in an array of their kind: on/off, half-select disturbance, energy of a write, retention, read margin',
  positionals: {},
  flags: {
    devices: textFlag('devices', {
      describe:
        'Memories with or without a gate, and selectors, with commas between: names or device files; all for every built-in one',
      otherwise: 'all',
    }),
    size: countFlag('size', { describe: 'Lines of each kind', otherwise: '16' }),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
  },
  run: async ({ devices = 'all', size = 16, json }, terminal) => {
    if (size < 2 || size > MOST_LINES)
      throw new ConfigError({ file: '--size' }, String(size), `2 to ${MOST_LINES} lines`)
    const { compareDevice, comparisonObstacle } = await import('../../../scenarios/compare/compare-device.ts')
    const models =
      devices === 'all'
        ? ALL.filter(model => comparisonObstacle(model) === undefined)
        : devices.split(',').map(name => comparable(name.trim(), comparisonObstacle))
    const { compareText } = await import('../text/compare-text.ts')
    const found = models.map(model => {
      terminal.signal.throwIfAborted()
      return compareDevice(model, size)
    })
    terminal.print(json ? JSON.stringify({ size, devices: found }) : compareText(found))
    return EXIT.done
  },
})

function comparable(name: string, obstacleOf: (model: AnyDeviceModel) => string | undefined): AnyDeviceModel {
  const place = { file: '--devices' }
  const model = findDevice(name, place)
  const obstacle = obstacleOf(model)
  if (obstacle === undefined) return model
  const expected = 'a memory (of a file: with write and erase, { volts: ..., width: ... }) or a selector'
  throw new ConfigError(place, obstacle, expected)
}
