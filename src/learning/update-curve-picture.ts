import type { TrainingDevice } from '../../scenarios/learning/training-device.ts'
import { curveMoves } from '../../scenarios/learning/update-curve.ts'
import { plot } from '../plots/plot.ts'

/** The loop of a device and the curve that is taken for it. @param writeNoise standard deviation of a step over the step */
export function updateCurvePicture(device: TrainingDevice, writeNoise: number): string {
  const { curve, loop, misfit, title, protocol, unit, stepSpread } = device
  const { up, down } = curveMoves(curve)
  const x = loop.up.map((_, k) => (k * curve.pulses) / Math.max(1, loop.up.length - 1))
  const spread =
    stepSpread === undefined
      ? `write noise ${(100 * writeNoise).toFixed(0)} % of a step (assumed)`
      : `measured spread ${(100 * stepSpread).toFixed(1)} % of a step`
  return plot({
    title: `Update curve of ${title}`,
    subtitle: protocol,
    x: { label: `pulses; fitted within ${(100 * misfit).toFixed(1)} % of the range; ${spread}`, unit: '1' },
    panels: [
      {
        y: { label: unit === 'V' ? 'voltage' : 'conductance', unit },
        series: [
          { name: 'potentiation', x, y: loop.up, colour: '#2166ac' },
          { name: 'fitted', x, y: x.map(n => up(curve.low, n)), style: 'dashes', colour: '#92c5de' },
          { name: 'depression', x, y: loop.down, colour: '#b2182b' },
          { name: 'fitted', x, y: x.map(n => down(curve.high, n)), style: 'dashes', colour: '#f4a582' },
        ],
      },
    ],
  })
}
