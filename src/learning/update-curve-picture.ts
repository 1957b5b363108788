import type { TrainingDevice } from '../../scenarios/learning/training-device.ts'
import { curveMoves } from '../../scenarios/learning/update-curve.ts'
import { displayUnit } from '../plots/drawing/si-format.ts'
import { SOFT_INK, svgDocument, textElement } from '../plots/drawing/svg.ts'
import { fitText } from '../plots/drawing/text-width.ts'
import { lineChart } from './line-chart.ts'

const MARGIN = 28
const [BLUE, RED] = ['#2166ac', '#b2182b']

/** The loop of a device and the curve that is taken for it, with one standard deviation of a step where one is known. */
export function updateCurvePicture(device: TrainingDevice, writeNoise: number): string {
  const { curve, loop, misfit, title, protocol, unit } = device
  const { up, down } = curveMoves(curve)
  const { factor, label } = displayUnit(unit, Math.max(Math.abs(curve.low), Math.abs(curve.high)))
  const shown = (values: readonly number[]): number[] => values.map(value => value / factor)
  const fitted = (move: (n: number) => number): number[] =>
    shown(loop.up.map((_, n) => move((n * curve.pulses) / Math.max(1, loop.up.length - 1))))
  const all = shown([...loop.up, ...loop.down])
  const height = Math.max(...all) - Math.min(...all)
  const spread =
    device.stepSpread === undefined
      ? `write noise ${(100 * writeNoise).toFixed(0)} % of a step (assumed)`
      : `measured spread ${(100 * device.stepSpread).toFixed(1)} % of a step`
  const lines = [protocol, `fitted within ${(100 * misfit).toFixed(1)} % of the range; ${spread}`]
  return svgDocument(720, 430, 'Update curve', [
    textElement(`Update curve of ${title}`, MARGIN, 36, 20, { 'font-weight': 'bold' }),
    ...lines.map((line, k) =>
      textElement(fitText(line, 720 - 2 * MARGIN, 12.5), MARGIN, 57 + 18 * k, 12.5, { fill: SOFT_INK }),
    ),
    ...lineChart(
      [
        { name: 'potentiation', colour: BLUE, values: shown(loop.up) },
        { name: 'fitted', colour: '#92c5de', values: fitted(n => up(curve.low, n)) },
        { name: 'depression', colour: RED, values: shown(loop.down) },
        { name: 'fitted', colour: '#f4a582', values: fitted(n => down(curve.high, n)) },
      ],
      {
        x: MARGIN + 40,
        y: 110,
        width: 620,
        height: 250,
        span: [0, curve.pulses],
        xTitle: 'pulses',
        yTitle: `${unit === 'V' ? 'voltage' : 'conductance'}, ${label}`,
        // The legend stands above the curves.
        range: [Math.min(...all) - 0.05 * height, Math.max(...all) + 0.5 * height],
      },
    ),
  ])
}
