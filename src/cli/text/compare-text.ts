import type { ArrayKind, DeviceComparison } from '../../../scenarios/compare/comparison.ts'
import { LONGEST_RETENTION } from '../../../scenarios/compare/retention-time.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'

const COLUMNS = [
  'device',
  'array',
  'on',
  'on/off',
  'disturbance',
  'a write',
  'retention',
  'read margin',
  'written',
  'does it work',
]

const ARRAYS: Readonly<Record<ArrayKind, string>> = { passive: 'passive', gated: 'gated', selector: '1S1R' }

/** Comparisons as a table of Markdown, which is also readable as it stands. */
export function compareText(found: readonly DeviceComparison[]): string {
  const known = (value: number, text: (value: number) => string): string =>
    Number.isNaN(value) ? '-' : text(value)
  const digits = (value: number): string =>
    value === Number.POSITIVE_INFINITY
      ? 'no current when off'
      : Math.abs(value) >= 1e6
        ? value.toExponential(1)
        : String(Number(value.toPrecision(3)))
  const percent = (share: number): string => known(share, value => `${digits(100 * value)} %`)
  const rows = found.map(each => [
    each.device,
    ARRAYS[each.kind],
    formatSi(each.on, 'S'),
    digits(each.on / each.off),
    percent(each.disturbance),
    known(each.writeJoules, joules => formatSi(joules, 'J')),
    known(each.retentionSeconds, seconds =>
      seconds > LONGEST_RETENTION ? 'over 1e8 s' : formatSi(seconds, 's'),
    ),
    percent(each.readMargin),
    percent(each.written),
    each.obstacles.length === 0 ? 'yes' : `no: ${each.obstacles.join(', ')}`,
  ])
  const widths = COLUMNS.map((name, c) => Math.max(name.length, ...rows.map(row => row[c].length)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, c) => cell.padEnd(widths[c])).join(' | ')} |`
  return [line(COLUMNS), `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join(
    '\n',
  )
}
