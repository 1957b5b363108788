import { mkdirSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { INPUT_LIMITS } from '../../../arrays/config/input-limits.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { planeRows } from '../../../arrays/plane.ts'
import { readMatrixCsv } from '../../../src/files/read-matrix-csv.ts'
import { scratch } from './scratch.ts'

const { folder, put } = scratch()

describe('a matrix in a CSV file', () => {
  const matrix = [
    [1, -2.5, 3e-12],
    [4, 0.5, 60],
  ]
  it.each([
    ['commas', '1,-2.5,3e-12\n4,.5,6e1\n'],
    ['no line break at the end', '1,-2.5,3e-12\n4,.5,6e1'],
    ['the header of a run folder', '# quantity=g, unit=S, time_s=0.1\n1,-2.5,3e-12\n4,.5,6e1\n'],
    ['a comment with a quotation mark', '# the 5" wafer, it\'s "new\n1,-2.5,3e-12\n4,.5,6e1\n'],
    ['Windows line ends, a byte order mark and empty lines', '\uFEFF1,-2.5,3e-12\r\n\r\n4,.5,6e1\r\n\r\n'],
    ['semicolons', '1;-2.5;3e-12\n4;.5;6e1\n'],
    ['tabs', '1\t-2.5\t3e-12\n4\t.5\t6e1\n'],
    ['the spaces of numpy.savetxt', ' 1.0e+00  -2.5 3e-12\n 4.  .5  6E1\n'],
    ['spaces around commas', '1 , -2.5 ,3e-12\n 4,.5, +6e1\n'],
  ])('with %s', async (name, text) => {
    expect(planeRows(await readMatrixCsv(put(`${name}.csv`, text)))).toEqual(matrix)
  })

  it('may be one number', async () => {
    expect(planeRows(await readMatrixCsv(put('one.csv', '7\n')))).toEqual([[7]])
  })

  it('may be one column', async () => {
    expect(planeRows(await readMatrixCsv(put('column.csv', '7\n8\n')))).toEqual([[7], [8]])
  })

  it('keeps every bit of float64', async () => {
    const value = 0.1 + 0.2
    expect((await readMatrixCsv(put('bits.csv', `${value}\n`))).get(0, 0)).toBe(value)
  })

  it.each([
    ['# a comment\n1,2\n3,x\n', ':3:3: [1][1]: found "x"; expected a finite number'],
    ['1,2\n3, NaN\n', ':2:4: [1][1]: found "NaN"; expected a finite number'],
    ['1,inf\n', ':1:3: [0][1]: found "inf"'],
    ['1,1e999\n', ':1:3: [0][1]: found "1e999"'],
    ['1,0x10\n', ':1:3: [0][1]: found "0x10"'],
    ['1,,2\n', ':1:3: [0][1]: found an empty field'],
    ['a,b\n1,2\n', ':1:1: [0][0]: found "a"'],
    ['1,2\n\n3\n', ':3:1: [1]: found 1 value; expected 2 as in the lines before'],
    ['1,2\n3,4,5\n', ':2:1: [1]: found 3 values; expected 2'],
    ['', ': found no values'],
    ['# nothing\n\n', ': found no values'],
    ['\u00001', ': found a binary file'],
  ])('refuses %j', async (text, message) => {
    const file = put('bad.csv', text)
    const error = await readMatrixCsv(file).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as Error).message).toContain(`${file}${message}`)
  })

  it('says which file is missing, a folder or too large', async () => {
    await expect(readMatrixCsv(join(folder, 'none.csv'))).rejects.toThrow(/none\.csv: found no such file/)
    mkdirSync(join(folder, 'sub.csv'))
    await expect(readMatrixCsv(join(folder, 'sub.csv'))).rejects.toThrow(
      /found a folder; expected a CSV file/,
    )
    const large = put('large.csv', '1')
    truncateSync(large, INPUT_LIMITS.csvBytes + 1)
    await expect(readMatrixCsv(large)).rejects.toThrow(/268435457 bytes; expected a CSV file of at most/)
  })
})

describe('a matrix as instruments and spreadsheets write it', () => {
  const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'))
  it.each([
    ['semicolons and decimal commas', '0,5;1\n2;2,5e-1\n'],
    ['tabs and decimal commas', '0,5\t1\n2\t0,25\n'],
    ['a byte order mark', '\ufeff0.5,1\r\n2,0.25\r\n'],
    ['quotation marks', '"0.5","1"\n"2","0.25"\n'],
    ['quoted decimal commas', '"0,5";"1"\n"2";"0,25"\n'],
    ['UTF-16', utf16('0,5;1\n2;0,25\n')],
    ['spaces', '0.5   1\n2     0.25\n'],
  ])('is read with %s', async (_, content) => {
    expect(planeRows(await readMatrixCsv(put('lab.csv', content)))).toEqual([
      [0.5, 1],
      [2, 0.25],
    ])
  })
})
