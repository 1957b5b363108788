import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
import { sneakpath } from './sneakpath.ts'

const { folder } = scratch()

describe('sneakpath margin', () => {
  it('prints margins of the closed form as one JSON document and nothing else', () => {
    const args = ['margin', '--sizes', '2..16', '--states', '1Mohm,10kohm', '--json']
    const { stdout, stderr, code } = sneakpath(args, folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const [curve] = JSON.parse(stdout).curves
    expect(curve.points.map((point: { size: number }) => point.size)).toEqual([2, 4, 8, 16])
    expect(curve.points.map((point: { voltageMargin: number }) => 100 * point.voltageMargin)).toEqual(
      [31.58, 13.12, 4.4, 1.29].map(margin => expect.closeTo(margin, 2)),
    )
    expect(curve.largest.voltageMargin).toEqual({ size: 4, orMore: false })
  })

  it('has one curve an access element and scheme, in the text and in the folder', () => {
    const args = ['margin', '--sizes', '4,6', '--bias', 'float,ground', '--access', 'none,transistor']
    const { stdout, code } = sneakpath(
      [...args, '--set', 'transistor.gateVolts=2', '--out', 'margins'],
      folder,
    )
    expect(code).toBe(0)
    for (const name of ['no access element, float', 'no access element, ground', 'transistor, float'])
      expect(stdout).toContain(name)
    const table = readFileSync(join(folder, 'margins/margins.csv'), 'utf8').trim().split('\n')
    expect(table).toHaveLength(1 + 4 * 2)
    for (const name of ['current-margin', 'voltage-margin', 'sneak-share']) {
      expect(
        readFileSync(join(folder, `margins/${name}.png`))
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG')
      expect(readFileSync(join(folder, `margins/${name}.svg`), 'utf8')).toContain('transistor, ground')
    }
    expect(sneakpath([...args, '--out', 'margins'], folder)).toMatchObject({ code: 2, stdout: '' })
    const curve = readFileSync(join(folder, 'margins/elements.csv'), 'utf8').trim().split('\n')
    expect(curve[0]).toBe('access,voltage_V,current_A')
    expect(new Set(curve.slice(1).map(row => row.split(',')[0]))).toEqual(new Set(['transistor']))
    expect(readFileSync(join(folder, 'margins/element-current.svg'), 'utf8')).toContain(
      'Access elements alone',
    )
  })
})
