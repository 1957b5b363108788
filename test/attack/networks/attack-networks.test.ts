import { describe, expect, it } from 'vitest'
import { SolverError } from '../../../arrays/errors.ts'
import { uniformStream } from '../../../arrays/random/keyed-random.ts'
import { ends, volts, wiring } from '../../reference/wiring.ts'
import { attackNetworks } from './attack-networks.ts'
import { drawNetwork } from './draw-network.ts'
import { judgeNetwork, type Solve, solveDocument } from './judge-network.ts'

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
    for (const part of ['oneSidedSelector', 'diode', '"side":"word"', '"side":"bit"'])
      expect(texts.filter(text => text.includes(part)).length, part).toBeGreaterThan(10)
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
    // All above the gate less the threshold, so that the transistors stay off.
    const bits = [8.3, 8, 4.5, 0]
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
        series: bits.map(() => ({ kind: 'gated transistor', gain: 4e-4, gate: -0.5, off: 1e-12 }) as const),
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
