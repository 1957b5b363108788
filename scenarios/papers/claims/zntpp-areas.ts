import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { createCell } from '../../../arrays/devices/cell.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import { loopArea } from '../../plasticity/loop-area.ts'
import type { Specimen } from '../../plasticity/specimen.ts'
import { crossbarSpecimen } from '../../plasticity/specimens/crossbar-specimen.ts'
import { followSweep, type SweepCycle, voltageSweep } from '../../plasticity/voltage-sweep.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'

/** What the paper leaves open of its area series. */
export interface AreaSeries {
  /** Current of its smallest device over that of C01: one sample differs from another, as the pixels of the array do by 5.73. */
  readonly sample: number
  /** Resistance of the electrodes, ohm. */
  readonly ohms: number
  /** Voltage of the readings, V. */
  readonly volts: number
}

/** Fitted to the four figures of C21 and C22 by calibration/zntpp-areas.ts. */
const fitted: AreaSeries = { sample: 1.22, ohms: 527, volts: 7.05 }

/**
 * Claims on the area of ZnTPP devices and on the speed of their sweeps (C07, C21, C22).
 * @param series what differs from the fitted series
 * @param parameters of the device of C07, in place of the calibrated ones
 */
export function zntppAreaClaimRuns(
  series: Partial<AreaSeries> = {},
  parameters: Readonly<Record<string, number>> = {},
): ClaimRun[] {
  const all = { ...fitted, ...series }
  return [
    { id: 'C07', run: () => againstAreaAndRate(parameters) },
    { id: 'C21', run: () => currentsByArea('up', all) },
    { id: 'C22', run: () => currentsByArea('back', all) },
  ]
}

export const zntppAreaClaims: readonly ClaimRun[] = zntppAreaClaimRuns()

/** Current at +10 V, uA, and area of the loop, V uA. */
function figures(cycle: SweepCycle): [amps: number, area: number] {
  return [1e6 * cycle.vertexAmps[1], 1e6 * Math.abs(loopArea(cycle))]
}

type Parameters = Readonly<Record<string, number>>

function slowSweep(area: number, parameters: Parameters): [amps: number, area: number] {
  const cell = createCell(zntpp, { parameters: { ...parameters, area } })
  return figures(voltageSweep(cell, { vertices: [0, 10, 0], rate: 0.01, step: 0.1 })[0])
}

/** V/s */
const rates = [0.01, 0.05, 0.1, 0.5, 1, 5] as const

/** One sweep at each rate: on a device of its own or all on one, to 10 V or to both signs. */
function sweepsByRate(
  vertices: readonly number[],
  oneDevice: boolean,
  parameters: Parameters,
): [amps: number, area: number][] {
  let cell = createCell(zntpp, { parameters })
  return rates.map(rate => {
    if (!oneDevice) cell = createCell(zntpp, { parameters })
    return figures(voltageSweep(cell, { vertices, rate, step: 0.1 })[0])
  })
}

function risesOf(pairs: readonly (readonly [number, number])[]): number {
  return Math.min(...[0, 1].map(k => smallestRise(pairs.map(pair => pair[k]))))
}

function againstAreaAndRate(parameters: Parameters): ClaimOutcome {
  const areas = risesOf([1, 3, 10, 30, 100].map(area => slowSweep(area, parameters)))
  const ways = [
    [0, 10, 0],
    [0, 10, 0, -10, 0],
  ].flatMap(vertices => [false, true].map(oneDevice => sweepsByRate(vertices, oneDevice, parameters)))
  const best = Math.max(...ways.map(risesOf))
  const [fresh, used] = ways as [[number, number][], [number, number][]]
  const currents = (way: readonly (readonly [number, number])[]): string =>
    way.map(([amps]) => amps.toFixed(0)).join(', ')
  return trendOutcome(
    fresh.map(([, area]) => area),
    'V uA',
    Math.min(areas, best),
    `area of the first loop 0 to 10 V at 0.01, 0.05, 0.1, 0.5, 1, 5 V/s on fresh devices; current at 10 V there ${currents(fresh)} uA, and all on one device ${currents(used)} uA, whose loops are ${used.map(([, area]) => area.toFixed(0)).join(', ')} V uA. Both rise with the area of the device (times 1 to 100, smallest relative rise ${areas.toFixed(2)}), and not together with the rate, be each loop on a fresh device or all on one, to 10 V or to both signs (the best of the four ${best.toFixed(2)})`,
  )
}

/** The smallest device, 5e3 um2, and the largest, 5e5 um2, each behind its electrodes. */
function currentsByArea(way: 'up' | 'back', { sample, ohms, volts }: AreaSeries): ClaimOutcome {
  const reading = way === 'up' ? 'the first sweep on its way up' : 'the tenth sweep on its way back'
  return {
    simulated: [1, 100].map(times => 1e6 * readOn(way, behindElectrodes(sample * times, ohms), volts)),
    unit: 'uA',
    note: `read as areas: a device of ${sample} times the current of that of C01 as the smallest, and one of 100 times its area, each behind electrodes of ${ohms} ohm; ten sweeps 0 to 10 V at 0.01 V/s, ${reading} at ${volts} V. These three numbers are fitted to the four figures of C21 and C22`,
  }
}

function behindElectrodes(area: number, ohms: number): Specimen {
  const spec = createArraySpec({ size: [1, 1], device: zntpp, parameters: { area }, left: { ohms } })
  return crossbarSpecimen(spec, { cell: [0, 0], bias: 'half' })
}

function readOn(way: 'up' | 'back', device: Specimen, volts: number): number {
  const slow = { rate: 0.01, step: 0.1 }
  if (way === 'back') followSweep(device, { vertices: [0, 10, 0], ...slow, cycles: 9 })
  followSweep(device, { vertices: way === 'up' ? [0, volts] : [0, 10, volts], ...slow })
  return device.current(volts)
}
