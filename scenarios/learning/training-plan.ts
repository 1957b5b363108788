import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts'
import { floatNetwork } from './float-network.ts'
import { type NetworkSettings, resolveSettings } from './network-settings.ts'
import { removalsOf } from './removals.ts'
import { type Training, type TrainingData, type TrainingHooks, trainNetwork } from './train-network.ts'

/** One training of a comparison. */
export interface TrainingJob {
  /** The device; an ideal synapse of the same settings; a float network; or the device without something. */
  readonly role: 'device' | 'ideal' | 'float' | 'without'
  /** Non-ideality that is left out, of the last kind. */
  readonly name: string
  readonly settings: NetworkSettings
}

/** Result of one. */
export interface TrainedJob {
  /** Of the test after the last epoch. */
  readonly accuracy: number
  /** All of it, as encodeCheckpoint gives it; absent for a float network. */
  readonly training?: Uint8Array
  /** Of a float network. */
  readonly weights?: readonly Float64Array[]
}

export interface TrainingPlanOptions {
  /** Seeds one above the other, from that of the settings. @defaultValue 3 */
  readonly seeds?: number
  /** Beside an ideal synapse and a float network. @defaultValue true */
  readonly compare?: boolean
  /** Without each non-ideality in turn. @defaultValue false */
  readonly costs?: boolean
}

/** Seeds of a comparison. */
export const SEEDS = 3

/** The trainings of a comparison, the device's first. */
export function planTraining(
  given: Partial<NetworkSettings>,
  { seeds = SEEDS, compare = true, costs = false }: TrainingPlanOptions = {},
): TrainingJob[] {
  const settings = resolveSettings(given)
  const bySeed = (job: TrainingJob): TrainingJob[] =>
    Array.from({ length: seeds }, (_, k) => ({
      ...job,
      settings: { ...job.settings, seed: settings.seed + k },
    }))
  return [
    ...bySeed({ role: 'device', name: settings.device, settings }),
    ...(compare
      ? [
          ...bySeed({
            role: 'ideal',
            name: 'ideal',
            settings: { ...settings, device: 'ideal', access: 'none' },
          }),
          ...bySeed({ role: 'float', name: 'float', settings }),
        ]
      : []),
    ...(costs
      ? removalsOf(settings).flatMap(one =>
          bySeed({ role: 'without', name: one.name, settings: one.settings }),
        )
      : []),
  ]
}

/** How a job goes on after an interruption. */
export interface KeptTraining {
  /** The checkpoint of the last epoch, and the file that it stands in, for errors. */
  readonly found?: { readonly bytes: Uint8Array; readonly file: string } | undefined
  readonly keep?: (bytes: Uint8Array) => Promise<void>
  readonly computed?: string
}

/**
 * Does one training of a plan.
 * @throws ConfigError for a checkpoint of another training; the signal's reason
 */
export async function runTrainingJob(
  data: TrainingData,
  { role, settings }: TrainingJob,
  hooks: Omit<TrainingHooks, 'resume' | 'epochDone'> = {},
  { found, keep, computed }: KeptTraining = {},
): Promise<TrainedJob> {
  if (role === 'float') {
    hooks.signal?.throwIfAborted()
    const { accuracies, weights } = floatNetwork(data, settings)
    hooks.progress?.(1, 1)
    return { accuracy: accuracies.at(-1)!, weights }
  }
  const resume =
    found === undefined ? undefined : decodeCheckpoint(found.bytes, found.file, data, settings, computed)
  const training = await trainNetwork(data, settings, {
    ...hooks,
    ...(resume === undefined ? {} : { resume }),
    epochDone: state => keep?.(encodeCheckpoint(state, data, computed)),
  })
  return { accuracy: training.records.at(-1)!.accuracy, training: encodeCheckpoint(training, data, computed) }
}

/** A training that was done elsewhere. */
export function trainingOf(
  { training }: TrainedJob,
  { settings }: TrainingJob,
  data: TrainingData,
  computed?: string,
): Training {
  return decodeCheckpoint(training!, 'training', data, settings, computed)
}
