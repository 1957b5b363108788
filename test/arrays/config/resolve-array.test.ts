import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { type ArrayFile, arrayFile } from '../../../arrays/config/array-file.ts'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { resolveArray } from '../../../arrays/config/resolve-array.ts'
import { validate } from '../../../arrays/config/validate.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { CURRENT, FLOAT, VOLTAGE } from '../../../arrays/network/problem.ts'
import { NODE_FILES } from '../../../src/host/node-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'sneakpath-array-'))

async function resolve(value: unknown, programmed = false): Promise<ArraySpec> {
  const document = parseDocument(stringify(value), join(folder, 'array.yaml'))
  return resolveArray(validate<ArrayFile>(document, arrayFile), { document, files: NODE_FILES, programmed })
}

/** The example of the issue: 2 x 3 resistors, two word-line sources, one of them open. */
const EXAMPLE = {
  size: [2, 3],
  wires: { word: 1, bit: 1 },
  word: { left: { volts: [0.3, null], ohms: 50 }, right: 'float' },
  bit: { top: 'float', bottom: { volts: 0, ohms: 10 } },
  cells: {
    device: 'resistor',
    conductance: [
      [1e-5, 2e-5, 3e-5],
      [4e-5, 5e-5, 6e-5],
    ],
  },
}

beforeAll(() => {
  writeFileSync(join(folder, 'g.csv'), '# quantity=conductance, unit=S\n1e-5,2e-5,3e-5\n4e-5,5e-5,6e-5\n')
  writeFileSync(join(folder, 'negative.csv'), '1,2,3\n4,-5,6\n')
})

