import type { ColourScale } from '../../../../src/plots/colours/colour-map.ts'
import type { MapSeries } from '../../../../src/plots/maps/map-series.ts'
import { planes } from '../../export/sample-record.ts'

/** One quantity over frames that are 1.5 s apart. */
export function sampleSeries(
  size: readonly [number, number],
  frames: number,
  value: (i: number, j: number, frame: number) => number,
  change: { unit?: string; scale?: ColourScale; title?: string; label?: (k: number) => string } = {},
): MapSeries {
  const { unit = 'S', scale, title = 'Cell conductance', label = (k: number) => `read ${k}` } = change
  return {
    scenario: 'sample',
    size,
    frames: Array.from({ length: frames }, (_, k) => ({ label: label(k), timeS: 1.5 * k })),
    quantity: {
      name: 'g',
      unit,
      title,
      planes: planes(size, frames, value),
      ...(scale === undefined ? {} : { scale }),
    },
  }
}

/** Arrays and values of every kind that a picture has to stand. */
export const SERIES_OF_EVERY_KIND: readonly (readonly [name: string, series: MapSeries])[] = [
  ['one cell', sampleSeries([1, 1], 1, () => 5e-12)],
  ['one cell in many frames', sampleSeries([1, 1], 14, (_i, _j, k) => k * 1e-9)],
  ['one row of two', sampleSeries([1, 2], 3, (_i, j) => j)],
  ['5 x 5', sampleSeries([5, 5], 3, (i, j, k) => (i + j + k + 1) * 7e-12)],
  ['8 x 8, four frames', sampleSeries([8, 8], 4, (i, j, k) => (i * j + k + 0.3) * 1e-9, { unit: 'A' })],
  ['8 x 8, twelve frames', sampleSeries([8, 8], 12, (i, j, k) => (i * j + k) * 1e-9, { unit: 'A' })],
  [
    '64 x 64, forty frames',
    sampleSeries([64, 64], 40, (i, j, k) => Math.sin(i * j + k) * 1e-3, { unit: 'V' }),
  ],
  ['3 x 40', sampleSeries([3, 40], 6, (i, j, k) => Math.sin(i + j / 5 + k), { unit: '' })],
  [
    '40 x 3 with long labels',
    sampleSeries([40, 3], 6, i => -0.4 * i, {
      unit: 'V',
      label: k => `the array after a long wait and read ${k}`,
    }),
  ],
  ['700 x 900', sampleSeries([700, 900], 2, (i, j) => i + j, { unit: 'ohm' })],
  ['all equal', sampleSeries([4, 6], 4, () => 4700, { unit: 'ohm' })],
  ['all zero', sampleSeries([4, 6], 2, () => 0)],
  [
    'cells without a value',
    sampleSeries([6, 6], 5, (i, j, k) => ((i + j + k) % 4 === 0 ? Number.NaN : (i - j) * 1e-12)),
  ],
  ...[1, 3, 6, 12].map((frames): readonly [string, MapSeries] => [
    `lines with long names, ${frames} frames`,
    {
      ...sampleSeries([4, 4], frames, (i, j, k) => (i + j + k) * 1e-9),
      lines: ['gate and drain line', 'source line'],
    },
  ]),
  ['no value at all', sampleSeries([6, 6], 2, () => Number.NaN)],
  ['femto to milli', sampleSeries([5, 5], 2, (i, j) => 10 ** (-15 + (i * 5 + j) / 2))],
  [
    'a log scale with zeros',
    sampleSeries([5, 5], 2, (i, j) => (i === j ? 0 : 10 ** -(i + j)), { unit: '', scale: 'log' }),
  ],
  [
    'a long title',
    sampleSeries([2, 2], 1, () => 1, {
      title: 'The half-select disturbance of every cell that shares a line with the selected one',
    }),
  ],
]
