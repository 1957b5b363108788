import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fittedDevices } from '../../../scenarios/papers/calibration/fitted-devices.ts'
import { leaveOut } from '../../../scenarios/papers/calibration/leave-out.ts'
import { readClaims } from '../../../scenarios/papers/claims/read-claims.ts'
import { readLeaveOneOut } from '../../../scenarios/papers/claims/read-leave-one-out.ts'
import {
  formatLeaveOneOut,
  leaveOneOutCounts,
  leftOutText,
} from '../../../src/reproduce/format-leave-one-out.ts'

const rows = await readLeaveOneOut()

describe('the table of refits without one number', () => {
  it('names claims of the table, with what they publish, and ranges with the refit or the stored set in them', async () => {
    const claims = new Map((await readClaims()).map(claim => [claim.id, claim]))
    for (const { id, published, range, verdict } of rows) {
      expect(range[0]).toBeLessThanOrEqual(range[1])
      if (verdict === 'none') continue
      const claim = claims.get(id)!
      if (published !== undefined) expect(claim.value, id).toContain(published)
    }
  })

  it('says of EC-MOF-N how far the response after 3 hours is open', () => {
    const beyond = rows.find(({ device, verdict }) => device === 'ec-mof-n' && verdict === 'none')!
    expect(beyond.quantity).toBe('I/I0 3 hours after the train of A13')
    const text = formatLeaveOneOut([beyond], 80)
    expect(text).toContain(
      `${beyond.range[0]} to ${beyond.range[1]} over the sets found that meet the others`,
    )
  })

  it('tells what the others determine from what they leave open and what the refit misses', () => {
    const row = rows.find(({ id }) => id === 'A11')!
    const [from, to] = [row.accepted[0]!, row.accepted[1]!]
    expect(row.verdict).toBe(row.range[0] >= from && row.range[1] <= to ? 'determined' : 'open')
    expect(leftOutText({ ...row, verdict: 'missed' }).says).toBe('missed by the refit')
    expect(leaveOneOutCounts([row, { ...row, verdict: 'missed' }])).toBe(
      'Of 2 numbers left out refits to the others meet 1; the others determine 0',
    )
  })

  it('stands in docs/fidelity.md as it is', () => {
    const page = readFileSync(new URL('../../../docs/fidelity.md', import.meta.url), 'utf8')
    for (const row of rows) {
      const { published, found, says } = leftOutText(row)
      const name = row.id === '' ? row.quantity : `${row.id} ${row.quantity}`
      expect(page).toContain(`| ${[row.device, name, published, found, says].join(' | ')} |`)
    }
  })

  it('covers every device whose parameters were fitted to several numbers, and each number once', async () => {
    const left = (await fittedDevices()).flatMap(({ name, leave, beyond = [] }) => [
      ...leave.map(([key]) => `${name} ${key.slice(0, 3)}`),
      ...beyond.map(() => `${name} `),
    ])
    expect(rows.map(({ device, id }) => `${device} ${id}`).sort()).toEqual(left.sort())
    expect(new Set(rows.map(({ device, id, quantity }) => `${device} ${id} ${quantity}`)).size).toBe(
      rows.length,
    )
  })

  it('is what the script computes: the fall of the range of pva-naac without its lower end', async () => {
    const device = (await fittedDevices()).find(({ name }) => name === 'pva-naac')!
    const { refit, meets } = leaveOut(device, ['E14.0'])
    const stored = rows.find(row => row.device === 'pva-naac' && row.published === 110)!
    expect(refit / stored.refit).toBeCloseTo(1, 3)
    expect(meets).toBe(stored.meets)
  })
})
