import { describe, expect, it } from 'vitest'
import { INPUT_LIMITS } from '../../../arrays/config/input-limits.ts'
import { planeRows } from '../../../arrays/plane.ts'
import type { CsvRow } from '../../../arrays/user-files.ts'
import { readCsvRows, readCsvRowsSync } from '../../../src/files/read-csv-rows.ts'
import { readMatrixCsv } from '../../../src/files/read-matrix-csv.ts'
import { scratch } from './scratch.ts'

const { put } = scratch()
const rowsOf = async (content: string | Uint8Array): Promise<CsvRow[]> => {
  const rows: CsvRow[] = []
  await readCsvRows(put('rows.csv', content), row => rows.push(row))
  return rows
}
const texts = (rows: readonly CsvRow[]): string[][] =>
  rows.map(({ fields }) => fields.map(({ text }) => text))

describe('rows of a CSV file', () => {
  it.each([
    ['\\n', '# a, b\n\na, b\n1, 2\n'],
    ['\\r\\n', '# a, b\r\n\r\na, b\r\n1, 2\r\n'],
    ['\\r', '# a, b\r\ra, b\r1, 2\r'],
  ])('end in %s', async (_, content) => {
    const rows = await rowsOf(content)
    expect(texts(rows)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(rows.map(({ line }) => line)).toEqual([3, 4])
    expect(rows[1].fields[1].column).toBe(4)
    const atOnce: CsvRow[] = []
    readCsvRowsSync(put('rows.csv', content), 100, row => atOnce.push(row))
    expect(atOnce).toEqual(rows)
  })

  it('are refused at once where the file is too large, binary or of too many fields', () => {
    const read = (content: string, maxBytes = 100, maxFields = 10): void =>
      readCsvRowsSync(put('rows.csv', content), maxBytes, () => {}, { maxFields })
    expect(() => read('1,2\n'.repeat(30))).toThrow(
      /rows\.csv: found 120 bytes; expected a CSV file of at most 100/,
    )
    expect(() => read('1,\0\n')).toThrow(/rows\.csv: found a binary file/)
    expect(() => read('1,2\n3,4\n', 100, 3)).toThrow(/rows\.csv:2: found more fields; expected at most 3/)
  })

  it('go on where a piece of the file ends, in a line or in a letter of several bytes', async () => {
    const start = `#${'x'.repeat(2 ** 20 - 4)}\n`
    expect(texts(await rowsOf(`${start}12345,6\n`))).toEqual([['12345', '6']])
    expect(texts(await rowsOf(`${start}\u03a9\u03a9,6\n`))).toEqual([['\u03a9\u03a9', '6']])
  })

  it('of 120,000 empty lines are none, and take no time', async () => {
    const before = performance.now()
    const plane = await readMatrixCsv(put('empty.csv', `${'\n'.repeat(120_000)}1,0\n`))
    expect(planeRows(plane)).toEqual([[1, 0]])
    expect(performance.now() - before).toBeLessThan(3000)
  })

  it.each([
    [
      'fields in a line',
      '1,'.repeat(INPUT_LIMITS.csvFieldsOfLine + 1),
      /:1: found a line of more fields; expected at most 65536/,
    ],
    [
      'letters in a line',
      `1,1\n${'1'.repeat(INPUT_LIMITS.csvLineLength + 2 ** 20)}`,
      /:2: found a longer line; expected at most 4194304/,
    ],
  ])('are refused with too many %s', async (_, content, message) => {
    await expect(rowsOf(content)).rejects.toThrow(message)
  })

  it('are refused with more fields than are kept', async () => {
    const file = put('many.csv', '1,2\n3,4\n5,6\n')
    await expect(readCsvRows(file, () => {}, { maxFields: 5 })).rejects.toThrow(
      /:3: found more fields; expected at most 5 in a file/,
    )
  })

  it('end with the reason of a signal, between two pieces', async () => {
    const interrupt = new AbortController()
    const file = put('long.csv', '1,2\n'.repeat(2 ** 20))
    let rows = 0
    const reading = readCsvRows(
      file,
      () => {
        if (++rows === 1000) interrupt.abort()
      },
      { signal: interrupt.signal },
    )
    await expect(reading).rejects.toThrow(/abort/)
    expect(rows).toBeLessThan(2 ** 19)
  })
})
