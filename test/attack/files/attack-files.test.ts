import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plantedPrograms } from '../planted-program.ts'
import { attackFiles } from './attack-files.ts'
import { FILE_KINDS, soundFile } from './kinds.ts'

const { folder: scratch, program } = plantedPrograms()

describe('the attack by files', () => {
  it.each(FILE_KINDS.map(kind => [kind.name, kind] as const))(
    'starts from a sound file: %s',
    async (_, kind) => {
      const folder = mkdtempSync(join(scratch, 'sound-'))
      const file = join(folder, kind.file)
      mkdirSync(dirname(file), { recursive: true })
      for (let number = 0; number < 3; number++) {
        writeFileSync(file, soundFile(kind, 1, number))
        await kind.read(file)
      }
    },
  )

  const REPLY = '{"outcome":"read","message":"","seconds":0,"resident":1}'
  it.each([
    ['a crash', REPLY.replace('"read"', '"crashed"'), 'crashed'],
    ['two gigabytes', REPLY.replace('"resident":1', '"resident":2147483648'), '2.15 GB'],
    ['an escape sequence', REPLY.replace('"message":""', '"message":"\\u001b[31m"'), 'control characters'],
  ])('finds %s', async (_, reply, why) => {
    const child = program(
      `${why.split(' ')[0]}.mjs`,
      `console.log('ready'); process.stdin.on('data', () => console.log(${JSON.stringify(reply)}))`,
    )
    const { faults } = await attackFiles(1, Infinity, { most: 1, child })
    expect(faults).toMatchObject([{ number: 0, why: expect.stringContaining(why) }])
  })

  it('finds a reader that dies', async () => {
    const child = program('dies.mjs', `console.log('ready'); process.stdin.on('data', () => process.abort())`)
    const { faults } = await attackFiles(1, Infinity, { most: 1, child })
    expect(faults).toMatchObject([{ number: 0, why: expect.stringMatching(/^died/) }])
  })

  it('finds a reader that never starts', async () => {
    const { faults } = await attackFiles(1, Infinity, {
      most: 1,
      child: program('never.mjs', 'process.exit(1)'),
    })
    expect(faults).toMatchObject([{ number: 0, why: expect.stringMatching(/^died/) }])
  })
})
