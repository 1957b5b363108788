import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { GATED_DEVICE_MODELS } from '../../../../arrays/devices/gated-registry.ts'
import { DEVICE_MODELS } from '../../../../arrays/devices/registry.ts'
import { fittedDevices } from '../../../../scenarios/papers/calibration/fitted-devices.ts'
import { fittedCounts } from '../../../../scenarios/papers/claims/fitted-counts.ts'
import { readClaims } from '../../../../scenarios/papers/claims/read-claims.ts'
import { fittedCountsText, fittedNames } from '../../../../src/reproduce/format-fitted-counts.ts'

const claims = await readClaims()
const rows = fittedCounts(claims)
const row = (device: string) => rows.find(found => found.device === device)!

describe('parameters against published numbers', () => {
  it('counts what was fitted and what was printed, by hand for three devices', () => {
    // D01 has two values, D10 one; D16 is their ratio and follows.
    expect(row('pentacene-p13')).toMatchObject({
      fitted: 3,
      assumed: 11,
      claims: ['D01', 'D10', 'D16'],
      numbers: 3,
      bounds: 0,
      trends: 0,
    })
    // B02 to B05, B07 and B08 are one value each; B20 to B22 follow from them.
    expect(row('fmes')).toMatchObject({ fitted: 4, numbers: 6, bounds: 0 })
    // A12 is a bound, A28 follows from A13 and A14, A17 is the conductance at rest and A29 follows from it.
    expect(row('ec-mof-n')).toMatchObject({ fitted: 7, assumed: 7, numbers: 4, bounds: 1 })
  })

  it('names the metals of the porphyrin beside ZnTPP, whose fit they share', () => {
    expect(row('zntpp').sharedBy).toEqual(['tpp', 'nitpp', 'cotpp', 'fetppcl'])
    expect(rows.filter(({ device }) => device.endsWith('tpp'))).toHaveLength(1)
  })

  it('knows every device, parameter and claim of the refits without one number', async () => {
    const models = [...DEVICE_MODELS, ...GATED_DEVICE_MODELS]
    const derived = new Set(claims.filter(({ status }) => status === 'derived').map(({ id }) => id))
    for (const { name, stored, fitted } of await fittedDevices()) {
      const { parameters } = models.find(model => model.name === name)!
      for (const parameter of Object.keys(stored)) {
        const { source } = parameters.find(spec => spec.name === parameter)!
        expect(source, `${name} ${parameter}`).toMatch(/\bfit:|^chosen/)
      }
      for (const key of fitted) {
        const id = key.slice(0, 3)
        if (!derived.has(id)) expect(row(name).claims, `${name} ${id}`).toContain(id)
      }
    }
  })

  it('stands in docs/fidelity.md as it is', () => {
    const page = readFileSync(new URL('../../../../docs/fidelity.md', import.meta.url), 'utf8')
    for (const found of rows) {
      const { fitted, assumed, numbers, bounds, trends, claims: ids } = found
      const cells = [fittedNames(found), fitted, assumed, numbers, bounds, trends, ids.join(' ')]
      expect(page).toContain(`| ${cells.join(' | ')} |`)
    }
  })

  it('says in words which are more', () => {
    expect(fittedCountsText(row('fmes'))).toBe(
      '4 parameters fitted and 1 assumed, against 6 numbers: fewer parameters than numbers',
    )
    expect(fittedCountsText(row('nafion-wo3'))).toBe(
      '1 parameter fitted and 11 assumed, against 0 numbers and 1 trend: more parameters than numbers',
    )
  })
})
