import { describe, expect, it } from 'vitest'
import { plantedPrograms } from '../planted-program.ts'
import { attackInterruptions } from './attack-interruptions.ts'

const { program } = plantedPrograms()

describe('the attack by interruptions', () => {
  const planted = (name: string, body: string): string =>
    program(
      name,
      `import { mkdirSync, writeFileSync } from 'node:fs'\nmkdirSync('result', { recursive: true })\n${body}`,
    )

  it('finds half a result', async () => {
    const command = planted(
      'half.mjs',
      `writeFileSync('result/manifest.json', '{}')
       setTimeout(() => writeFileSync('result/cells.csv', '1'), 1500)`,
    )
    const { faults } = await attackInterruptions(2, Infinity, { most: 8, command })
    expect(faults.map(({ why }) => why)).toContain('cells.csv is missing')
  })

  it('finds what is left hidden', async () => {
    const command = planted(
      'hidden.mjs',
      `process.on('SIGINT', () => process.exit(130))
       process.on('SIGTERM', () => process.exit(143))
       writeFileSync('.left', '')
       setTimeout(() => {}, 1000)`,
    )
    const { faults } = await attackInterruptions(3, Infinity, { most: 10, command })
    expect(faults.map(({ why }) => why)).toContain('.left is left')
  })

  it('finds a result with other bytes, of a run and of a study that goes on', async () => {
    const command = planted(
      'other.mjs',
      `writeFileSync('result/a.csv', String(Math.random()))
       setTimeout(() => {}, 1000)`,
    )
    const { faults } = await attackInterruptions(3, Infinity, { most: 10, command })
    expect(faults.map(({ job, why }) => `${job.split(',')[0]}: ${why}`)).toEqual(
      expect.arrayContaining(['run: a.csv differs', 'study run: a.csv differs']),
    )
  })
})
