import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { type Command, defineCommand } from '../command.ts'
import { cellFlag, listFlag, textFlag } from '../flags/flags.ts'
import { deviceNames } from '../flags/known-names.ts'
import { arrayFlags, outputFlags } from '../flags/run-flags.ts'

/** Loaded when the command runs. */
const protocols = () => import('../../../scenarios/plasticity/protocols/index.ts')

const ALONE = 'the device is alone'

export const protocolCommand: Command = defineCommand({
  usage: 'protocol <name>',
  describe: 'Run a plasticity protocol on a device or on a cell of an array: figures, curves and plots',
  positionals: {
    name: {
      describe: 'A protocol as sneakpath list names it; sneakpath describe NAME lists its settings',
      complete: async () => (await protocols()).PROTOCOLS.map(({ name }) => name),
    },
  },
  flags: {
    device: textFlag(
      'device',
      {
        describe: 'A device as sneakpath list names it, or the path of a device file',
        otherwise: 'must be given',
      },
      deviceNames,
    ),
    set: listFlag('KEY=VALUE: a setting of the protocol, or parameter.NAME="3 pS"; repeatable'),
    ...arrayFlags({ size: ALONE, access: 'none', bias: 'half', wire: '0', seed: '0' }),
    cell: cellFlag('cell', {
      describe: 'Cell of the protocol in the array of --size: WORD LINE,BIT LINE, from 0',
      otherwise: 'the last one',
    }),
    ...outputFlags('runs/PROTOCOL-DEVICE'),
  },
  run: async (flags, terminal) => {
    const { findProtocol, PROTOCOLS } = await protocols()
    const protocol = findProtocol(flags.name)
    if (protocol !== undefined) {
      const { runProtocolCommand } = await import('../run-protocol.ts')
      return runProtocolCommand(protocol, flags, terminal)
    }
    const names = PROTOCOLS.map(({ name }) => name)
    throw new ConfigError(
      { file: 'protocol' },
      `the name ${JSON.stringify(flags.name)}`,
      expectedName(flags.name, names),
    )
  },
})
