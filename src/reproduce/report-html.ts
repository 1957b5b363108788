import type { FittedCounts } from '../../scenarios/papers/claims/fitted-counts.ts'
import type { HeldOutRow } from '../../scenarios/papers/claims/read-held-out.ts'
import type { LeftOutRow } from '../../scenarios/papers/claims/read-leave-one-out.ts'
import { claimPlot } from './claim-plot.ts'
import type { ClaimRow } from './claim-row.ts'
import { controlText, publishedText, remarkText, simulatedText, statementText } from './claim-text.ts'
import { summaryText } from './claims-summary.ts'
import { FITTED_COUNTS_HEAD, fittedCountsText, fittedNames } from './format-fitted-counts.ts'
import { heldOutCounts } from './format-held-out.ts'
import { LEAVE_ONE_OUT_HEAD, leaveOneOutCounts, leftOutText } from './format-leave-one-out.ts'

const STYLE = `
body { font-family: 'DejaVu Sans', Verdana, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; color: #1c1c1c; line-height: 1.45; }
table { border-collapse: collapse; width: 100%; font-size: 0.85rem; }
td, th { border-bottom: 1px solid #dddddd; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
section { border-top: 1px solid #dddddd; padding-top: 1rem; margin-top: 1.5rem; }
dt { font-weight: bold; } dd { margin: 0 0 0.4rem 1.5rem; }
.met { color: #1a7f37; } .not-met { color: #c62828; font-weight: bold; } .conflict, .not-telling, .partly { color: #8a5d00; } .not-run { color: #5f5f5f; }
svg { max-width: 100%; height: auto; }
`

const TERMS = `<dl>
<dt>predicted</dt><dd>Nothing in its protocol was fitted to it.</dd>
<dt>fitted</dt><dd>A parameter, or a choice that the paper leaves open, was set so that it holds.</dd>
<dt>derived</dt><dd>It follows from other rows.</dd>
<dt>input</dt><dd>The published figure, or the statement itself, is in the model.</dd>
<dt>control</dt><dd>The same protocol with one mechanism off, judged by the same range: it should fail. Where it passes the claim is met and does not tell.</dd>
<dt>conflict</dt><dd>Not met, for a reason that is known and stated.</dd>
</dl>`

/** Contents of the report of `reproduce`: claims and, where the whole table was run, what stands beside it; empty lists else. */
export interface Report {
  readonly claims: readonly ClaimRow[]
  /** Parameters of the fitted devices against published numbers. */
  readonly fittedDevices: readonly FittedCounts[]
  /** Held-out predictions. */
  readonly heldOut: readonly HeldOutRow[]
  /** Refits without one number. */
  readonly leaveOneOut: readonly LeftOutRow[]
}

/**
 * One page with all claims: counts, a table, then for each claim its quote, the protocol, curve, control, status and verdict; last the
 * parameters of the fitted devices against published numbers, the held-out predictions and the refits without one number.
 */
