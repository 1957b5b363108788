import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type WriteStep, writeStep } from '../../../arrays/program/steps/write-step.ts'
import { besideExtent } from '../../../scenarios/beside/beside-case.ts'
import type { ScenarioBeside } from '../../../scenarios/beside/play-beside.ts'
import { runScenario } from '../../../scenarios/run/run-scenario.ts'
import { writtenCells } from '../../../scenarios/sneak/written-cells.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'

const LINES = 18

/** Its busiest word line is the third from the bottom. */
const PICTURE = Array.from({ length: LINES }, (_, i) =>
  Array.from({ length: LINES }, (_, j) => (i === LINES - 3 ? (j < 12 ? 1 : 0) : (i * j) % 5 === 1 ? 1 : 0)),
)

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-beside-'))
afterAll(() => rmSync(scratch, { recursive: true }))
const pictureFile = join(scratch, 'picture.csv')
writeFileSync(pictureFile, PICTURE.map(line => `${line.join(',')}\n`).join(''))

async function beside(set: Record<string, unknown>): Promise<ScenarioBeside> {
  const result = await runScenario(loadScenario('mof-refresh'), { set, image: pictureFile })
  expect(result.warnings).toEqual([])
  return result.beside!
}

function write(volts: [number, number], graded: WriteStep['graded'] = 'none'): WriteStep {
  const levels = [Float64Array.of(1, 0.5, 0, 0), Float64Array.of(0, 0, 0, 1)]
  const targets = levels.map((own, t) => ({ levels: own, amplitude: volts[t] }))
  return writeStep({ label: 'w', targets, width: 1, interval: 0, pulses: 2, graded, frame: true })
}

describe('an array beside its isolated cells', () => {
  it('is played in full, by a line or not at all, by its size', () => {
    const file = { network: 'isolated', beside: { bias: 'half' } } as const
    expect([1, 256, 257, 16_384, 16_385].map(cells => besideExtent(file, cells))).toEqual([
      'program',
      'program',
      'line',
      'line',
      undefined,
    ])
    expect(besideExtent({ ...file, network: 'crossbar' }, 25)).toBeUndefined()
    expect(besideExtent({ network: 'isolated' }, 25)).toBeUndefined()
  })

  it('counts as written what the last write drives with its full volts', () => {
    const steps = (last: WriteStep): WriteStep[] => [write([1, -3]), last]
    expect(writtenCells(steps(write([2, -1])), [2, 2])).toEqual([true, true, false, false])
    expect(writtenCells(steps(write([1, -2])), [2, 2])).toEqual([false, false, false, true])
    expect(writtenCells(steps(write([2, -2], 'volts')), [2, 2])).toEqual([true, false, false, true])
    expect(writtenCells([], [2, 2])).toEqual([false, false, false, false])
  })

  it('loses contrast to sneak paths, after a pulse on one line', async () => {
    const report = await beside({})
    expect(report).toMatchObject({ extent: 'line', figures: {}, bias: 'half' })
    expect(report.readContrast!).toBeGreaterThan(1)
    expect(report.readContrast!).toBeLessThan(report.storedContrast! - 0.1)
    // Word lines of an array above 256 cells are read whole; a sample of 64 cells touches all 18.
    expect(report.read).toEqual({
      step: 'F faded',
      volts: 0.01,
      bias: 'half',
      by: 'row',
      cells: LINES ** 2,
      of: LINES ** 2,
    })
    expect(report.disturbance).toBeGreaterThan(0.05)
    // One pulse of 5 s.
    expect(report.programSeconds).toBe(5)
  })

  it('shows what the isolated cells show where all lines are held and wires have no resistance', async () => {
    const held = { 'beside.bias': 'ground', 'array.wires.word': 0, 'array.wires.bit': 0 }
    const report = await beside(held)
    // Every cell but the selected one sees 0 V: nothing but rounding is left.
    expect(Math.abs(report.sneakShare.worst)).toBeLessThan(1e-12)
    expect(report.readContrast! / report.storedContrast!).toBeCloseTo(1, 12)
    expect(Math.abs(report.irDrop!.share)).toBeLessThan(1e-12)
  })
})
