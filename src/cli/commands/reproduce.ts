import { availableParallelism } from 'node:os'
import type { ClaimRow } from '../../reproduce/claim-row.ts'
import { isOwn } from '../../reproduce/claims-summary.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { countFlag, switchFlag, textFlag } from '../flags/flags.ts'
import { createProgress } from '../progress.ts'

export const reproduceCommand: Command = defineCommand({
  usage: 'reproduce',
  describe:
    'Compare simulated with published figures; exit code 1 where a predicted or fitted one is not met',
  positionals: {},
  flags: {
    claims: textFlag('claims', { describe: 'Claims by their ids, A01,C09', otherwise: 'all' }),
    mnist: textFlag('mnist', {
      describe: 'Folder with the IDX files of MNIST, for the claims of trained networks (many minutes)',
      otherwise: 'these are not run',
    }),
    report: textFlag('report', {
      describe: 'New folder for a page, index.html: quote, protocol, curve and control of each claim',
      otherwise: 'none',
    }),
    force: switchFlag('Replace an earlier report in the folder of --report'),
    'leave-one-out': switchFlag(
      'Print what refits without one number predict, in place of the claims (a stored table)',
    ),
    jobs: countFlag('jobs', { describe: 'Worker threads', otherwise: 'one for each core' }),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
  },
  run: async ({ claims: list, mnist, report, force, 'leave-one-out': leftOut, jobs, json }, terminal) => {
    const { reproduceClaims } = await import('../../reproduce/reproduce-claims.ts')
    const { formatClaimsTable } = await import('../../reproduce/format-claims-table.ts')
    const { formatHeldOut } = await import('../../reproduce/format-held-out.ts')
    const { summarizeClaims } = await import('../../reproduce/claims-summary.ts')
    const { readHeldOut } = await import('../../../scenarios/papers/claims/read-held-out.ts')
    const { chooseOutputFolder } = await import('../../output-folder.ts')
    const { mayReplaceReport, writeReport } = await import('../../reproduce/write-report.ts')
    const { readLeaveOneOut } = await import('../../../scenarios/papers/claims/read-leave-one-out.ts')
    const { formatLeaveOneOut, leaveOneOutCounts } = await import('../../reproduce/format-leave-one-out.ts')
    const { readClaims } = await import('../../../scenarios/papers/claims/read-claims.ts')
    const { fittedCounts } = await import('../../../scenarios/papers/claims/fitted-counts.ts')
    const { formatFittedCounts } = await import('../../reproduce/format-fitted-counts.ts')
    if (leftOut) {
      const leaveOneOut = await readLeaveOneOut()
      terminal.print(
        json ? JSON.stringify({ leaveOneOut }) : formatLeaveOneOut(leaveOneOut, terminal.columns),
      )
      return EXIT.done
    }
    if (report !== undefined) {
      await chooseOutputFolder({ out: report, force, name: 'claims', mayReplace: mayReplaceReport })
    }
    const progress = createProgress('claims', terminal, json)
    const rows = await reproduceClaims({
      progress: progress.update,
      signal: terminal.signal,
      threads: Math.max(1, jobs ?? availableParallelism()),
      ...(mnist === undefined ? {} : { mnist }),
      ...(list === undefined ? {} : { ids: list.split(',').map(id => id.trim()) }),
    }).finally(progress.stop)
    // These stand beside the whole table, not beside chosen claims.
    const whole = list === undefined
    const fittedDevices = whole ? fittedCounts(await readClaims()) : []
    const heldOut = whole ? await readHeldOut() : []
    const leaveOneOut = whole ? await readLeaveOneOut() : []
    const found = { claims: rows, fittedDevices, heldOut, leaveOneOut }
    if (json) {
      terminal.print(JSON.stringify({ ...found, summary: summarizeClaims(rows) }))
    } else {
      terminal.print(formatClaimsTable(rows, terminal.columns))
      if (whole) terminal.print(`\n${formatFittedCounts(fittedDevices, terminal.columns)}`)
      if (heldOut.length > 0) terminal.print(`\n${formatHeldOut(heldOut, terminal.columns)}`)
      if (leaveOneOut.length > 0)
        terminal.print(`\n${leaveOneOutCounts(leaveOneOut)}: --leave-one-out prints them`)
    }
    if (report !== undefined) {
      const files = await writeReport(found, report, force)
      if (!json) terminal.note(`Written to ${report}: ${files.join(', ')}`)
    }
    return exitCodeOf(rows)
  },
})

/** Predicted and fitted claims count; an admitted conflict is explained, and what was put in proves nothing. */
export function exitCodeOf(rows: readonly ClaimRow[]): number {
  return rows.some(row => row.verdict === 'not met' && isOwn(row)) ? EXIT.notMet : EXIT.done
}