export function reportHtml({ claims, fittedDevices, heldOut, leaveOneOut }: Report, version: string): string {
  const [counts, headline] = summaryText(claims)
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Sneakpath: simulated against published figures</title><style>${STYLE}</style></head><body>`,
    '<h1>Simulated against published figures</h1>',
    `<p>sneakpath ${escapeHtml(version)}. ${claims.length} claims: ${escapeHtml(counts)}.</p>`,
    `<p><b>${escapeHtml(headline)}.</b></p>`,
    TERMS,
    '<table><thead><tr><th>claim</th><th>paper</th><th>quantity</th><th>published</th><th>simulated</th><th>status</th><th>control</th><th>verdict</th></tr></thead><tbody>',
    ...claims.map(tableRow),
    '</tbody></table>',
    ...claims.filter(row => row.verdict !== 'not run').map(sectionOf),
    ...(fittedDevices.length === 0 ? [] : fittedSection(fittedDevices)),
    ...(heldOut.length === 0 ? [] : heldOutSection(heldOut)),
    ...(leaveOneOut.length === 0 ? [] : leaveOneOutSection(leaveOneOut)),
    '</body></html>',
    '',
  ].join('\n')
}

function tableRow(row: ClaimRow): string {
  const { id, device, quantity, verdict, status, control, paper } = row
  const name = verdict === 'not run' ? escapeHtml(id) : `<a href="#${id}">${escapeHtml(id)}</a>`
  const cells = [
    `${paper.name}: ${device}`,
    quantity,
    publishedText(row),
    simulatedText(row),
    status,
    control?.verdict ?? 'none',
  ].map(text => `<td>${escapeHtml(text)}</td>`)
  const reason = verdict === 'not run' ? `: ${escapeHtml(row.note)}` : ''
  return `<tr><td>${name}</td>${cells.join('')}<td class="${classOf(verdict)}">${verdict}${reason}</td></tr>`
}

function sectionOf(row: ClaimRow): string {
  const { id, quantity, verdict, note, beside, paper, where, protocol, reason, holdsFor, status, because } =
    row
  const source = paper.quote === undefined ? 'paraphrase' : 'quote'
  const published = row.kind === 'trend' ? '' : `. ${publishedText(row)}`
  const parts: readonly (readonly [term: string, text: string])[] = [
    [`Published (${where}; ${source})`, `${statementText(row)}${published}`],
    ['Remark of the table', remarkText(row)],
    ['Protocol of the paper', protocol],
    ['Protocol here', note],
    ['Simulated', simulatedText(row)],
    ['Accuracies', beside ?? ''],
    ['Choice left open', holdsFor ?? ''],
    ['Control', controlText(row) ?? 'none'],
    ['Status', `${status}: ${because}`],
    ['Verdict', reason === undefined ? verdict : `${verdict}: ${reason}`],
  ]
  return [
    `<section id="${id}"><h2>${id}: ${escapeHtml(quantity)} <span class="${classOf(verdict)}">${verdict}</span></h2>`,
    ...parts
      .filter(([, text]) => text !== '')
      .map(([term, text]) => `<p><b>${escapeHtml(term)}</b>: ${escapeHtml(text)}</p>`),
    claimPlot(row) ?? '',
    `<p><small>${escapeHtml(paper.citation)}</small></p></section>`,
  ].join('\n')
}

function fittedSection(rows: readonly FittedCounts[]): string[] {
  return [
    '<section id="fitted-devices"><h2>Parameters against numbers</h2>',
    `<p>${escapeHtml(FITTED_COUNTS_HEAD)}.</p>`,
    '<table><thead><tr><th>device</th><th>fitted</th><th>assumed</th><th>numbers</th><th>bounds</th><th>trends</th><th>claims</th></tr></thead><tbody>',
    ...rows.map(row => {
      const { fitted, assumed, numbers, bounds, trends, claims } = row
      const cells = [fittedNames(row), fitted, assumed, numbers, bounds, trends, claims.join(' ')].map(
        text => `<td>${escapeHtml(String(text))}</td>`,
      )
      return `<tr title="${escapeHtml(fittedCountsText(row))}">${cells.join('')}</tr>`
    }),
    '</tbody></table></section>',
  ]
}

function heldOutSection(rows: readonly HeldOutRow[]): string[] {
  return [
    '<section id="held-out"><h2>Held-out predictions</h2>',
    `<p>Statements that nothing was fitted to, and refits without one number, as they were found in November 2026. ${escapeHtml(heldOutCounts(rows))}.</p>`,
    '<table><thead><tr><th></th><th>paper</th><th>statement</th><th>published</th><th>simulated</th><th>verdict</th></tr></thead><tbody>',
    ...rows.map(({ id, paper, statement, published, simulated, verdict, reason, origin }) => {
      const cells = [id, paper, `${statement} (${origin})`, published, simulated].map(
        text => `<td>${escapeHtml(text)}</td>`,
      )
      const why = reason === '' ? '' : `: ${escapeHtml(reason)}`
      return `<tr>${cells.join('')}<td class="${classOf(verdict)}">${verdict}${why}</td></tr>`
    }),
    '</tbody></table></section>',
  ]
}

function leaveOneOutSection(rows: readonly LeftOutRow[]): string[] {
  return [
    '<section id="leave-one-out"><h2>Leave-one-out</h2>',
    `<p>${escapeHtml(LEAVE_ONE_OUT_HEAD)}. ${escapeHtml(leaveOneOutCounts(rows))}.</p>`,
    '<table><thead><tr><th></th><th>device</th><th>quantity</th><th>published</th><th>without it</th><th>verdict</th></tr></thead><tbody>',
    ...rows.map(row => {
      const { published, found, says } = leftOutText(row)
      const cells = [row.id, row.device, row.quantity, published, found, says].map(
        text => `<td>${escapeHtml(text)}</td>`,
      )
      return `<tr>${cells.join('')}</tr>`
    }),
    '</tbody></table></section>',
  ]
}

function classOf(verdict: ClaimRow['verdict'] | HeldOutRow['verdict']): string {
  return verdict === 'met, not telling' ? 'not-telling' : verdict.replace(' ', '-')
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
