import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sneakpath } from './sneakpath.ts'

const folder = mkdtempSync(join(tmpdir(), 'fit-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const volts = Array.from({ length: 61 }, (_, k) => 0.8 * Math.sin((2 * Math.PI * k) / 30))
const rows = volts.map((v, k) => `${(0.1 * k).toFixed(1)}\t${v.toFixed(6)}\t${Math.sinh(2 * v).toFixed(9)}`)
writeFileSync(join(folder, 'my loop.txt'), ['made by us', 'Time (s)\tAV\tAI[mA]', ...rows, ''].join('\n'))

describe('sneakpath fit', () => {
  it('needs no more than the data: all models are tried, and the device has their name', () => {
    const args = [
      'fit',
      'my loop.txt',
      '--columns',
      'time=Time (s), voltage=AV, current=AI[mA]',
      '--members',
      '0',
    ]
    const { code, stdout, stderr } = sneakpath(args, folder)
    expect({ code, stderr }).toMatchObject({ code: 0 })
    const [understood, trying, best] = stderr.split('\n')
    expect(understood).toContain('61 rows (header in line 2, tabs)')
    expect(trying).toMatch(/^no --model: trying \d\d models \(resistor, sinh, .*selector-miec/)
    expect(best).toMatch(/^the best of them is sinh \(.* with 2 parameters\); fitting it to all rows$/)
    expect(stdout).toMatch(/conductance +0\.0020000\d* \+-/)
    expect(stdout).toContain('Written: my-loop.yaml, my-loop.svg, my-loop.png')
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['my-loop.yaml', 'my-loop.svg', 'my-loop.png']),
    )
  }, 120_000)

  it('prints one document with --json and nothing with --quiet', () => {
    const args = ['fit', 'my loop.txt', '--model', 'sinh', '--out', 'sinh.yaml', '--members', '0', '--force']
    const { stdout } = sneakpath([...args, '--json'], folder)
    expect(JSON.parse(stdout)).toMatchObject({ model: 'sinh', files: ['sinh.yaml', 'sinh.svg', 'sinh.png'] })
    expect(sneakpath([...args, '--quiet'], folder)).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('makes a table beside the data, not in its place', () => {
    writeFileSync(
      join(folder, 'up.csv'),
      [
        'conductance_S',
        ...Array.from({ length: 20 }, (_, k) => 1e-6 * (1 + k / 20)),
        ...Array.from({ length: 20 }, (_, k) => 1e-6 * (2 - k / 20)),
        '',
      ].join('\n'),
    )
    const pulses = 'up 3.2 V 300 us; down -2.8 V 300 us; read 0.5 V'
    const { code, stdout } = sneakpath(['fit', 'up.csv', '--model', 'table', '--pulses', pulses], folder)
    expect(code).toBe(0)
    expect(stdout).toContain('Written: up-steps.yaml, up-steps.svg, up-steps.png, up-steps.csv')
  })
})
