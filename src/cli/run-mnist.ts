import type { BackendName } from '../../arrays/engine/backends.ts'
import { openMatrixEngine } from '../host/open-engine.ts'
import { runTraining, type TrainingRun } from '../learning/run-training.ts'
import { resolveTraining, type TrainingRequest } from '../learning/training-request.ts'
import { summaryOf } from '../learning/write-training-folder.ts'
import { formatSi } from '../plots/drawing/si-format.ts'
import { EXIT } from './exit-code.ts'
import { MNIST } from './flags/mnist-flags.ts'
import { createProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { formatDefinitions } from './text/format-definitions.ts'

/** The flags of `run` as they were given. */
export interface MnistFlags
  extends Pick<TrainingRequest, 'device' | 'images' | 'labels' | 'epochs' | 'seed' | 'wireOhms' | 'set'> {
  readonly 'test-images': string | undefined
  readonly 'test-labels': string | undefined
  readonly 'train-only': boolean
  readonly backend: BackendName | undefined
  readonly out: string | undefined
  readonly force: boolean
  readonly json: boolean
  readonly quiet: boolean
}

/** Trains a network on digits and says how it went. */
export async function runMnist(flags: MnistFlags, terminal: Terminal): Promise<number> {
  const { json, quiet, out, force } = flags
  const trainOnly = flags['train-only']
  const { data, settings } = await resolveTraining(
    {
      ...flags,
      testImages: flags['test-images'],
      testLabels: flags['test-labels'],
    },
    terminal.signal,
  )
  const engine = await openMatrixEngine(flags.backend ?? 'float64')
  const progress = createProgress(MNIST, terminal, quiet || json)
  const run = await runTraining(
    data,
    settings,
    { out, force, compare: !trainOnly },
    {
      progress: progress.update,
      signal: terminal.signal,
      engine,
      resumed: (epoch, checkpoint) => terminal.note(`going on after epoch ${epoch} from ${checkpoint}`),
    },
  ).finally(() => {
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

function trainingText({ report, folder }: TrainingRun, terminal: Terminal): string {
  const { bold } = terminal.colours
  const { training, ablation, transfer, engine } = report
  const last = training.records.at(-1)!
  const best = Math.max(...training.records.map(record => record.accuracy))
  const { device } = training.network
  const joules = (value: number): string => formatSi(value, 'J')
  const figures = [
    { term: 'data', text: `${report.data.train.source}; test: ${report.data.test.source}` },
    { term: 'accuracy', text: `${percent(last.accuracy)} after ${last.epoch} epochs, best ${percent(best)}` },
    { term: 'loss', text: last.testLoss.toPrecision(3) },
    {
      term: 'energy',
      text: `${joules(last.writeJoules + last.readJoules)} a training sample (pulses ${joules(last.writeJoules)}), ${joules(last.inferenceJoules)} an inference`,
    },
    {
      term: 'device',
      text: `${device.protocol}; fitted within ${(100 * device.misfit).toFixed(1)} % of the range`,
    },
    ...(engine.backend === 'float64'
      ? []
      : [{ term: 'matrices', text: `${engine.backend} on ${engine.adapter}: ${engine.kernels}` }]),
    ...(last.remade === 0
      ? []
      : [
          {
            term: 'crossbars',
            text: `effective matrices made ${last.remade} times; largest error found in a check ${(100 * last.largestError).toPrecision(2)} %`,
          },
        ]),
  ]
  const rows = (ablation ?? []).map(({ name, without, accuracy, points }) => ({
    term: name,
    text: `${points >= 0 ? '+' : ''}${points.toFixed(1)} points: ${percent(accuracy)} with ${without}`,
  }))
  return [
    bold(report.heading),
    formatDefinitions(figures, terminal.columns),
    ...(rows.length === 0 ? [] : ['', bold('What each costs'), formatDefinitions(rows, terminal.columns)]),
    ...(transfer === undefined
      ? []
      : [
          '',
          bold('Trained off-line and written by write-verify'),
          `${percent(transfer.accuracy)} (${percent(transfer.floatAccuracy)} before), ${transfer.pulses} pulses, ${transfer.reads} reads, ${joules(transfer.joules)}; ${percent(transfer.missed)} of the cells missed their target`,
        ]),
    '',
    `Written to ${folder}: tables, weight maps, cells; pictures in ${folder}/pictures`,
  ].join('\n')
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
