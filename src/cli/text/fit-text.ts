import type { FittedParameter } from '../../../scenarios/fit/fit-device.ts'
import type { FitReport } from '../../fit/fit-to-file.ts'
import type { Terminal } from '../terminal.ts'
import { formatDefinitions } from './format-definitions.ts'

const KINDS: readonly (readonly [FittedParameter['from'], string])[] = [
  ['data', 'Fitted, with standard error'],
  ['weak', 'Hardly determined by the data'],
  ['kept', 'Kept as they were'],
]

/** What a person reads after a fit. */
export function fitText({ fit, files }: FitReport, terminal: Terminal): string {
  const { bold } = terminal.colours
  const lines = KINDS.flatMap(([kind, heading]) => {
    const found = fit.parameters.filter(parameter => parameter.from === kind)
    if (found.length === 0) return []
    const definitions = found.map(parameter => ({ term: parameter.name, text: valueText(parameter) }))
    return [bold(heading), formatDefinitions(definitions, terminal.columns), '']
  })
  const unit = 'channel' in fit.model || fit.model.storage === undefined ? 'A' : ''
  return [
    ...lines,
    `${fit.points} points, root mean square residual ${fit.residual.toPrecision(3)} ${unit} (${(100 * fit.relativeResidual).toPrecision(3)} % of the size of the response)`.replace(
      '  ',
      ' ',
    ),
    `${fit.ensemble.length} parameter sets that meet the data as well are kept for the spread of predictions`,
    `Written: ${files.join(', ')}`,
  ].join('\n')
}

/** As many digits as the error leaves. */
function valueText({ value, error, unit }: FittedParameter): string {
  const suffix = unit === '1' ? '' : ` ${unit}`
  if (error === undefined) return `${Number(value.toPrecision(6))}${suffix}`
  const digits = Math.min(8, Math.max(2, 2 + Math.floor(Math.log10(Math.abs(value) / error))))
  return `${Number(value.toPrecision(digits))} +- ${Number(error.toPrecision(2))}${suffix}`
}
