import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../arrays/errors.ts'
import { CONFLICTS } from '../../../scenarios/papers/claims/conflicts.ts'
import { networkClaims } from '../../../scenarios/papers/claims/networks.ts'
import { readClaims } from '../../../scenarios/papers/claims/read-claims.ts'
import { claimRow } from '../../../src/reproduce/claim-row.ts'
import { formatClaimsTable } from '../../../src/reproduce/format-claims-table.ts'
import { reproduceClaims } from '../../../src/reproduce/reproduce-claims.ts'

const numbered = (letter: string, numbers: readonly number[]): string[] =>
  numbers.map(number => `${letter}${String(number).padStart(2, '0')}`)

/** The claims that the three scenarios and their devices are asked for. */
const asked = [
  ...numbered('A', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 16, 19, 20, 21, 22, 23, 24, 25, 28, 30]),
  ...numbered('C', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]),
  ...numbered('D', [1, 2, 5, 8, 9, 14, 16, 17]),
]

const rows = await reproduceClaims()

describe('reproduceClaims', () => {
  it('gives one row for each claim, in the order of the table', async () => {
    expect(rows.map(row => row.id)).toEqual((await readClaims()).map(claim => claim.id))
  })

  it.each(asked)('%s is met, or a conflict with a reason', id => {
    const row = rows.find(found => found.id === id)!
    expect(
      ['met', 'met, not telling', 'conflict'],
      `${id}: ${row.simulated.join(' ')} ${row.unit}; ${row.note}`,
    ).toContain(row.verdict)
  })

  it('fails nowhere, and calls nothing a conflict that is met', () => {
    expect(rows.filter(row => row.verdict === 'not met').map(row => row.id)).toEqual([])
    for (const id of Object.keys(CONFLICTS)) {
      // Those of trained networks need MNIST.
      const trained = networkClaims.some(claim => claim.id === id)
      expect(rows.find(row => row.id === id)!.verdict, id).toBe(trained ? 'not run' : 'conflict')
    }
  })

  it('gives a reason, and no figures, where nothing was run', () => {
    const row = rows.find(found => found.id === 'A18')!
    expect(row).toMatchObject({ verdict: 'not run', simulated: [], unit: '%' })
    expect(row.note).toContain('reproduce --mnist FOLDER')
    expect(row.paper).toMatchObject({ value: [90.5] })
  })

  it('runs every claim but those of trained networks', () => {
    const networks = [
      'A18',
      'B14',
      'B15',
      'B16',
      'B17',
      'B18',
      'B27',
      'B28',
      'D11',
      'D21',
      'E05',
      'E24',
      'E26',
    ]
    expect(rows.filter(({ verdict }) => verdict === 'not run').map(({ id }) => id)).toEqual(networks)
  })

  it('runs only the claims that are asked for, and reports each', async () => {
    const seen: string[] = []
    const some = await reproduceClaims({
      ids: ['D16', 'a02', 'D16'],
      progress: (done, total) => seen.push(`${done}/${total}`),
    })
    expect(some.map(row => row.id)).toEqual(['A02', 'D16'])
    expect(seen).toEqual(['1/2', '2/2'])
  })

  it('refuses an id that is not in the table', async () => {
    await expect(reproduceClaims({ ids: ['D01', 'D99'] })).rejects.toThrow(ConfigError)
    await expect(reproduceClaims({ ids: ['D99'] })).rejects.toThrow(
      '--claims: found the claim "D99"; expected an id of the table of claims, A01 to E52',
    )
  })

  it('stops when it is told to', async () => {
    await expect(reproduceClaims({ ids: ['D01'], signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  })
})

describe('claimRow', () => {
  it('reports a missed figure as a failure that says by how much', async () => {
    const claim = (await readClaims()).find(({ id }) => id === 'D16')!
    const row = claimRow(claim, { outcome: { simulated: [319], unit: '1', note: 'as D01' } })
    expect(row).toMatchObject({ verdict: 'not met', reason: '319 lies outside 640 to 790', note: 'as D01' })
  })

  it('a control that passes by the same range makes a claim not telling', async () => {
    const claim = (await readClaims()).find(({ id }) => id === 'D16')!
    const outcome = { simulated: [700], unit: '1' }
    const off = (simulated: number) => ({ what: 'no ions', outcome: { simulated: [simulated], unit: '1' } })
    expect(claimRow(claim, { outcome, control: off(1.4) })).toMatchObject({
      verdict: 'met',
      control: { what: 'no ions', simulated: [1.4], verdict: 'fails' },
    })
    expect(claimRow(claim, { outcome, control: off(699) })).toMatchObject({
      verdict: 'met, not telling',
      control: { verdict: 'passes' },
    })
  })
})

describe('formatClaimsTable', () => {
  it.each([20, 80, 100, 200])('keeps to the width of the terminal (%i)', width => {
    const lines = formatClaimsTable(rows, width).split('\n')
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(Math.max(80, width))
  })

  it('shows figures, status, verdict, control and note of a claim under the name of its paper', () => {
    const table = formatClaimsTable(
      rows.filter(({ id }) => ['D16', 'D19', 'D11'].includes(id)),
      120,
    )
    expect(table).toMatch(/^Qian 2024, pentacene\/P13$/m)
    expect(table).toMatch(/^D16 .*I\(cycle 160\).* 714 \(640 to 790\) +714\.\d +derived +met$/m)
    expect(table).toMatch(/^D19 .* at most 66\.7 uS +4\d\.\d+ uS +fitted +met, not telling$/m)
    expect(table).toContain('control, no lasting ions: 1.652; fails, as it should')
    expect(table).toMatch(/^not run: trains a network on MNIST[\s\S]*\n {5}D11$/m)
    expect(table.split('\n').slice(-2)).toEqual([
      '2 fitted, 1 derived; 1 met, 1 met but not telling, 1 not run',
      '0 of 1 predicted or fitted claims met, with a control that fails as it should',
    ])
  })

  it('of a run, which runs no controls, counts its claims and says where those are', () => {
    const bare = rows.filter(({ id }) => id === 'C01').map(({ control: _, ...row }) => row)
    expect(formatClaimsTable(bare, 120).split('\n').at(-1)).toBe(
      '1 of 1 predicted or fitted claims met; sneakpath reproduce runs their controls',
    )
  })
})
