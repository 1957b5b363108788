import { describe, expect, test } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import { weightsAtEnd, weightsAtMiddle } from '../../../arrays/crossbar/aim-ahead.ts'
import { addressCells } from '../../../arrays/crossbar/bias/address-cells.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { createSolveRecorder, type SolveRecorder } from '../../../arrays/crossbar/solve-log.ts'
import { stepMemory } from '../../../arrays/crossbar/step-memory.ts'

describe('lengths of first steps', () => {
  test('are those of the same drive, times what changed under the one before', () => {
    const memory = stepMemory({})!
    expect(memory.recall('a')).toBeUndefined()
    memory.keep('a', 2)
    expect(memory.recall('b')).toBe(2)
    memory.keep('b', 3)
    memory.keep('a', 4)
    // Under a twice as long as before; b was 3.
    expect(memory.recall('b')).toBe(6)
  })

  test('belong to one run', () => {
    const [one, other] = [{}, {}]
    stepMemory(one)!.keep('a', 2)
    expect(stepMemory(one)!.recall('a')).toBe(2)
    expect(stepMemory(other)!.recall('a')).toBeUndefined()
    expect(stepMemory(undefined)).toBeUndefined()
  })
})

/** Steps and sweeps of three writes of every word line. */
function written(
  size: number,
  recorder: SolveRecorder | undefined,
): { steps: number; states: Float64Array[] } {
  const spec = createArraySpec({
    size: [size, size],
    device: 'zntpp',
    parameters: { area: 4.11 },
    wires: { word: 1, bit: 1 },
  })
  const states = spec.initial.map(x => x.slice())
  let steps = 0
  for (let write = 0; write < 3; write++) {
    for (let i = 0; i < size; i++) {
      const levels = Array.from({ length: size }, (_, j) => ((i * 7 + j * 5) % 3 === 0 ? 1 : 0))
      const drive = crossbarDrive(spec, addressCells(spec.size, i, levels, 10, 'half'), new Uint8Array(size))
      const options = recorder === undefined ? {} : { recorder }
      steps += advance(spec, drive, 0.1, states, createEnergyMeter(), options)
    }
  }
  return { steps, states }
}

test('a run that remembers takes fewer steps to the same states, and the same ones each time', () => {
  const alone = written(6, undefined)
  const [one, other] = [0, 1].map(() => written(6, createSolveRecorder()))
  expect(one!.steps).toBeLessThan(0.9 * alone.steps)
  expect(other).toEqual(one)
  for (const [s, plane] of one!.states.entries())
    plane.forEach((x, k) => {
      expect(Math.abs(x - alone.states[s]![k]!)).toBeLessThan(2e-5)
    })
})

test('sweeps a step do not grow with the array, nor steps a pulse by more than the lines', () => {
  const counts = [8, 16, 32].map(size => {
    const recorder = createSolveRecorder()
    const { steps } = written(size, recorder)
    return { sweeps: recorder.log().iterations / steps, pulse: steps / (3 * size) }
  })
  for (const { sweeps } of counts) expect(sweeps).toBeLessThan(9)
  expect(counts[1]!.pulse).toBeLessThan(2 * counts[0]!.pulse)
  expect(counts[2]!.pulse).toBeLessThan(2 * counts[1]!.pulse)
})

test('what is aimed at lies on the parabola of what is known', () => {
  const at = (t: number): number => 3 - 2 * t + 5 * t * t
  for (const ratio of [0.3, 1, 1.9]) {
    // The middle at 1, the start at 0, middle and start of the step before at -1 / ratio and -2 / ratio.
    const [a, b, c] = weightsAtMiddle(ratio, true)
    expect(a! * at(0) + b! * at(-1 / ratio) + c! * at(-2 / ratio)).toBeCloseTo(at(1), 10)
    const [d, e, f] = weightsAtEnd(1 / ratio)
    expect(d! * at(1) + e! * at(0) + f! * at(-1 / ratio)).toBeCloseTo(at(2), 10)
  }
})
