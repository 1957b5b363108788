import { join } from 'node:path'
import { plainText } from '../../../arrays/plain-text.ts'
import { terminalDepth, terminalRows } from '../../export/terminal-map.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import type { ClaimRow } from '../../reproduce/claim-row.ts'
import { summarizeClaims } from '../../reproduce/claims-summary.ts'
import type { RunReport } from '../../run/run-to-folder.ts'
import type { Terminal } from '../terminal.ts'
import { wrapText } from './format-definitions.ts'
import { tellingFrame } from './run-text.ts'
import { FIRST_COMMANDS } from './short-help.ts'
import { percent } from './sneak-text.ts'

/** Description of a scenario of the tour, in two sentences, and the figure that says most of it. */
interface TourStop {
  readonly shows: string
  readonly figure: string
  readonly meaning: string
}

/** By name of the scenario. */
const STOPS: Readonly<Record<string, TourStop>> = {
  'hi-filter': {
    shows:
      'Pulses of 10\u00a0V write the word "Hi" into an array with noise in it. Pulses of 6\u00a0V, below the threshold, filter the noise out.',
    figure: 'noise-left-by-filter',
    meaning: 'noise after those pulses, over noise after none',
  },
  'learn-erase-relearn': {
    shows:
      'A picture of three levels is learnt at +10\u00a0V and erased at -10\u00a0V. Fewer pulses then bring it back.',
    figure: 'left-after-erase',
    meaning: 'conductance left after the erase',
  },
  'mof-refresh': {
    shows:
      'The letters M, O and F are written in turn. Each can be read after its write and fades before the next.',
    figure: 'o-pixels-right',
    meaning: 'the O read right',
  },
}

/** Characters between a map and the text beside it. */
const GAP = 2
/** Widest map in characters; half as wide in a narrow terminal. */
const MAP_COLUMNS = 16
const NARROW = 72
/** Lines wider than this are hard to read. */
const WIDEST = 100

/** A scenario of the tour: its pixel map with what it shows beside it. */
export function stopText(report: RunReport, terminal: Terminal): string {
  const { result, folder } = report
  const { name } = result.file
  const stop = STOPS[name]
  const map = tellingMap(report, terminal)
  const width = Math.min(terminal.columns, WIDEST) - (map.columns === 0 ? 0 : map.columns + GAP)
  const text = [
    ...(stop === undefined ? [plainText(result.file.title)] : [stop.shows]),
    ...figureLines(report, stop),
    `Map: ${map.title}`,
    join(folder, 'pictures', `${report.record.quantities[0].name}.png`),
  ]
    .flatMap(line => wrapText(line, width))
    .flatMap(line => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''])
  const lines = Array.from({ length: Math.max(text.length, map.rows.length) }, (_, k) => {
    const left = map.columns === 0 ? '' : `${map.rows[k] ?? ' '.repeat(map.columns)}${' '.repeat(GAP)}`
    return `${left}${text[k] ?? ''}`.trimEnd()
  })
  const heading = `${terminal.colours.bold(name)}  ${result.size.join(' x ')} ${result.device}`
  return [heading, ...lines].join('\n')
}

function figureLines({ result }: RunReport, stop: TourStop | undefined): string[] {
  const { figures, beside } = result
  const lines: string[] = []
  const alone = stop && figures[stop.figure]
  if (stop !== undefined && alone !== undefined) {
    const crossbar = beside?.figures[stop.figure]
    const also = crossbar === undefined ? '' : `; passive crossbar ${amount(crossbar)}`
    lines.push(`${stop.meaning}: cells alone ${amount(alone)}${also}`)
  }
  if (beside !== undefined) {
    const { read, sneakShare } = beside
    lines.push(
      `sneak share of that crossbar: median ${percent(sneakShare.median)} (read ${read.by === 'row' ? 'by word line' : 'cell by cell'}, bias ${read.bias})`,
    )
  }
  return lines
}

function amount({ value, unit }: { readonly value: number; readonly unit: string }): string {
  return Number.isNaN(value) ? 'not defined' : formatSi(value, unit === '1' ? '' : unit)
}

interface TellingMap {
  readonly rows: readonly string[]
  /** 0 where the terminal shows no colours. */
  readonly columns: number
  readonly title: string
}

/** The map that `run` shows, without its legend. */
function tellingMap({ record, result }: RunReport, { columns, colours }: Terminal): TellingMap {
  const [quantity] = record.quantities
  const frame = tellingFrame(result, quantity)
  const finite = [...quantity.planes[frame]].filter(Number.isFinite)
  const [low, high] = [Math.min(...finite), Math.max(...finite)].map(value => formatSi(value, quantity.unit))
  const title = `${quantity.name}, ${plainText(record.frames[frame].label)}, ${low} to ${high}`
  if (!colours.isColorSupported) return { rows: [], columns: 0, title }
  const room = columns < NARROW ? MAP_COLUMNS / 2 : MAP_COLUMNS
  const series = { scenario: record.scenario, size: record.size, frames: record.frames, quantity }
  const rows = terminalRows(series, frame, { room, depth: terminalDepth(process.env) })
  return { rows: rows.lines, columns: rows.columns, title }
}

/** The end of the tour: how the simulation compares with print, and where to go on. */
export function tourEnd(rows: readonly ClaimRow[], { columns, colours }: Terminal): string {
  const { met, of } = summarizeClaims(rows).headline
  const width = Math.min(columns, WIDEST)
  return [
    ...wrapText(`${met} of ${of} predicted or fitted claims met: sneakpath reproduce`, width),
    '',
    colours.bold('Next'),
    ...FIRST_COMMANDS.map(({ term }) => `  ${term}`).flatMap(line =>
      line.length <= width ? [line] : wrapText(line, width),
    ),
  ].join('\n')
}
