import type { FittedParameter } from '../../../scenarios/fit/fit-device.ts'
import type { FitReport } from '../../fit/fit-to-file.ts'
import type { Terminal } from '../terminal.ts'
import { formatDefinitions } from './format-definitions.ts'

/** Models that are shown. */
const MOST_RANKED = 8

/** Experiments that are shown. */
const MOST_EXPERIMENTS = 3

const KINDS: readonly (readonly [FittedParameter['from'], string])[] = [
  ['data', 'Fitted, with standard error'],
  ['weak', 'Hardly determined by the data'],
  ['kept', 'Kept as they were'],
]

/** Printed text after a fit. */
export function fitText(report: FitReport, terminal: Terminal): string {
  const { fit, files, ranking } = report
  const { bold } = terminal.colours
  const tried =
    ranking === undefined
      ? []
      : [
          bold('Models by residual and number of parameters'),
          formatDefinitions(
            ranking.slice(0, MOST_RANKED).map(({ name, relativeResidual, moved }) => ({
              term: name,
              text: `${(100 * relativeResidual).toPrecision(2)} % of the largest response, ${moved} parameter${moved === 1 ? '' : 's'}`,
            })),
            terminal.columns,
          ),
          '',
        ]
  const written = `Written: ${files.join(', ')}`
  const size = `${(100 * fit.relativeResidual).toPrecision(3)} % of the largest`
  if ('steps' in fit) {
    const range = `${(100 * fit.rangeResidual).toPrecision(3)} % of the range`
    return [
      `${fit.points} points as ${fit.steps.length} steps; root mean square residual ${fit.residual.toPrecision(3)} A (${size}, ${range})`,
      written,
    ].join('\n')
  }
  const lines = KINDS.flatMap(([kind, heading]) => {
    const found = fit.parameters.filter(parameter => parameter.from === kind)
    if (found.length === 0) return []
    const definitions = found.map(parameter => ({ term: parameter.name, text: valueText(parameter) }))
    return [bold(heading), formatDefinitions(definitions, terminal.columns), '']
  })
  const start = Object.entries(fit.start).map(([name, value]) => ({ term: name, text: value.toPrecision(3) }))
  const began =
    start.length === 0
      ? []
      : [bold('The measurement began at'), formatDefinitions(start, terminal.columns), '']
  const next = fit.experiments.slice(0, MOST_EXPERIMENTS).map(({ experiment, determines }) => ({
    term: `${determines.length} more`,
    text: `${experiment}: ${determines.join(', ')}`,
  }))
  const missing = fit.parameters.filter(({ from }) => from === 'weak').length
  const proposed =
    missing === 0
      ? []
      : next.length === 0
        ? ['No experiment within these volts that was tried determines more of them', '']
        : [bold('What would determine more'), formatDefinitions(next, terminal.columns), '']
  const unit = 'channel' in fit.model || fit.model.storage === undefined ? ' A' : ''
  return [
    ...tried,
    ...lines,
    ...proposed,
    ...began,
    `${report.model}: ${fit.points} points, root mean square residual ${fit.residual.toPrecision(3)}${unit} (${size})`,
    `${fit.ensemble.length} parameter sets that meet the data as well are kept for the spread of predictions`,
    written,
  ].join('\n')
}

/** JSON for programs. */
export function fitDocument({ fit, model, understood, ranking, files, warnings }: FitReport): object {
  const { points, residual, relativeResidual } = fit
  const own =
    'steps' in fit
      ? { steps: fit.steps, rangeResidual: fit.rangeResidual }
      : {
          parameters: fit.parameters,
          experiments: fit.experiments,
          start: fit.start,
          members: fit.ensemble.length,
        }
  return { model, understood, ...own, points, residual, relativeResidual, ranking, files, warnings }
}

/** As many digits as the error leaves. */
function valueText({ value, error, unit }: FittedParameter): string {
  const suffix = unit === '1' ? '' : ` ${unit}`
  if (error === undefined) return `${Number(value.toPrecision(6))}${suffix}`
  const digits = Math.min(8, Math.max(2, 2 + Math.floor(Math.log10(Math.abs(value) / error))))
  return `${Number(value.toPrecision(digits))} +- ${Number(error.toPrecision(2))}${suffix}`
}
