import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { AccessSpec } from '../../../arrays/access/access-spec.ts'
import { type ArrayFile, arrayFile } from '../../../arrays/config/array-file.ts'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { resolveArray } from '../../../arrays/config/resolve-array.ts'
import { validate } from '../../../arrays/config/validate.ts'
import { NODE_FILES } from '../../../src/host/node-files.ts'
import { scratch } from '../../src/files/scratch.ts'

const { folder } = scratch()

async function resolve(access: unknown): Promise<AccessSpec> {
  const value = { size: [2, 3], cells: { device: 'resistor' }, access }
  const document = parseDocument(stringify(value), join(folder, 'array.yaml'))
  return (await resolveArray(validate<ArrayFile>(document, arrayFile), { document, files: NODE_FILES }))
    .access
}

writeFileSync(join(folder, 'ohms.csv'), '1,2,3\n4,5,6\n')
writeFileSync(join(folder, 'negative.csv'), '1,2,3\n4,-5,6\n')

describe('resolveAccess', () => {
  it('takes the ohms of all cells, of each, or from a file', async () => {
    expect(await resolve({ resistor: '2 kohm' })).toEqual({ kind: 'resistor', ohms: Float64Array.of(2000) })
    const matrix = await resolve({
      resistor: [
        [1, '2 ohm', 3],
        [4, 5, 6],
      ],
    })
    expect(matrix).toEqual({ kind: 'resistor', ohms: Float64Array.of(1, 2, 3, 4, 5, 6) })
    expect(await resolve({ resistor: 'ohms.csv' })).toEqual(matrix)
  })

  it('takes diodes and one-sided selectors with units, defaults filled in', async () => {
    expect(await resolve({ diode: { saturation: '3 pA', temperature: '350 K', breakdown: '4 V' } })).toEqual({
      kind: 'diode',
      saturation: 3e-12,
      ideality: 1,
      temperature: 350,
      towards: 'bit',
      breakdown: 4,
      breakdownCurrent: 1e-3,
    })
    expect(await resolve({ oneSidedSelector: { leakage: '1 fA', towards: 'word' } })).toEqual({
      kind: 'oneSidedSelector',
      saturation: 1e-12,
      scale: 0.1,
      leakage: 1e-15,
      towards: 'word',
    })
    expect(await resolve('diode')).not.toHaveProperty('breakdown')
  })

  it('takes gate volts for all, for each word line, for each cell, or from a file', async () => {
    const gates = async (gateVolts: unknown): Promise<unknown> => {
      const access = await resolve({ transistor: { side: 'bit', gateVolts } })
      expect(access).toMatchObject({ kind: 'transistor', side: 'bit', threshold: 0.5 })
      return access.kind === 'transistor' && Array.from(access.gateVolts)
    }
    expect(await gates('1.5 V')).toEqual(new Array(6).fill(1.5))
    expect(await gates(['1 V', 2])).toEqual([1, 1, 1, 2, 2, 2])
    const matrix = [
      [1, 2, 3],
      [4, 5, 6],
    ]
    expect(await gates(matrix)).toEqual([1, 2, 3, 4, 5, 6])
    expect(await gates('ohms.csv')).toEqual([1, 2, 3, 4, 5, 6])
    expect(await resolve('transistor')).toMatchObject({
      side: 'word',
      gateVolts: new Float64Array(6).fill(3),
    })
  })

  it.each<[string, unknown, RegExp]>([
    [
      'negative ohms',
      { resistor: -5 },
      /access\.resistor: found -5; expected a resistance in ohm.*at least 0/,
    ],
    ['ohms of another unit', { resistor: '5 V' }, /access\.resistor: found "5 V"; expected a resistance/],
    ['no number', { resistor: Number.NaN }, /access\.resistor: found .*NaN.*; expected a/],
    ['a matrix of another size', { resistor: [[1, 2, 3]] }, /access\.resistor: found 1 row; expected 2, one/],
    [
      'negative ohms in a file',
      { resistor: 'negative.csv' },
      /negative\.csv: \[1\]\[1\]: found -5; expected/,
    ],
    ['a resistor without ohms', 'resistor', /access: found "resistor"; expected .* or a group "resistor"/],
    [
      'a side that is none',
      { transistor: { side: 'left' } },
      /access\.transistor\.side: found "left"; expected one of "word", "bit"/,
    ],
    [
      'a gate too few',
      { transistor: { gateVolts: [1] } },
      /access\.transistor\.gateVolts: found a list of 1; expected a number, a list of 2 .* or a matrix of 2 x 3/,
    ],
    [
      'a matrix of gates of another size',
      { transistor: { gateVolts: [[1, 2, 3]] } },
      /access\.transistor\.gateVolts: found 1 row; expected 2, one for each word line/,
    ],
    [
      'a gate that is no number',
      { transistor: { gateVolts: [1, Number.NaN] } },
      /access\.transistor\.gateVolts.*: found .*; expected a voltage/,
    ],
    [
      'a threshold that is no number',
      { transistor: { threshold: 'x' } },
      /threshold: found "x"; expected a volt/,
    ],
    [
      'an ideality of 0',
      { diode: { ideality: 0 } },
      /access\.diode\.ideality: found 0; expected a number, above 0/,
    ],
    ['a breakdown below 0', { diode: { breakdown: -5 } }, /breakdown: found -5; expected a voltage.*above 0/],
    [
      'a direction that is none',
      { diode: { towards: 'up' } },
      /access\.diode\.towards: found "up"; expected/,
    ],
    [
      'two elements',
      { diode: {}, selector: {} },
      /access: found a group of selector and diode; expected one element: "resistor", /,
    ],
    ['none', {}, /access: found a group of nothing; expected one element/],
    [
      'a misspelt element',
      { transistr: {} },
      /access\.transistr: found the unknown key.*did you mean "transistor"/,
    ],
  ])('refuses %s', async (_, access, message) => {
    const error: unknown = await resolve(access).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Error)
    expect((error as Error).message).toMatch(message)
    expect((error as Error).message).not.toContain('\n')
  })
})
