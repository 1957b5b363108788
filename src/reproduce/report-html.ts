import { claimPlot } from './claim-plot.ts'
import type { ClaimRow } from './claim-row.ts'

const STYLE = `
body { font-family: 'DejaVu Sans', Verdana, sans-serif; margin: 2rem auto; max-width: 60rem; color: #1c1c1c; line-height: 1.45; }
table { border-collapse: collapse; width: 100%; font-size: 0.85rem; }
td, th { border-bottom: 1px solid #dddddd; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
section { border-top: 1px solid #dddddd; padding-top: 1rem; margin-top: 1.5rem; }
.pass { color: #1a7f37; } .fail { color: #c62828; font-weight: bold; } .conflict { color: #9a6700; } .not-run { color: #5f5f5f; }
svg { max-width: 100%; height: auto; }
`

/** One page with all claims: a table, then for each claim what was published, what was simulated and how, with its plot. */
export function reportHtml(rows: readonly ClaimRow[], version: string): string {
  const verdicts = ['pass', 'conflict', 'fail', 'not run'] as const
  const counts = verdicts.map(verdict => `${rows.filter(row => row.verdict === verdict).length} ${verdict}`)
  const sections = rows.filter(row => row.verdict !== 'not run').map(sectionOf)
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Sneakpath: simulated against published figures</title><style>${STYLE}</style></head><body>`,
    '<h1>Simulated against published figures</h1>',
    `<p>sneakpath ${escapeHtml(version)}: ${counts.join(', ')} of ${rows.length} claims.</p>`,
    '<table><thead><tr><th>claim</th><th>device</th><th>quantity</th><th>published</th><th>simulated</th><th>verdict</th></tr></thead><tbody>',
    ...rows.map(tableRow),
    '</tbody></table>',
    ...sections,
    '</body></html>',
    '',
  ].join('\n')
}

function tableRow(row: ClaimRow): string {
  const { id, device, quantity, verdict } = row
  const name = verdict === 'not run' ? escapeHtml(id) : `<a href="#${id}">${escapeHtml(id)}</a>`
  const cells = [device, quantity, published(row), series(row.simulated, row.unit)].map(
    text => `<td>${escapeHtml(text)}</td>`,
  )
  const reason = verdict === 'not run' ? `: ${escapeHtml(row.note)}` : ''
  return `<tr><td>${name}</td>${cells.join('')}<td class="${verdict.replace(' ', '-')}">${verdict}${reason}</td></tr>`
}

function sectionOf(row: ClaimRow): string {
  const { id, quantity, verdict, note, paper, where } = row
  return [
    `<section id="${id}"><h2>${id}: ${escapeHtml(quantity)} <span class="${verdict.replace(' ', '-')}">${verdict}</span></h2>`,
    `<p><b>Published</b> (${escapeHtml(where)}): ${escapeHtml(published(row))}. ${escapeHtml(paper.text)}</p>`,
    `<p><b>Simulated</b>: ${escapeHtml(series(row.simulated, row.unit))}. ${escapeHtml(note)}</p>`,
    claimPlot(row) ?? '',
    `<p><small>${escapeHtml(paper.citation)}</small></p></section>`,
  ].join('\n')
}

function published({ kind, paper, unit }: ClaimRow): string {
  const { value, low, high } = paper
  if (value.length === 0) {
    if (kind === 'trend') return 'trend'
    const bounds = [
      ...(low === undefined ? [] : [`at least ${low}`]),
      ...(high === undefined ? [] : [`at most ${high}`]),
    ]
    return `${bounds.join(', ')}${unit === '1' ? '' : ` ${unit}`}`
  }
  const range = low === undefined && high === undefined ? '' : ` (${low ?? ''} to ${high ?? ''})`
  return `${series(value, unit)}${range}`
}

function series(values: readonly number[], unit: string): string {
  const texts = values.map(value => String(Number(value.toPrecision(4))))
  const shown = texts.length <= 4 ? texts.join('; ') : `${texts[0]} .. ${texts.at(-1)}`
  return unit === '1' || shown === '' ? shown : `${shown} ${unit}`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
