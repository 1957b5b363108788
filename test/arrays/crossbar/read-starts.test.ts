import { describe, expect, it } from 'vitest'
import { createArrayReader } from '../../../arrays/crossbar/array-reader.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { readCells } from '../../../arrays/crossbar/device-cells.ts'
import { operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import { type ReadOptions, readSelections } from '../../../arrays/crossbar/read-array.ts'
import { createSolveRecorder } from '../../../arrays/crossbar/solve-log.ts'

const SIDE = 16
const ALL = { network: 'crossbar', by: 'cell', volts: 5 } as const

/** A picture of low resistance in an array of high. */
function pictureOf(device = 'zntpp', side = SIDE): { spec: ArraySpec; states: readonly Float64Array[] } {
  const spec = createArraySpec({ size: [side, side], device, wires: { word: 3, bit: 3 } })
  const states = spec.model.states.map(({ range: [low, high] }) =>
    Float64Array.from({ length: side * side }, (_, k) => {
      const [x, y] = [Math.floor(k / side) / side - 0.5, (k % side) / side - 0.5]
      return low + (x * x + y * y < 0.1 ? 0.6 : 0.05) * (high - low) * (device === 'zntpp' ? 0.02 : 1)
    }),
  )
  return { spec, states }
}

function solvesOf(options: ReadOptions, restarts: boolean, { spec, states } = pictureOf()) {
  const reader = createArrayReader(spec)
  const recorder = createSolveRecorder()
  for (const { drive } of readSelections(spec, options)) {
    if (restarts) reader.restart()
    reader.point(drive, states, recorder)
  }
  const { solves, iterations, newtonSteps } = recorder.log()
  return { sweeps: iterations / solves, laws: newtonSteps / solves }
}

describe('reads that begin where those before them lead to', () => {
  it.each([
    ['float', 0.5, 0.55],
    ['half', 0.75, 0.7],
  ] as const)(
    'take about half of the sweeps and of the laws that reads of their own take, %s',
    (bias, sweeps, laws) => {
      const alone = solvesOf({ ...ALL, bias }, true)
      const found = solvesOf({ ...ALL, bias }, false)
      expect(found.sweeps).toBeLessThan(sweeps * alone.sweeps)
      expect(found.laws).toBeLessThan(laws * alone.laws)
      expect(found.laws).toBeLessThan(2)
    },
  )

  it('find what each network in full does, in any order and of any cells', () => {
    const { spec, states } = pictureOf()
    const cells = readCells(spec, states)
    const only = new Set(Array.from({ length: 70 }, (_, n) => (n * 97) % (SIDE * SIDE)))
    for (const bias of ['float', 'half'] as const) {
      const selections = readSelections(spec, { ...ALL, bias, only })
      const shuffled = selections.map((_, n) => selections[(n * 33) % selections.length])
      for (const order of [selections, shuffled]) {
        const reader = createArrayReader(spec)
        for (const { drive } of order) {
          const found = reader.point(drive, states)
          const exact = operatingPoint(spec, drive, states, { cells })
          const largest = Math.max(...exact.cellCurrents.map(Math.abs))
          exact.cellCurrents.forEach((amps, k) => {
            expect(Math.abs(found.cellCurrents[k] - amps) / largest).toBeLessThan(1e-11)
          })
        }
      }
    }
  })

  it('serve a reader whose states move between reads of other voltages', () => {
    const { spec, states } = pictureOf()
    const reader = createArrayReader(spec)
    for (const [volts, share] of [
      [5, 1],
      [2, 0.5],
      [5, 2],
    ] as const) {
      const moved = states.map(plane => plane.map(x => share * x))
      const cells = readCells(spec, moved)
      for (const { drive } of readSelections(spec, {
        ...ALL,
        volts,
        bias: 'float',
        only: new Set([3, 20, 21, 250]),
      })) {
        const found = reader.point(drive, moved)
        const exact = operatingPoint(spec, drive, moved, { cells })
        const largest = Math.max(...exact.cellCurrents.map(Math.abs))
        exact.cellCurrents.forEach((amps, k) => {
          expect(Math.abs(found.cellCurrents[k] - amps) / largest).toBeLessThan(1e-11)
        })
      }
    }
  })

  it('find the same digits after a restart as a new reader', () => {
    const { spec, states } = pictureOf()
    const selections = readSelections(spec, { ...ALL, bias: 'float', by: 'cell' }).slice(0, 40)
    const read = (reader: ReturnType<typeof createArrayReader>) =>
      selections.map(({ drive }) => [...reader.point(drive, states).cellCurrents])
    const used = createArrayReader(spec)
    read(used)
    used.restart()
    expect(read(used)).toEqual(read(createArrayReader(spec)))
  })
})
