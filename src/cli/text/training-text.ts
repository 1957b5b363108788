import type { SeedAccuracy, TrainingCost } from '../../../scenarios/learning/compare-trainings.ts'
import type { TrainingRun } from '../../learning/run-training.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import type { Terminal } from '../terminal.ts'
import { type Definition, formatDefinitions } from './format-definitions.ts'

/** Printed text after a training. */
export function trainingText({ report, folder }: TrainingRun, terminal: Terminal): string {
  const { bold } = terminal.colours
  const { training, comparison, costs, transfer, engine } = report
  const { device, ideal, float, note } = comparison
  const last = training.records.at(-1)!
  const joules = (value: number): string => formatSi(value, 'J')
  const figures: Definition[] = [
    { term: 'data', text: `${report.data.train.source}; test: ${report.data.test.source}` },
    {
      term: 'accuracy',
      text: `${seedText(device)} after ${last.epoch} ${last.epoch === 1 ? 'epoch' : 'epochs'}`,
    },
    ...(ideal === undefined ? [] : [{ term: 'ideal synapse', text: `${seedText(ideal)}, same settings` }]),
    ...(float === undefined ? [] : [{ term: 'float network', text: seedText(float) }]),
    ...(note === undefined ? [] : [{ term: 'note', text: note }]),
    { term: 'loss', text: last.testLoss.toPrecision(3) },
    ...(last.seconds === 0
      ? []
      : [
          {
            term: 'time',
            text: `updates of an epoch take ${formatSi(last.seconds, 's')}; cells relax meanwhile`,
          },
        ]),
    {
      term: 'energy',
      text: `${joules(last.writeJoules + last.readJoules)} a training sample (pulses ${joules(last.writeJoules)}), ${joules(last.inferenceJoules)} an inference`,
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
  return [
    bold(report.heading),
    formatDefinitions(figures, terminal.columns),
    ...(costs === undefined
      ? []
      : ['', bold('What each costs'), formatDefinitions(costs.map(costLine), terminal.columns)]),
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

function seedText({ mean, spread, accuracies }: SeedAccuracy): string {
  if (spread === undefined) return percent(mean)
  return `${percent(mean)} +- ${percent(spread)} over ${accuracies.length} seeds`
}

function costLine({ name, without, accuracy, points, error, withinChance }: TrainingCost): Definition {
  const bar = error === undefined ? '' : ` +- ${error.toFixed(2)}`
  const chance = withinChance === true ? '; within chance' : ''
  const sign = points >= 0 ? '+' : ''
  return {
    term: name,
    text: `${sign}${points.toFixed(2)}${bar} points: ${percent(accuracy)} with ${without}${chance}`,
  }
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
