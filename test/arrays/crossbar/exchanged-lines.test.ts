import { describe, expect, it } from 'vitest'
import { createArrayReader } from '../../../arrays/crossbar/array-reader.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { exchangedLines } from '../../../arrays/crossbar/exchanged-lines.ts'
import { readSelections } from '../../../arrays/crossbar/read-array.ts'

const spec = createArraySpec({ size: [12, 10], device: 'sinh', wires: { word: 2, bit: 3 } })
const reads = (bias: 'half' | 'float') =>
  readSelections(spec, { volts: 0.5, bias, network: 'crossbar', by: 'cell' })

describe('lines that exchange their drivers between two reads', () => {
  it('are the selected ones', () => {
    for (const bias of ['half', 'float'] as const) {
      const drives = reads(bias).map(({ drive }) => drive)
      expect(exchangedLines(drives[0], drives[0])).toEqual({})
      expect(exchangedLines(drives[0], drives[3])).toEqual({ bit: [0, 3] })
      expect(exchangedLines(drives[9], drives[10])).toEqual({ word: [0, 1], bit: [0, 9] })
    }
  })

  it('are not told where a drive is another', () => {
    const [half] = reads('half')
    const [float] = reads('float')
    expect(exchangedLines(half.drive, float.drive)).toBeUndefined()
    expect(exchangedLines(half.drive, { kind: 'isolated', volts: new Float64Array(120) })).toBeUndefined()
  })

  it('let a read begin where the one before ended', () => {
    const [first, second] = reads('float')
    const sweeps = (drives: readonly (typeof first)[]): number => {
      let last = 0
      const reader = createArrayReader(spec)
      for (const { drive } of drives)
        reader.point(drive, spec.initial, {
          add: ({ iterations }) => {
            last = iterations
          },
        } as Parameters<typeof reader.point>[2])
      return last
    }
    expect(sweeps([first, second])).toBeLessThan(0.8 * sweeps([second]))
  })
})
