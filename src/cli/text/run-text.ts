import { ownValue } from '../../../arrays/own-value.ts'
import { plainText } from '../../../arrays/plain-text.ts'
import { partLabel } from '../../../scenarios/run/frame-label.ts'
import type { ScenarioResult } from '../../../scenarios/run/run-scenario.ts'
import { terminalDepth, terminalMap } from '../../export/terminal-map.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import { formatClaimsTable } from '../../reproduce/format-claims-table.ts'
import type { RunReport } from '../../run/run-to-folder.ts'
import type { Terminal } from '../terminal.ts'
import { formatDefinitions, wrapText } from './format-definitions.ts'
import { sneakText } from './sneak-text.ts'

/** Letters of a title, which a file may give any length. */
const LONGEST_TITLE = 500

/** Limited drivers that are named; the manifest has all. */
const MOST_LIMITED = 8

/** Printed text at the end of a run. */
export function runText(report: RunReport, terminal: Terminal): string {
  const { result, folder, files, claims, ranges } = report
  const { bold } = terminal.colours
  const figures = Object.entries(result.figures).map(([term, { value, unit }]) => {
    const beside = ownValue(result.beside?.figures ?? {}, term)
    const crossbar =
      beside === undefined ? '' : `; as a passive crossbar ${figureText(beside.value, beside.unit)}`
    const range = ownValue(ranges, term)
    const spread =
      range === undefined
        ? ''
        : ` (${figureText(range.low, unit)} to ${figureText(range.high, unit)} over parameter sets of the fit)`
    return { term, text: figureText(value, unit) + spread + crossbar }
  })
  return [
    wrapText(`${result.file.name}: ${plainText(result.file.title, LONGEST_TITLE)}`, terminal.columns)
      .join('\n')
      .replace(result.file.name, bold),
    `${result.size.join(' x ')} cells of ${result.device}, ${result.file.network}${engineText(report)}`,
    ...section('Figures', formatDefinitions(figures, terminal.columns), bold),
    ...section('Drivers at their limit', limitedText(report, terminal), bold),
    ...section(...sneakSection(report, terminal), bold),
    ...section(
      'Published and simulated',
      claims.length === 0 ? '' : formatClaimsTable(claims, terminal.columns),
      bold,
    ),
    ...section('', mapText(report, terminal), bold),
    '',
    `Written to ${folder}: ${files.length} files, pictures in ${folder}/pictures`,
  ].join('\n')
}

/** The device that computed, where it was not plain float64. */
function engineText({ result: { engine } }: RunReport): string {
  return engine.backend === 'float64' ? '' : `, on ${engine.backend} (${engine.kernels}): ${engine.adapter}`
}

/** Drivers that their compliance held back, and in how many networks. */
function limitedText({ result: { cases } }: RunReport, terminal: Terminal): string {
  const rows = cases.flatMap(({ name, solver }) =>
    Object.entries(solver.limited ?? {}).map(([driver, networks]) => ({
      term: `${name === '' ? '' : `${name}, `}${driver}`,
      text: `in ${networks} of ${solver.solves} networks`,
    })),
  )
  return formatDefinitions(rows.slice(0, MOST_LIMITED), terminal.columns)
}

/** Sneak numbers of the crossbar that ran, or in the one beside the isolated cells: of several cases the last. */
function sneakSection({ result }: RunReport, { columns }: Terminal): [heading: string, body: string] {
  const { sneak, beside } = result
  const ran = sneak?.at(-1)
  if (ran !== undefined) {
    const others = sneak!.length > 1 ? `\nThe other cases stand in summary.json under "sneak".` : ''
    return ['Sneak paths and wires', sneakText(ran, 'one write', columns) + others]
  }
  if (beside === undefined) return ['', '']
  const write = beside.extent === 'line' ? 'one pulse on one word line' : 'one write'
  return ['The same array as a passive crossbar', sneakText(beside, write, columns)]
}

function section(heading: string, body: string, bold: (text: string) => string): string[] {
  if (body === '') return []
  return ['', ...(heading === '' ? [] : [bold(heading)]), body]
}

/** The first quantity in colour, where a person watches: the frame that shows most of it. */
function mapText({ record, result }: RunReport, terminal: Terminal): string {
  const [quantity] = record.quantities
  if (quantity === undefined || !terminal.interactive) return ''
  const series = { scenario: record.scenario, size: record.size, frames: record.frames, quantity }
  return terminalMap(series, tellingFrame(result, quantity), {
    columns: terminal.columns,
    colour: terminal.colours.isColorSupported,
    depth: terminalDepth(process.env),
  }).trimEnd()
}

/** The frame of the last case in which a quantity differs most from cell to cell. */
export function tellingFrame(
  { cases, frames }: Pick<ScenarioResult, 'cases' | 'frames'>,
  { planes }: { readonly planes: readonly Float64Array[] },
): number {
  const names = cases.map(({ name }) => name)
  const spreads = planes.map((plane, k) =>
    names.length > 1 && partLabel(frames[k].label, names).which !== names.length - 1 ? -1 : spread(plane),
  )
  return spreads.indexOf(Math.max(...spreads))
}

function spread(plane: Float64Array): number {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of plane) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return high >= low ? high - low : 0
}

function figureText(value: number, unit: string): string {
  if (Number.isNaN(value)) return 'not defined'
  return formatSi(value, unit === '1' ? '' : unit)
}
