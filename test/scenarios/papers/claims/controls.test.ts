import { describe, expect, it } from 'vitest'
import { GATED_DEVICE_MODELS } from '../../../../arrays/devices/gated-registry.ts'
import { DEVICE_MODELS } from '../../../../arrays/devices/registry.ts'
import { arrayControls } from '../../../../scenarios/papers/claims/arrays.ts'
import { CONFLICTS } from '../../../../scenarios/papers/claims/conflicts.ts'
import { cellControls } from '../../../../scenarios/papers/claims/controls/cell-controls.ts'
import { networkClaims } from '../../../../scenarios/papers/claims/networks.ts'
import { readClaims } from '../../../../scenarios/papers/claims/read-claims.ts'
import { readHeldOut } from '../../../../scenarios/papers/claims/read-held-out.ts'
import { reproduceClaims } from '../../../../src/reproduce/reproduce-claims.ts'

const claims = await readClaims()
const rows = await reproduceClaims()
const row = (id: string) => rows.find(found => found.id === id)!

describe('statuses', () => {
  it('every claim has one of four, with what makes it so', () => {
    for (const { id, status, because } of claims) {
      expect(['predicted', 'fitted', 'derived', 'input'], id).toContain(status)
      expect(because, id).toMatch(/.{3}/)
    }
  })

  it('no claim that a parameter was fitted to counts as predicted', () => {
    const sources = [...DEVICE_MODELS, ...GATED_DEVICE_MODELS].flatMap(({ parameters }) =>
      parameters.map(({ source }) => source).filter(source => source.includes('fit')),
    )
    const fitted = new Set(sources.flatMap(idsIn))
    expect(fitted.size).toBeGreaterThan(30)
    const wrong = claims.filter(({ id, status }) => fitted.has(id) && status === 'predicted')
    expect(wrong.map(({ id }) => id)).toEqual([])
  })
})

/** "fit: C01, C09 to C12" names C01 and C09 to C12. */
function idsIn(source: string): string[] {
  const ranges = [...source.matchAll(/([A-E])(\d\d)(?: to [A-E](\d\d))?/g)]
  return ranges.flatMap(([, letter, from, to = from]) =>
    Array.from(
      { length: Number(to) - Number(from) + 1 },
      (_, k) => `${letter}${String(Number(from) + k).padStart(2, '0')}`,
    ),
  )
}

describe('controls', () => {
  it('belong to claims of the table, one each', () => {
    const ids = [...cellControls, ...arrayControls].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(claims.map(claim => claim.id)).toContain(id)
  })

  it('run with every predicted or fitted claim of a cell or an array that is not a conflict', () => {
    const without = rows.filter(
      ({ id, status, verdict, control }) =>
        control === undefined &&
        verdict !== 'not run' &&
        CONFLICTS[id] === undefined &&
        (status === 'predicted' || status === 'fitted'),
    )
    expect(without.map(({ id }) => id)).toEqual([])
  })

  // Those that the mechanism does not decide: the claim is met without it.
  it.each(['A02', 'A10', 'A19', 'D12', 'D18', 'D19', 'D20', 'E21', 'E23', 'E25'])(
    '%s is met and does not tell: its control passes as well',
    id => {
      expect(row(id)).toMatchObject({ verdict: 'met, not telling', control: { verdict: 'passes' } })
    },
  )

  it.each(['A05', 'A09', 'B11', 'C06', 'C08', 'C13', 'C19', 'D02', 'D14', 'D15', 'E45', 'E52'])(
    '%s: its control fails',
    id => {
      expect(row(id).control?.verdict, JSON.stringify(row(id).control)).toBe('fails')
    },
  )

  // What the claim would look like if it were otherwise, beside the conflict that it is.
  it.each(['C07', 'C23'])('%s, a conflict, has one', id => {
    expect(row(id)).toMatchObject({ verdict: 'conflict', control: { verdict: 'fails' } })
  })

  it('of C23 counts the first pulse: ions that rise at once do all of it', () => {
    const { control } = row('C23')
    expect(control!.what).toBe('all ions rise within the first pulse')
    expect(Math.max(...control!.simulated)).toBeGreaterThan(0.99)
  })

  it('of E45 rises where the width is fixed', () => {
    const { simulated } = row('E45').control!
    expect(simulated.every((value, k) => k === 0 || value > simulated[k - 1])).toBe(true)
  })

  it('of A18 and E26 is an ideal synapse, run where the images are', () => {
    const own = networkClaims.filter(({ control }) => control !== undefined)
    expect(own.map(({ id, control }) => [id, control!.what])).toEqual([
      ['A18', 'an ideal synapse in place of the device'],
      ['E26', 'an ideal synapse in place of the device'],
    ])
    for (const { id } of own) expect(row(id)).toMatchObject({ verdict: 'not run' })
  })

  it('E45 holds for a square wave and is reversed at a fixed width, and says so', () => {
    expect(row('E45').holdsFor).toMatch(/^holds for a square wave; with pulses of 100 ms .* rises/)
  })
})

it('C21 and C22 are met together by one sample behind one resistance, read at one voltage', () => {
  for (const id of ['C21', 'C22'])
    expect(row(id)).toMatchObject({ verdict: 'met', control: { verdict: 'fails' } })
})

describe('held-out predictions', () => {
  it('keep the ids and verdicts with which they were found', async () => {
    const held = await readHeldOut()
    expect(held.map(({ id }) => id)).toEqual(
      Array.from({ length: 35 }, (_, k) => `H${String(k + 1).padStart(2, '0')}`),
    )
    const count = (verdict: string): number => held.filter(found => found.verdict === verdict).length
    expect(['met', 'not met', 'partly'].map(count)).toEqual([10, 19, 6])
    expect(held.filter(({ origin }) => origin === 'refit').map(({ id }) => id)).toEqual([
      'H08',
      'H09',
      'H10',
      'H16',
      'H17',
    ])
    for (const { id, verdict, reason } of held) if (verdict !== 'met') expect(reason, id).toMatch(/.{5}/)
  })
})
