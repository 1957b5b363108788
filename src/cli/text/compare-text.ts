import type { DeviceComparison } from '../../../scenarios/compare/compare-device.ts'
import { LONGEST_RETENTION } from '../../../scenarios/compare/retention-time.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'

const COLUMNS = [
  'device',
  'on',
  'on/off',
  'disturbance',
  'a write',
  'retention',
  'read margin',
  'written',
  'does it work',
]

/** Comparisons as a table of Markdown, which is also readable as it stands. */
export function compareText(found: readonly DeviceComparison[]): string {
  const percent = (share: number): string =>
    Number.isFinite(share) ? `${Number((100 * share).toPrecision(3))} %` : '-'
  const rows = found.map(each => [
    each.device,
    formatSi(each.on, 'S'),
    String(Number((each.on / each.off).toPrecision(3))),
    percent(each.disturbance),
    formatSi(each.writeJoules, 'J'),
    each.retentionSeconds > LONGEST_RETENTION ? 'over 1e8 s' : formatSi(each.retentionSeconds, 's'),
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
