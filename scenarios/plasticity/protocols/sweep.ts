import { enclosedArea } from '../loop-area.ts'
import type { PlasticDevice } from '../specimens/plastic-device.ts'
import { voltageSweep } from '../voltage-sweep.ts'
import { countSetting, defineProtocol, levelList, numberSetting, type Protocol, plain } from './protocol.ts'

/** Hysteresis loops. */
export const sweepProtocol: Protocol = defineProtocol({
  name: 'sweep',
  aliases: ['iv'],
  title: 'Sweeps: response against the level, cycle after cycle',
  about: 'Sweeps along straight legs at a constant rate without rest; the loop of each cycle and its ends.',
  settings: device => ({
    vertices: levelList(device, cycleOf(device), 'levels that a cycle visits in order'),
    rate: numberSetting(
      device.driveUnit === 'V' ? 'V/s' : 'A/s',
      device.rate,
      [Number.MIN_VALUE, 1e12],
      'scan rate',
    ),
    cycles: countSetting(5, 'cycles'),
    steps: countSetting(200, 'steps of the longest leg'),
  }),
  run(device, { vertices, rate, cycles, steps }) {
    const legs = vertices.slice(1).map((level, k) => Math.abs(level - vertices[k]))
    const found = voltageSweep(device.fresh(), {
      vertices,
      rate,
      cycles,
      step: Math.max(...legs) / steps,
    })
    const farthest = vertices.reduce(
      (best, level, k) => (Math.abs(level) > Math.abs(vertices[best]) ? k : best),
      0,
    )
    const ends = found.map(cycle => cycle.vertexAmps[farthest])
    const { answer, driveUnit } = device
    const x = { label: device.driveLabel, unit: driveUnit }
    return {
      panels: [
        {
          name: 'loops',
          title: `Sweeps at ${plain(rate)} ${driveUnit}/s`,
          x,
          y: answer,
          curves: found.map((cycle, k) => ({
            name: `cycle ${k + 1}`,
            x: Array.from(cycle.volts),
            y: Array.from(cycle.amps),
          })),
        },
        {
          name: 'log-loops',
          title: `Sweeps at ${plain(rate)} ${driveUnit}/s, absolute ${answer.label}`,
          x,
          y: { ...answer, label: `absolute ${answer.label}`, log: true, decades: 6 },
          curves: found.map((cycle, k) => ({
            name: `cycle ${k + 1}`,
            x: Array.from(cycle.volts),
            y: Array.from(cycle.amps, Math.abs),
          })),
        },
        {
          name: 'ends',
          title: `Response at ${plain(vertices[farthest])} ${driveUnit} in each cycle`,
          x: { label: 'cycle', unit: '1' },
          y: answer,
          curves: [{ name: 'end', x: ends.map((_, k) => k + 1), y: ends }],
        },
      ],
      figures: {
        'first-end': {
          value: ends[0],
          unit: answer.unit,
          title: 'response at the farthest level, first cycle',
        },
        'last-end': { value: ends.at(-1)!, unit: answer.unit, title: 'the same in the last cycle' },
        'first-loop-area': {
          value: enclosedArea(found[0]),
          unit: `${driveUnit} ${answer.unit}`,
          title: 'area of the first loop',
        },
      },
    }
  },
})

/** Both signs where the device was measured at both and is raised by one and lowered by the other. */
function cycleOf({ raise, lower, validLevels: [low, high] }: PlasticDevice): readonly number[] {
  const bipolar = raise.level * lower.level < 0 && lower.level >= low && lower.level <= high
  return bipolar ? [0, raise.level, 0, lower.level, 0] : [0, raise.level, 0]
}
