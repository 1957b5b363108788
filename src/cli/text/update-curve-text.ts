import { type NetworkSettings, writeAccess } from '../../../scenarios/learning/network-settings.ts'
import { trainingDevice } from '../../../scenarios/learning/training-devices.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import type { Terminal } from '../terminal.ts'
import { formatDefinitions } from './format-definitions.ts'

const BLOCKS = '▁▂▃▄▅▆▇█'
/** Characters of each half of the loop. */
const WIDTH = 24

/** Printed text about a device before it trains: its loop, how well the curve fits, how much steps differ. */
export function updateCurveText(settings: NetworkSettings, terminal: Terminal): string {
  const device = trainingDevice(settings.device, { access: writeAccess(settings) })
  const { curve, loop, misfit, stepSpread, unit, protocol, title } = device
  const ends = `${formatSi(curve.low, unit)} to ${formatSi(curve.high, unit)} in ${curve.pulses} pulses`
  const bend = (scale: number): string => (Number.isFinite(scale) ? scale.toPrecision(3) : 'straight')
  const spread =
    stepSpread === undefined
      ? `write noise ${(100 * settings.writeNoise).toFixed(0)} % of a step (assumed)`
      : `${(100 * stepSpread).toFixed(1)} % of a step (measured)`
  const lines = [
    { term: 'loop', text: protocol },
    {
      term: 'update curve',
      text: `${ends}; A ${bend(curve.upScale)} up, ${bend(curve.downScale)} down; fitted within ${(100 * misfit).toFixed(1)} % of the range`,
    },
    { term: 'spread', text: spread },
    { term: 'up, down', text: `${drawn(loop.up)}  ${drawn(loop.down)}` },
  ]
  return [terminal.colours.bold(`Update curve of ${title}`), formatDefinitions(lines, terminal.columns)].join(
    '\n',
  )
}

/** Values as heights of blocks. */
function drawn(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return Array.from({ length: WIDTH }, (_, k) => {
    const value = values[Math.round((k * (values.length - 1)) / (WIDTH - 1))]
    return BLOCKS[Math.round(((value - low) / (high - low || 1)) * (BLOCKS.length - 1))]
  }).join('')
}
