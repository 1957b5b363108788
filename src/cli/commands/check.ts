import { checkDevice } from '../../../arrays/devices/check/check-device.ts'
import { findDevice } from '../../host/find-device.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { checkText } from '../flags/check-text.ts'
import { switchFlag } from '../flags/flags.ts'

export const checkCommand: Command = defineCommand({
  usage: 'check <device>',
  describe:
    'Say what the laws of a device do: states at rest, currents, and where a law is not finite, monotone or passive',
  positionals: {
    device: { describe: 'The path of a device file, or the name of a device' },
  },
  flags: {
    json: switchFlag('Print one JSON document on stdout and nothing else'),
  },
  run: async ({ device, json }, terminal) => {
    const check = checkDevice(findDevice(device, { file: 'check' }))
    // JSON has no word for what is not finite.
    terminal.print(
      json ? JSON.stringify(check, (_, value) => finiteOrText(value)) : checkText(check, terminal),
    )
    return check.findings.some(({ fault }) => fault === 'not finite') ? EXIT.notMet : EXIT.done
  },
})

function finiteOrText(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
