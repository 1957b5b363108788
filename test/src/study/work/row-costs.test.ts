import { describe, expect, test } from 'vitest'
import { advance } from '../../../../arrays/crossbar/advance.ts'
import { createArrayReader } from '../../../../arrays/crossbar/array-reader.ts'
import { addressCells } from '../../../../arrays/crossbar/bias/address-cells.ts'
import { createArraySpec } from '../../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../../arrays/crossbar/energy-meter.ts'
import { readSelections } from '../../../../arrays/crossbar/read-array.ts'
import { createSolveRecorder } from '../../../../arrays/crossbar/solve-log.ts'
import { secondsOfRow } from '../../../../src/study/work/row-costs.ts'

/** Sweeps times cells of a picture that is written once and read cell by cell. */
function work(size: number): number {
  const spec = createArraySpec({
    size: [size, size],
    device: 'zntpp',
    parameters: { area: 4.11 },
    wires: { word: 1, bit: 1 },
  })
  const states = spec.initial.map(x => x.slice())
  const recorder = createSolveRecorder()
  for (let i = 0; i < size; i++) {
    const levels = Array.from({ length: size }, (_, j) => ((i * 7 + j * 5) % 3 === 0 ? 1 : 0))
    const drive = crossbarDrive(spec, addressCells(spec.size, i, levels, 10, 'half'), new Uint8Array(size))
    advance(spec, drive, 0.1, states, createEnergyMeter(), { recorder })
  }
  const reader = createArrayReader(spec)
  const read = { network: 'crossbar', volts: 0.5, bias: 'half', by: 'cell' } as const
  for (const { drive } of readSelections(spec, read)) reader.point(drive, states, recorder)
  return recorder.log().iterations * size * size
}

describe('what a row takes', () => {
  // 0.2 s whatever the size, and 1 ms for each cell.
  const tried = [100, 400, 1600].map(cells => ({ cells, seconds: 0.2 + cells / 1000 }))

  test('is what was tried, and follows the work between tried sizes and beyond', () => {
    for (const cells of [100, 300, 400, 1000, 1600, 6400])
      expect(secondsOfRow(tried, cells, 'isolated')).toBeCloseTo(0.2 + cells / 1000, 12)
    const crossbars = [64, 256].map(cells => ({ cells, seconds: 0.05 + 1e-4 * cells ** 1.6 }))
    expect(secondsOfRow(crossbars, 4096, 'crossbar')).toBeCloseTo(0.05 + 1e-4 * 4096 ** 1.6, 9)
  })

  test('keeps to what can be where tried rows say too little', () => {
    const one = [{ cells: 100, seconds: 1 }]
    expect(secondsOfRow(one, 300, 'isolated')).toBeCloseTo(1 + 0.65 * 2, 9)
    // A larger row that took no longer, and one that took much longer.
    const same = [...one, { cells: 400, seconds: 1 }]
    expect(secondsOfRow(same, 800, 'isolated')).toBeCloseTo(1 + 0.3, 9)
    const more = [...one, { cells: 400, seconds: 40 }]
    expect(secondsOfRow(more, 800, 'isolated')).toBeCloseTo(80, 9)
    expect(secondsOfRow(one, 1, 'crossbar')).toBeGreaterThan(0.09)
  })

  test('of crossbars with 32 times the cells is foreseen within a factor of 2 by their counts', () => {
    const known = [4, 6, 8].map(size => ({ cells: size * size, seconds: work(size) }))
    for (const size of [12, 16, 23]) {
      const ratio = secondsOfRow(known, size * size, 'crossbar') / work(size)
      expect(ratio, `${size} x ${size}`).toBeGreaterThan(0.5)
      expect(ratio, `${size} x ${size}`).toBeLessThan(2)
    }
  })
})
