import { mean } from 'simple-statistics'
import { inferSummary, spreadOf } from '../../infer/infer-summary.ts'
import type { InferReport } from '../../infer/run-infer.ts'
import { percent } from '../../plots/drawing/si-format.ts'
import type { Terminal } from '../terminal.ts'
import { type Definition, formatDefinitions } from './format-definitions.ts'

/** Printed text after an inference. */
export function inferText(report: InferReport, terminal: Terminal): string {
  const { request, accuracies, idealAccuracy, items, error, agreement, layers, costs, seconds } = report
  const { bold } = terminal.colours
  const spread = spreadOf(accuracies)
  const lines: Definition[] = [
    ...(accuracies.length === 0
      ? []
      : [
          {
            term: 'accuracy',
            text: `${percent(mean([...accuracies]))}${spread === null ? '' : ` +- ${percent(spread)} over ${accuracies.length} seeds`}; in float64 ${percent(idealAccuracy!)}`,
          },
        ]),
    { term: 'decisions', text: `${percent(agreement)} of ${items} items as in float64` },
    { term: 'outputs', text: `relative error ${percent(error.relative)}` },
    ...layers.map(({ name, size, tiles, cells, error: own }) => ({
      term: name,
      text: `${size.join(' x ')} in ${tiles} crossbar${tiles === 1 ? '' : 's'}, ${cells} cells; relative error ${percent(own.relative)}`,
    })),
    { term: 'time', text: `${seconds.toPrecision(3)} s` },
  ]
  const rows = costs.map(({ name, accuracy, points, error: bar, withinChance }) => ({
    term: name,
    text: `${points >= 0 ? '+' : ''}${points.toFixed(2)}${bar === undefined ? '' : ` +- ${bar.toFixed(2)}`} points without it: ${percent(accuracy)}${withinChance === true ? '; within chance' : ''}`,
  }))
  return [
    bold(`${request.inputs} through ${request.network}`),
    formatDefinitions(lines, terminal.columns),
    ...(rows.length === 0 ? [] : ['', bold('What each costs'), formatDefinitions(rows, terminal.columns)]),
  ].join('\n')
}

/** The same as one JSON document. */
export function inferJson(report: InferReport): string {
  return JSON.stringify({ ...inferSummary(report), report: { seconds: report.seconds } })
}
