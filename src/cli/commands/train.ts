import { type Command, defineCommand } from '../command.ts'
import { backendFlag } from '../flags/backend-flag.ts'
import { countFlag, listFlag, quantityFlag, textFlag } from '../flags/flags.ts'
import { keyValuePairs } from '../flags/key-value-pairs.ts'
import { deviceNames } from '../flags/known-names.ts'
import { MNIST_FLAGS } from '../flags/mnist-flags.ts'
import { outputFlags } from '../flags/run-flags.ts'

export const trainCommand: Command = defineCommand({
  usage: 'train',
  describe: 'Train a network on handwritten digits with the updates that devices make',
  positionals: {},
  flags: {
    device: textFlag(
      'device',
      {
        describe: 'A device as sneakpath list names it, or the path of a device file',
        otherwise: 'ec-mof-n',
      },
      deviceNames,
    ),
    set: listFlag('KEY=VALUE: a setting of the training (docs/learning.md), hidden=[100]; repeatable'),
    ...MNIST_FLAGS,
    wire: quantityFlag('wire', 'ohm', { describe: 'Resistance of each wire segment, ohm', otherwise: '0' }),
    seed: countFlag('seed', { describe: 'Seed of all random numbers', otherwise: '1' }),
    backend: backendFlag(),
    ...outputFlags('runs/mnist'),
  },
  run: async (flags, terminal) => {
    const { runMnist } = await import('../run-mnist.ts')
    return runMnist({ ...flags, wireOhms: flags.wire, set: keyValuePairs('set', flags.set) }, terminal)
  },
})
