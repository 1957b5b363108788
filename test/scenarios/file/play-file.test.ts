import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CURRENT, FLOAT, VOLTAGE } from '../../../arrays/network/problem.ts'
import { readPlayFile } from '../../../scenarios/file/play-file.ts'
import { NODE_FILES } from '../../../src/host/node-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'sneakpath-play-'))
const SIDES = [
  { side: 'word', lines: 2 },
  { side: 'bit', lines: 2 },
] as const

function play(
  text: string | Uint8Array,
  shape: 'steps' | 'linear' = 'steps',
): ReturnType<typeof readPlayFile> {
  const file = join(folder, 'play.csv')
  writeFileSync(file, text)
  return readPlayFile(file, SIDES, shape, NODE_FILES)
}

describe('readPlayFile', () => {
  it('holds each row until the time of the next, and floats what has no column or no value', async () => {
    const rows = await play('# two segments\ntime_s,word_0_V,bit_1_A\n0,0.5,2e-6\n0.1,1,\n0.4,0,0\n')
    expect(rows.map(({ seconds }) => seconds)).toEqual([0.1, expect.closeTo(0.3, 12)])
    expect([...rows[0].from.word!.kind, ...rows[0].from.bit!.kind]).toEqual([VOLTAGE, FLOAT, FLOAT, CURRENT])
    expect([rows[0].from.word!.value[0], rows[0].from.bit!.value[1]]).toEqual([0.5, 2e-6])
    expect([...rows[1].from.word!.kind, ...rows[1].from.bit!.kind]).toEqual([VOLTAGE, FLOAT, FLOAT, FLOAT])
  })

  it('joins rows by straight lines', async () => {
    const rows = await play('time_s,word_0_V\n0,0\n1,2\n3,-2\n', 'linear')
    const ends = rows.map(({ from, to, goesOn }) => [from.word!.value[0], to.word!.value[0], goesOn])
    expect(ends).toEqual([
      [0, 2, false],
      [2, -2, true],
    ])
  })

  it.each([
    ['units in the names', 'time (ms),word_0 [mV],bit_1 (uA)\n0,500,2\n100,1000,\n400,0,0\n'],
    ['semicolons and decimal commas', 'Zeit/s;word_0_V;bit_1_uA\n0;0,5;2,0\n0,1;1;\n0,4;0;0\n'],
    [
      'tabs, a mark and trailing space',
      '\ufefftime_s\tword_0_V\tbit_1_A\r\n0\t0.5\t2e-6\r\n0.1\t1\t\r\n0.4\t0\t0\r\n',
    ],
    ['UTF-16', Buffer.from('\ufefftime_s;word_0_V;bit_1_A\n0;0,5;2e-6\n0,1;1;\n0,4;0;0\n', 'utf16le')],
  ])('reads what an instrument writes: %s', async (_, text) => {
    const rows = await play(text)
    expect(rows.map(({ seconds }) => seconds)).toEqual([expect.closeTo(0.1, 12), expect.closeTo(0.3, 12)])
    expect(rows[0].from.word!.value[0]).toBeCloseTo(0.5, 12)
    expect(rows[0].from.bit!.value[1]).toBeCloseTo(2e-6, 15)
    expect(rows[1].from.bit!.kind[1]).toBe(FLOAT)
  })

  it.each([
    ['time_s,word_0_kg\n0,1\n1,2\n', /column "word_0_kg"; expected "word_I_V"/],
    ['voltage (V),word_0_V\n0,1\n1,2\n', /first column "voltage \(V\)"; expected "time_s"/],
  ])('says which column is none: %j', async (text, message) => {
    await expect(play(text)).rejects.toThrow(message)
  })

  it('has no straight line from an open line to a driven one', async () => {
    await expect(play('time_s,word_0_V\n0,0\n1,2\n3,\n', 'linear')).rejects.toThrow(
      /play\.csv:4: found no value in column word_0_V after a value; expected with "shape: linear" a value in every row/,
    )
  })

  it.each([
    [
      'a ragged line',
      '# c\ntime_s,word_0_V\n0,1\n1\n',
      /play\.csv:4: found 1 values; expected 2 as in the header/,
    ],
    ['a text', 'time_s,word_0_V\n0,x\n1,1\n', /play\.csv:2: found "x" in column word_0_V; expected a number/],
    ['time that stands still', '# c\ntime_s,word_0_V\n0,1\n0,1\n', /play\.csv:4: found time 0 s after 0 s/],
    [
      'a line that is not there',
      'time_s,word_2_V\n0,1\n1,1\n',
      /found column "word_2_V"; expected a word line below 2/,
    ],
    ['another first column', 'word_0_V,time_s\n0,1\n1,1\n', /play\.csv.*expected/],
    ['one row', 'time_s,word_0_V\n0,1\n', /found 1 rows; expected a header and at least two rows/],
  ])('refuses %s', async (_, text, message) => {
    await expect(play(text)).rejects.toThrow(message)
  })
})
