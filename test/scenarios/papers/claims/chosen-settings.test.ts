import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CHOSEN_ADAPTATION } from '../../../../scenarios/papers/claims/adaptation.ts'
import {
  CHOSEN_SETTINGS,
  CLAIM_NETWORKS,
  claimSettings,
} from '../../../../scenarios/papers/claims/claim-networks.ts'

type Row = Readonly<Record<string, string>>

function readRows(name: string): Row[] {
  const text = readFileSync(new URL(`../../../../scripts/${name}`, import.meta.url), 'utf8')
  const [head, ...lines] = text
    .trim()
    .split('\n')
    .map(line => line.split(','))
  return lines.map(cells => Object.fromEntries(head.map((column, k) => [column, cells[k]])))
}

const chosenOf = (rows: readonly Row[]): Row => {
  const chosen = rows.filter(row => row.chosen === 'yes')
  expect(chosen).toHaveLength(1)
  expect(Number(chosen[0].accuracy_percent)).toBe(Math.max(...rows.map(row => Number(row.accuracy_percent))))
  return chosen[0]
}

describe('open settings of the claims are the best on training images that were kept back', () => {
  const rows = readRows('tune-claims.csv')

  it('of every claim, and of no other', () => {
    expect(new Set(rows.map(({ claim }) => claim))).toEqual(new Set(Object.keys(CHOSEN_SETTINGS)))
  })

  it.each(Object.entries(CHOSEN_SETTINGS))('%s', (id, used) => {
    const { device, start } = CLAIM_NETWORKS[id as keyof typeof CHOSEN_SETTINGS]
    const own = rows.filter(({ claim }) => claim === id)
    const tried = own.filter(({ network }) => network === device)
    expect(tried.length).toBeGreaterThanOrEqual(5)
    const { threshold, ranges, rate } = chosenOf(tried)
    expect([used.threshold, used.ranges]).toEqual([Number(threshold), ranges.split(' ').map(Number)])
    // The choice begins where the network stands before it.
    const begun = tried.filter(
      row =>
        Number(row.rate) === start.rate &&
        Number(row.threshold) === start.threshold &&
        row.ranges === start.ranges.join(' '),
    )
    expect(begun).toHaveLength(1)
    const float = own.filter(({ network }) => network === 'float')
    expect(float.length > 0).toBe(start.update === 'sign')
    expect(used.rate).toBe(Number(float.length === 0 ? rate : chosenOf(float).rate))
  })

  it('are those that the networks are trained with, B17 as B16 and E24 as E05', () => {
    for (const [id, same] of [
      ['B17', 'B16'],
      ['E24', 'E05'],
      ['D11', 'D11'],
    ] as const)
      expect(claimSettings(id)).toMatchObject(CHOSEN_SETTINGS[same])
  })

  it('B18: resistances, current, time and number of pictures', () => {
    const tried = readRows('tune-adaptation.csv')
    expect(tried.length).toBeGreaterThanOrEqual(9)
    const { black_ohm, white_ohm, amps, seconds, images } = chosenOf(tried)
    expect(CHOSEN_ADAPTATION).toEqual({
      ohms: [Number(black_ohm), Number(white_ohm)],
      amps: Number(amps),
      seconds: Number(seconds),
      images: Number(images),
    })
  })
})
