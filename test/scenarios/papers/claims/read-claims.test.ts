import { expect, it } from 'vitest'
import { CONFLICTS } from '../../../../scenarios/papers/claims/conflicts.ts'
import { PAPERS } from '../../../../scenarios/papers/claims/papers.ts'
import { readClaims } from '../../../../scenarios/papers/claims/read-claims.ts'

const claims = await readClaims()
const claim = (id: string) => claims.find(found => found.id === id)!

it('reads single values with their interval, lists, bounds and trends', () => {
  expect(claim('A02')).toMatchObject({
    kind: 'value',
    value: [15],
    low: 13,
    high: 17,
    unit: 'pA',
    seed: '000',
  })
  expect(claim('D01')).toMatchObject({
    value: [2.1e-6, 1.5e-3],
    low: undefined,
    unit: 'A',
    where: 'Fig. 1d, S2',
  })
  expect(claim('D19')).toMatchObject({ kind: 'bound', value: [], low: undefined, high: 66.7 })
  expect(claim('D17')).toMatchObject({ kind: 'trend', note: 'larger for wider, higher, closer pulses' })
})

it('has every figure as a number, ids of their own and a citation', () => {
  expect(claims.length).toBe(156)
  expect(new Set(claims.map(({ id }) => id)).size).toBe(156)
  for (const { id, kind, value, low, high, seed, unit } of claims) {
    expect(['value', 'bound', 'trend'], id).toContain(kind)
    for (const number of [...value, low ?? 0, high ?? 0]) expect(number, id).toSatisfy(Number.isFinite)
    if (kind === 'value') expect(value.length, id).toBeGreaterThan(0)
    if (kind === 'bound') expect(low ?? high, id).toBeDefined()
    if (kind !== 'trend') expect(unit, id).not.toBe('')
    expect(PAPERS[seed].citation, id).toMatch(/.{40}/)
  }
})

it('names only claims of the table as conflicts', () => {
  for (const id of Object.keys(CONFLICTS)) expect(claims.map(found => found.id)).toContain(id)
})
