import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { SolverError } from '../../arrays/errors.ts'
import { uniformStream } from '../../arrays/random/keyed-random.ts'
import { ends, volts, wiring } from '../reference/wiring.ts'
import { attackFiles } from './files/attack-files.ts'
import { FILE_KINDS, soundFile } from './files/kinds.ts'
import { attackInterruptions } from './interruptions/attack-interruptions.ts'
import { attackNetworks } from './networks/attack-networks.ts'
import { drawNetwork } from './networks/draw-network.ts'
import { judgeNetwork, type Solve, solveDocument } from './networks/judge-network.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-planted-'))
afterAll(() => rmSync(scratch, { recursive: true }))

function program(name: string, text: string): string {
  const file = join(scratch, name)
  writeFileSync(file, text)
  return file
}

describe('the attack by networks', () => {
  it('finds nothing in some networks of every kind', async () => {
    const { counts, faults } = await attackNetworks(7, Infinity, { most: 100 })
    expect(faults).toEqual([])
    expect(counts.right).toBeGreaterThan(70)
    expect(counts['no reference']).toBeLessThan(3)
  })

  it('draws what it is said to draw', () => {
    const drawn = Array.from({ length: 400 }, (_, k) => drawNetwork(100, uniformStream(3, 1, k)))
    const texts = drawn.map(({ document }) => JSON.stringify(document))
    expect(Math.max(...drawn.map(({ unknowns }) => unknowns))).toBeLessThanOrEqual(100)
    for (const part of ['"sinh"', '"resistor"', 'selector', 'transistor', '"amps"', '"ground"', '"float"'])
      expect(texts.filter(text => text.includes(part)).length, part).toBeGreaterThan(20)
    for (const part of ['"short"', '"open"', '"wires":{"word":0', 'null'])
      expect(texts.filter(text => text.includes(part)).length, part).toBeGreaterThan(10)
  })

  it.each<[string, Solve, string]>([
    [
      'a voltage that is off by a part in 1e7',
      async document => {
        const solution = await solveDocument(document)
        const bitVoltages = solution.bitVoltages.map(volts => volts * (1 + 1e-7))
        return { ...solution, bitVoltages }
      },
      'wrong',
    ],
    [
      'an end current with the other sign',
      async document => {
        const solution = await solveDocument(document)
        return { ...solution, bottomCurrents: solution.bottomCurrents.map(amps => -amps) }
      },
      'wrong',
    ],
    [
      'a refusal without a reason',
      async document => {
        await solveDocument(document)
        throw new SolverError('not-converged', 'planted')
      },
      'unjustified refusal',
    ],
    [
      'a refusal as ill-posed',
      async document => {
        await solveDocument(document)
        throw new SolverError('ill-posed', 'planted')
      },
      'unjustified refusal',
    ],
  ])('finds %s', async (_, solve, verdict) => {
    const { counts, faults } = await attackNetworks(7, Infinity, { most: 30, solve })
    expect(faults.length).toBeGreaterThan(5)
    expect(counts[verdict as 'wrong']).toBe(faults.length)
    expect(faults[0]).toMatchObject({ document: expect.any(Object), why: expect.any(String) })
  })

  it('finds an answer where there is none', async () => {
    const loose = {
      document: { size: [1, 1], cells: { device: 'resistor' } },
      network: { wiring: wiring([1, 1], {}), cells: [{ kind: 'linear', siemens: 1e-6 } as const] },
      unknowns: 2,
    }
    const answer: Solve = document => solveDocument({ ...document, word: { left: 'ground' } })
    expect((await judgeNetwork(loose, solveDocument)).verdict).toBe('justified refusal')
    expect((await judgeNetwork(loose, answer)).verdict).toBe('wrong')
  })

  it('finds an undetermined line without its warning', async () => {
    const bits = [0.3, 0, -3.5, -8]
    const drawn = {
      document: {
        size: [1, 4],
        cells: { device: 'resistor', conductance: 1e-4 },
        bit: { top: { volts: bits } },
        access: { transistor: { gateVolts: 0 } },
      },
      network: {
        wiring: wiring([1, 4], { top: ends(bits.map(each => volts(each))) }),
        cells: bits.map(() => ({ kind: 'linear', siemens: 1e-4 }) as const),
        series: bits.map(
          () => ({ kind: 'leaky transistor', gain: 4e-4, overdrive: -0.5, off: 1e-12 }) as const,
        ),
      },
      unknowns: 9,
    }
    expect((await judgeNetwork(drawn, solveDocument)).verdict).toBe('right with a warning')
    const silent: Solve = async document => {
      const solution = await solveDocument(document)
      const { undetermined: _, ...report } = solution.report
      return { ...solution, report }
    }
    expect((await judgeNetwork(drawn, silent)).verdict).toBe('wrong')
  })
})

describe('the attack by files', () => {
  it.each(FILE_KINDS.map(kind => [kind.name, kind] as const))(
    'starts from a sound file: %s',
    async (_, kind) => {
      const folder = mkdtempSync(join(scratch, 'sound-'))
      const file = join(folder, kind.file)
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
      `process.stdin.on('data', () => console.log(${JSON.stringify(reply)}))`,
    )
    const { faults } = await attackFiles(1, Infinity, { most: 1, child })
    expect(faults).toMatchObject([{ number: 0, why: expect.stringContaining(why) }])
  })

  it('finds a reader that dies', async () => {
    const child = program('dies.mjs', `process.stdin.on('data', () => process.abort())`)
    const { faults } = await attackFiles(1, Infinity, { most: 1, child })
    expect(faults).toMatchObject([{ number: 0, why: expect.stringMatching(/^died/) }])
  })
})

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
       setTimeout(() => writeFileSync('result/cells.csv', '1'), 400)`,
    )
    const { faults } = await attackInterruptions(2, Infinity, { most: 8, command })
    expect(faults.map(({ why }) => why)).toContain('cells.csv is missing')
  })

  it('finds what is left hidden, and a study that does not end with the same bytes', async () => {
    const command = planted(
      'hidden.mjs',
      `process.on('SIGINT', () => process.exit(130)); process.on('SIGTERM', () => process.exit(143))
       writeFileSync('.left', ''); writeFileSync('result/a.csv', String(Math.random())); setTimeout(() => {}, 300)`,
    )
    const { faults } = await attackInterruptions(3, Infinity, { most: 8, command })
    const why = faults.map(fault => fault.why)
    expect(why).toEqual(expect.arrayContaining(['.left is left', 'a.csv differs']))
  })
})

it('is a program that prints its seed', async () => {
  const { spawnSync } = await import('node:child_process')
  const attack = fileURLToPath(new URL('./attack.ts', import.meta.url))
  const args = ['--import', 'tsx', attack, '--seed', '12', '--networks', '5']
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(stdout).toMatch(/^seed 12\nnetworks: \d right, /)
  expect(status).toBe(0)
})
