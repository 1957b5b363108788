import type { ClaimRow } from '../../reproduce/claim-row.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { switchFlag, textFlag } from '../flags.ts'
import { createProgress } from '../progress.ts'

export const reproduceCommand: Command = defineCommand({
  usage: 'reproduce',
  describe: 'Hold simulated against published figures; exit code 1 where one fails',
  positionals: {},
  flags: {
    claims: textFlag('claims', { describe: 'Claims by their ids, A01,C09', otherwise: 'all' }),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
  },
  run: async ({ claims: list, json }, terminal) => {
    const { reproduceClaims } = await import('../../reproduce/reproduce-claims.ts')
    const { formatClaimsTable } = await import('../../reproduce/format-claims-table.ts')
    const progress = createProgress('claims', terminal, json)
    const rows = await reproduceClaims({
      progress: progress.update,
      signal: terminal.signal,
      ...(list === undefined ? {} : { ids: list.split(',').map(id => id.trim()) }),
    }).finally(progress.stop)
    terminal.print(json ? JSON.stringify({ claims: rows }) : formatClaimsTable(rows, terminal.columns))
    return exitCodeOf(rows)
  },
})

/** A conflict between claims is explained and no failure. */
export function exitCodeOf(rows: readonly ClaimRow[]): number {
  return rows.some(row => row.verdict === 'fail') ? EXIT.notMet : EXIT.done
}
