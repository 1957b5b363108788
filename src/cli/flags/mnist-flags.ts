import { ConfigError } from '../../../arrays/errors.ts'
import { countFlag, type Flag, switchFlag, textFlag } from './flags.ts'

/** Name of the training among the scenarios, and what `list` says of it. */
export const MNIST = 'mnist'
export const MNIST_TITLE = 'Handwritten digits learnt by arrays with everything that goes wrong in hardware'

const file = (what: string): { describe: string; otherwise: string } => ({
  describe: `IDX file of ${what}, plain or gzip`,
  otherwise: 'digits drawn by Sneakpath',
})

/** Flags that belong to the training alone. */
export const MNIST_FLAGS: {
  readonly images: Flag<string | undefined>
  readonly labels: Flag<string | undefined>
  readonly 'test-images': Flag<string | undefined>
  readonly 'test-labels': Flag<string | undefined>
  readonly epochs: Flag<number | undefined>
  readonly seeds: Flag<number | undefined>
  readonly costs: Flag<boolean>
  readonly tune: Flag<boolean>
  readonly 'train-only': Flag<boolean>
} = {
  images: textFlag('images', file('training images')),
  labels: textFlag('labels', file('training labels')),
  'test-images': textFlag('test-images', file('test images')),
  'test-labels': textFlag('test-labels', file('test labels')),
  epochs: countFlag('epochs', { describe: 'Epochs of training', otherwise: '10' }),
  seeds: countFlag('seeds', {
    describe: 'Seeds of device, ideal synapse and float network, from --seed on',
    otherwise: '3',
  }),
  costs: switchFlag('Train again without each non-ideality, and say what it costs'),
  tune: switchFlag(
    'Choose rate and ranges on a tenth of the training images; the test images are not looked at',
  ),
  'train-only': switchFlag('One training, with nothing beside it'),
}

/** Refuses flags of the training with anything else, which would ignore them. */
export function refuseMnistFlags(given: Readonly<Record<string, unknown>>, scenario: string): void {
  refuse(Object.keys(MNIST_FLAGS), given, `it with ${scenario}`, `${MNIST}, which alone takes it`)
}

/** Refuses flags that say nothing to the training. */
export function refuseOtherFlags(given: Readonly<Record<string, unknown>>): void {
  const others = ['image', 'cell', 'size', 'network', 'access', 'bias', 'write']
  refuse(others, given, `it with ${MNIST}`, 'a scenario, or no such flag')
}

function refuse(
  names: readonly string[],
  given: Readonly<Record<string, unknown>>,
  found: string,
  expected: string,
): void {
  for (const name of names) {
    if (given[name] !== undefined && given[name] !== false)
      throw new ConfigError({ file: `--${name}` }, found, expected)
  }
}
