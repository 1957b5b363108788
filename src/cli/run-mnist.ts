import type { BackendName } from '../../arrays/engine/backends.ts'
import { HOST_MATRIX_ENGINE } from '../../arrays/engine/open-matrix-engine.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { NetworkSettings } from '../../scenarios/learning/network-settings.ts'
import type { TrainingData } from '../../scenarios/learning/train-network.ts'
import { SEEDS, type TrainedJob } from '../../scenarios/learning/training-plan.ts'
import { tuneTraining } from '../../scenarios/learning/tune-training.ts'
import { openMatrixEngine } from '../host/open-engine.ts'
import { runTraining, type TrainingRun } from '../learning/run-training.ts'
import { resolveTraining, type TrainingRequest } from '../learning/training-request.ts'
import type { TrainingWork } from '../learning/training-work.ts'
import { summaryOf } from '../learning/write-training-folder.ts'
import { EXIT } from './exit-code.ts'
import { MNIST } from './flags/mnist-flags.ts'
import { createProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { formatDefinitions } from './text/format-definitions.ts'
import { percent, trainingText } from './text/training-text.ts'
import { updateCurveText } from './text/update-curve-text.ts'
import { trainInWorkers } from './workers/train-in-workers.ts'

/** The flags of `run` as they were given. */
export interface MnistFlags
  extends Pick<TrainingRequest, 'device' | 'images' | 'labels' | 'epochs' | 'seed' | 'wireOhms' | 'set'> {
  readonly 'test-images': string | undefined
  readonly 'test-labels': string | undefined
  readonly seeds: number | undefined
  readonly costs: boolean
  readonly tune: boolean
  readonly 'train-only': boolean
  readonly backend: BackendName | undefined
  readonly out: string | undefined
  readonly force: boolean
  readonly json: boolean
  readonly quiet: boolean
}

/** Trains a network on digits and says how it went. */
export async function runMnist(flags: MnistFlags, terminal: Terminal): Promise<number> {
  const { json, quiet, out, force, costs } = flags
  const only = flags['train-only']
  refuseTogether(flags)
  const seeds = flags.seeds ?? (only ? 1 : SEEDS)
  if (seeds < 1) throw new ConfigError({ file: '--seeds' }, String(seeds), 'a whole number from 1')
  const request = { ...flags, testImages: flags['test-images'], testLabels: flags['test-labels'] }
  const resolved = await resolveTraining(request, terminal.signal)
  const { data } = resolved
  const engine = await openMatrixEngine(flags.backend ?? 'float64')
  const silent = quiet || json
  const progress = createProgress(MNIST, terminal, silent)
  const elsewhere =
    engine.products === HOST_MATRIX_ENGINE.products
      ? {
          train: (work: TrainingWork, found: (number: number, result: TrainedJob) => void) =>
            trainInWorkers(work, found, terminal.signal, progress.update),
        }
      : {}
  const hooks = { progress: progress.update, signal: terminal.signal, engine }
  let shown = silent
  const showCurve = (): void => {
    if (!shown) terminal.print(`${updateCurveText(resolved.settings, terminal)}\n`)
    shown = true
  }
  const work = async (): Promise<{ settings: NetworkSettings; run: TrainingRun }> => {
    if (flags.tune) showCurve()
    const settings = flags.tune ? await tuned(data, resolved.settings, terminal, silent) : resolved.settings
    const run = await runTraining(
      data,
      settings,
      { out, force, seeds, compare: !only, costs },
      {
        ...hooks,
        begun: showCurve,
        // A single training stays on this thread, where Ctrl-C is served between its updates.
        ...(seeds > 1 || !only ? elsewhere : {}),
        resumed: (epoch, checkpoint) => terminal.note(`going on after epoch ${epoch} from ${checkpoint}`),
      },
    )
    return { settings, run }
  }
  const { settings, run } = await work().finally(() => {
    progress.stop()
    return engine.close()
  })
  if (json) {
    const { report, folder } = run
    const sources = { train: data.train.source, test: data.test.source }
    terminal.print(
      JSON.stringify({ scenario: MNIST, out: folder, data: sources, settings, ...summaryOf(report) }),
    )
  } else if (!quiet) terminal.print(trainingText(run, terminal))
  return EXIT.done
}

/** One training has nothing to compare. */
function refuseTogether(flags: MnistFlags): void {
  if (!flags['train-only'] || !flags.costs) return
  throw new ConfigError({ file: '--costs' }, 'it with --train-only', 'one of them')
}

async function tuned(
  data: TrainingData,
  settings: NetworkSettings,
  terminal: Terminal,
  silent: boolean,
): Promise<NetworkSettings> {
  const { backend: computed } = HOST_MATRIX_ENGINE.report()
  const { settings: chosen, tried } = await tuneTraining(data, settings, {
    signal: terminal.signal,
    accuraciesOf: async (split, all) => {
      const jobs = all.map(one => ({ role: 'device' as const, name: one.device, settings: one }))
      const progress = createProgress('tune', terminal, silent)
      const accuracies: number[] = []
      const found = (number: number, { accuracy }: TrainedJob): void => {
        accuracies[number] = accuracy
      }
      await trainInWorkers({ data: split, jobs, computed }, found, terminal.signal, progress.update).finally(
        progress.stop,
      )
      return accuracies
    },
  })
  if (!silent) {
    const best = Math.max(...tried.map(one => one.accuracy))
    const lines = tried.map(({ rate, threshold, ranges, accuracy }) => ({
      term: `${settings.update === 'sign' ? `threshold ${threshold}` : `rate ${rate}`}, ranges ${ranges.join(' and ')}`,
      text: `${percent(accuracy)}${accuracy === best ? ' (chosen)' : ''}`,
    }))
    terminal.print(
      `${terminal.colours.bold('Tried on a tenth of the training images')}\n${formatDefinitions(lines, terminal.columns)}\n`,
    )
  }
  return chosen
}
