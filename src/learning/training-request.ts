import { ConfigError, OptionError } from '../../arrays/errors.ts'
import { generatedDigits } from '../../scenarios/learning/dataset.ts'
import { hardwareNetwork } from '../../scenarios/learning/device-networks.ts'
import {
  type NetworkSettings,
  resolveSettings,
  writeAccess,
} from '../../scenarios/learning/network-settings.ts'
import type { TrainingData } from '../../scenarios/learning/train-network.ts'
import { trainingDevice } from '../../scenarios/learning/training-devices.ts'
import { NODE_FILES } from '../host/node-files.ts'
import { readDataset } from './read-dataset.ts'

/** Settings of a training; all have defaults. */
export interface TrainingRequest {
  /** @defaultValue ec-mof-n */
  readonly device?: string | undefined
  /** IDX files, all four or none; without them digits are generated. */
  readonly images?: string | undefined
  readonly labels?: string | undefined
  readonly testImages?: string | undefined
  readonly testLabels?: string | undefined
  readonly epochs?: number | undefined
  readonly seed?: number | undefined
  readonly wireOhms?: number | undefined
  /** Any network setting by its name, as text. */
  readonly set?: Readonly<Record<string, string>> | undefined
}

const CLASSES = 10
/** Digits that are generated where no files are given: enough for a first look in seconds. */
const GENERATED = { train: 3000, test: 1000 } as const
/** Settings that take a word or a number. */
const EITHER: ReadonlySet<string> = new Set(['start', 'nonlinearity', 'updateSeconds', 'access'])
/** Mini-batches for so few patterns. */
const FEW = { patterns: 10_000, batch: 20 } as const

/**
 * Reads the data and resolves the settings of a training.
 * @param signal ends the reading
 * @throws ConfigError for files, names or values that cannot be; the signal's reason
 */
export async function resolveTraining(
  request: TrainingRequest,
  signal?: AbortSignal,
): Promise<{ readonly data: TrainingData; readonly settings: NetworkSettings }> {
  const { device = 'ec-mof-n', epochs, seed, wireOhms, set = {} } = request
  trainingDevice(device, { place: { file: '--device' }, files: NODE_FILES })
  const base: NetworkSettings = {
    ...hardwareNetwork(device),
    ...(epochs === undefined ? {} : { epochs }),
    ...(seed === undefined ? {} : { seed }),
    ...(wireOhms === undefined ? {} : { wireOhms }),
  }
  const data = await readData(request, base.seed, signal)
  const sized = data.train.count < FEW.patterns ? { ...base, batch: FEW.batch } : base
  return { data, settings: withSet(sized, set) }
}

async function readData(
  { images, labels, testImages, testLabels }: TrainingRequest,
  seed: number,
  signal: AbortSignal | undefined,
): Promise<TrainingData> {
  const files = [images, labels, testImages, testLabels]
  if (files.every(file => file === undefined)) {
    return {
      train: generatedDigits(GENERATED.train, seed, 'train'),
      test: generatedDigits(GENERATED.test, seed, 'test'),
      classes: CLASSES,
    }
  }
  const names = ['--images', '--labels', '--test-images', '--test-labels']
  const missing = files.indexOf(undefined)
  if (missing >= 0)
    throw new ConfigError(
      { file: names[missing] },
      'nothing',
      `an IDX file, as ${names.join(', ')} go together`,
    )
  const train = await readDataset(images!, labels!, { classes: CLASSES, signal })
  const test = await readDataset(testImages!, testLabels!, { classes: CLASSES, signal })
  if (train.size.join() !== test.size.join()) {
    throw new ConfigError(
      { file: testImages! },
      `images of ${test.size.join(' x ')} pixels`,
      `${train.size.join(' x ')}, as in ${images}`,
    )
  }
  return { train, test, classes: CLASSES }
}

/** Numbers, true and false, and lists are JSON; anything else is a word. */
function withSet(base: NetworkSettings, set: Readonly<Record<string, string>>): NetworkSettings {
  const changed: Record<string, unknown> = { ...base }
  for (const [name, text] of Object.entries(set)) {
    if (!Object.hasOwn(base, name))
      throw new ConfigError({ file: '--set' }, JSON.stringify(name), `one of ${Object.keys(base).join(', ')}`)
    const value = parse(text)
    const present = base[name as keyof NetworkSettings]
    const kind = Array.isArray(present) ? 'a list such as [100]' : `a ${typeof present}`
    const fits = Array.isArray(present)
      ? Array.isArray(value) && value.every(one => typeof one === 'number')
      : typeof value === typeof present || EITHER.has(name)
    if (!fits) throw new ConfigError({ file: '--set', path: name }, JSON.stringify(text), kind)
    changed[name] = value
  }
  // Ranges follow the number of layers where they are not given.
  const { hidden, ranges } = changed as unknown as NetworkSettings
  if (!Object.hasOwn(set, 'ranges') && ranges.length !== hidden.length + 1)
    changed.ranges = Array.from(
      { length: hidden.length + 1 },
      (_, l) => ranges[Math.min(l, ranges.length - 1)],
    )
  try {
    const settings = resolveSettings(changed as Partial<NetworkSettings>)
    trainingDevice(settings.device, {
      place: { file: '--set', path: 'device' },
      access: writeAccess(settings),
      files: NODE_FILES,
    })
    return settings
  } catch (error) {
    if (!(error instanceof OptionError) || error.option === undefined) throw error
    throw new ConfigError({ file: '--set', path: error.option }, error.found, error.expected)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
