import type { RunRecord } from '../../../src/export/run-record.ts'
import type { RunQuantity } from '../../../src/plots/maps/map-series.ts'

/** Planes of a formula of word line, bit line and frame. */
export function planes(
  [wordLines, bitLines]: readonly [number, number],
  frames: number,
  value: (i: number, j: number, frame: number) => number,
): Float64Array[] {
  return Array.from({ length: frames }, (_, frame) =>
    Float64Array.from({ length: wordLines * bitLines }, (_, k) =>
      value(Math.floor(k / bitLines), k % bitLines, frame),
    ),
  )
}

/** A run of 2 word lines and 3 bit lines over two frames; any part may be another. */
export function sampleRecord(change: Partial<RunRecord> = {}): RunRecord {
  const size = change.size ?? ([2, 3] as const)
  const frames = change.frames ?? [
    { label: 'write M', timeS: 0.1 },
    { label: 'read 1', timeS: 1.6 },
  ]
  const conductance: RunQuantity = {
    name: 'conductance',
    unit: 'S',
    title: 'Cell conductance',
    planes: planes(size, frames.length, (i, j, frame) => (1 + i * size[1] + j + 10 * frame) / 1e12),
  }
  const share: RunQuantity = {
    name: 'sneak-share',
    unit: '',
    title: 'Sneak share',
    scale: 'diverging',
    planes: planes(size, frames.length, (i, j) => (i === 0 && j === 0 ? Number.NaN : 0.25 * (j - i))),
  }
  return {
    scenario: 'sample',
    size,
    frames,
    quantities: [conductance, share],
    manifest: { seed: 7, engine: 'cpu', settings: { wire: 1, bias: 'half' }, timing: { started: 'now' } },
    summary: { figures: { score: { value: 0.5, unit: '' } } },
    ...change,
  }
}