describe('resolveArray', () => {
  it('reads the example of the issue', async () => {
    const spec = await resolve(EXAMPLE)
    expect(spec).toMatchObject({ size: [2, 3], wordWire: 1, bitWire: 1, access: { kind: 'none' } })
    expect(spec.left).toEqual({
      kind: Uint8Array.of(VOLTAGE, FLOAT),
      value: Float64Array.of(0.3, 0),
      ohms: Float64Array.of(50, 0),
    })
    expect([...spec.right.kind, ...spec.top.kind]).toEqual(Array(5).fill(FLOAT))
    expect([...spec.bottom.kind, ...spec.bottom.ohms]).toEqual([VOLTAGE, VOLTAGE, VOLTAGE, 10, 10, 10])
    expect([...spec.parameters[0]]).toEqual([1e-5, 2e-5, 3e-5, 4e-5, 5e-5, 6e-5])
    expect(spec).not.toHaveProperty('stuck')
  })

  it('takes units, segments, faults, currents and files', async () => {
    const spec = await resolve({
      ...EXAMPLE,
      wires: {
        word: [
          ['1 kohm', null],
          [0, 2],
        ],
        bit: [[1, 2, 3]],
      },
      word: { left: { amps: '2 uA' }, right: 'ground' },
      cells: { device: 'sinh', conductance: 'g.csv', beta: 3 },
      stuck: [
        [null, 'open', 'short'],
        ['5 uS', null, 0.5],
      ],
      access: { selector: { saturation: '1 nA' } },
    })
    expect(spec.wordWire).toEqual(Float64Array.of(1000, Infinity, 0, 2))
    expect(spec.bitWire).toEqual(Float64Array.of(1, 2, 3))
    expect([...spec.left.kind, ...spec.left.value]).toEqual([CURRENT, CURRENT, 2e-6, 2e-6])
    expect([...spec.right.kind]).toEqual([VOLTAGE, VOLTAGE])
    expect(spec.parameters).toEqual([Float64Array.of(1e-5, 2e-5, 3e-5, 4e-5, 5e-5, 6e-5), Float64Array.of(3)])
    expect(spec.stuck).toEqual(Float64Array.of(Number.NaN, 0, 0.1, 5e-6, Number.NaN, 0.5))
    expect(spec.access).toEqual({ kind: 'selector', saturation: 1e-9, scale: 0.1 })
  })

  it('takes a single row or column, which has no segments one way', async () => {
    const one = {
      size: [1, 1],
      cells: { device: 'resistor', conductance: 1 },
      wires: { word: [[]], bit: [] },
    }
    expect(await resolve(one)).toMatchObject({ wordWire: new Float64Array(0), bitWire: new Float64Array(0) })
  })

  it('lets a program set the volts: ends may be ohms alone, and drivers are the default', async () => {
    const { word: _, bit: __, ...undriven } = EXAMPLE
    const spec = await resolve({ ...undriven, word: { left: { ohms: '50 ohm' } } }, true)
    expect(spec.left).toMatchObject({ kind: Uint8Array.of(VOLTAGE, VOLTAGE), ohms: Float64Array.of(50, 50) })
    expect([...spec.bottom.kind, ...spec.right.kind]).toEqual([VOLTAGE, VOLTAGE, VOLTAGE, FLOAT, FLOAT])
    await expect(resolve({ ...EXAMPLE, word: { left: { ohms: 50 } } })).rejects.toThrow(
      /word\.left: found an end without a source; expected "volts" or "amps"/,
    )
  })

  it.each<[string, object, RegExp]>([
    [
      'a row too few',
      { cells: { device: 'resistor', conductance: [[1, 2, 3]] } },
      /cells\.conductance: found 1 row; expected 2, one for each word line/,
    ],
    [
      'a ragged matrix',
      {
        cells: {
          device: 'resistor',
          conductance: [
            [1, 2, 3],
            [4, 5],
          ],
        },
      },
      /array\.yaml:\d+:\d+: cells\.conductance\[1\]: found 2 values; expected 3/,
    ],
    [
      'a negative conductance',
      {
        cells: {
          device: 'resistor',
          conductance: [
            [1, 2, 3],
            [4, -5, 6],
          ],
        },
      },
      /cells\.conductance\[1\]\[1\]: found -5; expected a conductance in S.*0 to/,
    ],
    [
      'a text among numbers',
      {
        cells: {
          device: 'resistor',
          conductance: [
            [1, 2, 'x'],
            [4, 5, 6],
          ],
        },
      },
      /cells\.conductance\[0\]\[2\]: found "x"; expected a conductance/,
    ],
    [
      'NaN',
      { cells: { device: 'resistor', conductance: Number.NaN } },
      /cells\.conductance: found NaN; expected a number, a matrix/,
    ],
    [
      'a wrong unit',
      { cells: { device: 'resistor', conductance: '5 kohm' } },
      /cells\.conductance: found "5 kohm"; expected a conductance.*or the path of a CSV or NPY file/,
    ],
    [
      'a missing file',
      { cells: { device: 'resistor', conductance: 'none.csv' } },
      /none\.csv: found no such file/,
    ],
    [
      'a negative value in a file',
      { cells: { device: 'resistor', conductance: 'negative.csv' } },
      /negative\.csv: \[1\]\[1\]: found -5; expected a conductance/,
    ],
    [
      'a device that does not exist',
      { cells: { device: 'resitor' } },
      /cells\.device: found the device "resitor"; expected one of .*did you mean "resistor"/,
    ],
    [
      'an unknown parameter',
      { cells: { device: 'resistor', condcutance: 1 } },
      /cells\.condcutance: found the unknown key "condcutance" of device resistor; expected one of .*did you mean "conductance"/,
    ],
    [
      'a state of a device without',
      { cells: { device: 'resistor', state: 1 } },
      /cells\.state: found 1; expected no state/,
    ],
    ['a size of three', { size: [2, 3, 4] }, /size: found \[2, 3, 4\]; expected \[word lines, bit lines\]/],
    ['a size of zero', { size: [0, 3] }, /size\[0\]: found 0; expected a number of at least 1/],
    [
      'an absurd size',
      { size: [65536, 65536] },
      /size: found \[65536, 65536\]; expected at most 33554432 cells/,
    ],
    [
      'a list of volts of another length',
      { word: { left: { volts: [1, 2, 3] } } },
      /word\.left\.volts: found \[1, 2, 3\]; expected a list of 2, one for each line/,
    ],
    [
      'volts and amps',
      { word: { left: { volts: 1, amps: 1 } } },
      /word\.left\.amps: found "amps" beside "volts"; expected/,
    ],
    [
      'a negative resistance',
      { bit: { bottom: { volts: 0, ohms: -1 } } },
      /bit\.bottom\.ohms: found -1; expected a resistance/,
    ],
    [
      'an end that does not exist',
      { word: { top: 'float' } },
      /word\.top: found the unknown key "top"; expected one of "left", "right"/,
    ],
    [
      'a misspelt end',
      { word: { left: 'grond' } },
      /word\.left: found "grond"; expected "float", "ground" or/,
    ],
    [
      'a matrix of segments of another shape',
      {
        wires: {
          word: [
            [1, 1, 1],
            [1, 1, 1],
          ],
          bit: 1,
        },
      },
      /wires\.word\[0\]: found \[1, 1, 1\]; expected 2 segments/,
    ],
    [
      'a stuck matrix of another shape',
      { stuck: [['open']] },
      /stuck: found a list of 1; expected a list of 2/,
    ],
    [
      'a fault that does not exist',
      {
        stuck: [
          [null, 'shrot', null],
          [null, null, null],
        ],
      },
      /stuck\[0\]\[1\]: found "shrot"; expected null, "open", "short"/,
    ],
    [
      'stuck in both places',
      { stuck: [], cells: { device: 'resistor', stuck: [] } },
      /cells\.stuck: found "stuck" here and beside "cells"/,
    ],
    [
      'an access element that does not exist',
      { access: 'selectro' },
      /access: found "selectro"; expected "none", "selector", "oneSidedSelector", "diode", "transistor", or a group "resistor", /,
    ],
    [
      'an unknown parameter of a selector',
      { access: { selector: { scal: 1 } } },
      /access\.selector\.scal: found the unknown key "scal".*did you mean "scale"/,
    ],
    ['an unknown key', { cellz: 1 }, /cellz: found the unknown key "cellz"; expected.*did you mean "cells"/],
  ])('refuses %s', async (_, change, message) => {
    await expect(resolve({ ...EXAMPLE, ...change })).rejects.toThrow(message)
  })
})
