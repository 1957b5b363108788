import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { runScenario } from '../../../scenarios/run/run-scenario.ts'
import { farthestCell, sampleCells, sampleSize } from '../../../scenarios/sneak/sampled-cells.ts'
import type { SneakNumbers } from '../../../scenarios/sneak/sneak-numbers.ts'
import { sneakText } from '../../../src/cli/text/sneak-text.ts'
import { NODE_HOST } from '../../../src/host/node-host.ts'

/** Resistors of 1, 2, 3 and 4 mS, where every number can be had by hand. */
async function numbers(more: string, array = ''): Promise<SneakNumbers[]> {
  const text = `
name: by-hand
title: Two by two resistors
array: { size: [2, 2], cells: { device: resistor, conductance: [[1 mS, 2 mS], [3 mS, 4 mS]] }${array} }
network: crossbar
images: { corner: ["#.", ".."] }
${more}
`
  const result = await runScenario({
    document: parseDocument(text, 'by-hand.yaml'),
    baseDir: '.',
    host: NODE_HOST,
  })
  return [...result.sneak!]
}

/** mS of the other three cells in series, for cells (0,0), (0,1), (1,0), (1,1). */
const AROUND = [
  1 / (1 / 2 + 1 / 3 + 1 / 4),
  1 / (1 + 1 / 3 + 1 / 4),
  1 / (1 + 1 / 2 + 1 / 4),
  1 / (1 + 1 / 2 + 1 / 3),
]
const SHARES = AROUND.map((siemens, k) => siemens / (siemens + k + 1))
const READ_CONTRAST = (1 + AROUND[0]) / ((2 + AROUND[1] + 3 + AROUND[2] + 4 + AROUND[3]) / 3)

describe('the sneak numbers of a crossbar', () => {
  it('count no disturbance where nothing is written', async () => {
    const [only] = await numbers('program: [{ read: 1 V, name: last }]')
    expect(only.disturbance).toBeUndefined()
    expect(sneakText(only, 'one write', 80)).toContain('none: nothing was written by a write step')
  })

  it('are taken at the last read step', async () => {
    const program = [
      '{ write: corner, volts: 2 V, width: 1 s }',
      '{ read: 2 V, by: row, bias: ground, name: first }',
      '{ read: 1 V, by: cell, bias: float, name: last }',
      '{ wait: 1 s }',
    ]
    const [only] = await numbers(`program: [${program.join(', ')}]`)
    expect(only).toMatchObject({
      case: '',
      bias: 'half',
      read: { step: 'last', volts: 1, bias: 'float', by: 'cell', cells: 4, of: 4 },
      storedContrast: expect.closeTo(1 / 3, 12),
      readContrast: expect.closeTo(READ_CONTRAST, 9),
      disturbance: 0,
      irDrop: { share: expect.closeTo(0, 12), cell: [0, 1] },
    })
    const [low, high] = [...SHARES].sort((a, b) => a - b).slice(1, 3)
    expect(only.sneakShare.median).toBeCloseTo((low + high) / 2, 9)
    expect(only.sneakShare.worst).toBeCloseTo(Math.max(...SHARES), 9)
    // The margin exchanges states, and resistors have none.
    expect(only.readMargin).toEqual({ smallest: 0, cells: 4 })
  })

  it('are taken at the read voltage and the bias of the run where nothing is read', async () => {
    const [only] = await numbers('bias: float\nprogram: [{ write: corner, volts: 2 V, width: 1 s }]')
    expect(only.read).toMatchObject({ step: undefined, bias: 'float', by: 'cell', cells: 4 })
    expect(only.sneakShare.worst).toBeCloseTo(Math.max(...SHARES), 9)
    expect(only.readContrast).toBeCloseTo(READ_CONTRAST, 9)
  })

  it('count the drop along the wires to the far cell', async () => {
    const wires = ', wires: { word: 100 ohm, bit: 0 ohm }'
    const [only] = await numbers('program: [{ read: 1 V, by: row, bias: ground }]', wires)
    // 500 ohm of 2 mS behind 100 ohm; the cell before it, at the driver, takes nothing from it.
    expect(only.irDrop).toEqual({ share: expect.closeTo(1 / 6, 9), cell: [0, 1] })
    // Nothing was written: there is no contrast.
    expect(only.storedContrast).toBeUndefined()
  })

  it('are those of every case', async () => {
    const program = 'program: [{ read: 1 V, name: r }]'
    const all = await numbers(`cases: [{ name: one, ${program} }, { name: two, ${program} }]`)
    expect(all.map(one => one.case)).toEqual(['one', 'two'])
  })

  it('come from fewer cells in a large array', () => {
    expect([1, 128 ** 2, 256 ** 2, 1024 ** 2].map(sampleSize)).toEqual([64, 64, 16, 4])
    const written = Array.from({ length: 400 }, (_, k) => k < 10)
    const sample = [...sampleCells(written, 64)]
    expect(sample).toHaveLength(64)
    expect(sample.filter(k => written[k])).toHaveLength(10)
  })

  it('know the far cell where lines are driven from both ends', () => {
    const held = { kind: Uint8Array.of(1, 1, 1, 1, 1), value: new Float64Array(5), ohms: new Float64Array(5) }
    const open = { ...held, kind: new Uint8Array(5) }
    const all = [...Array(25).keys()]
    const far = (left: typeof held, right: typeof held): number =>
      farthestCell({ size: [5, 5], left, right, top: open, bottom: held } as never, all)
    expect([far(held, open), far(open, held), far(held, held)]).toEqual([4, 0, 2])
  })
})
