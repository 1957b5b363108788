import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { createCell } from '../../../arrays/devices/cell.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import { loopArea } from '../../plasticity/loop-area.ts'
import type { Specimen } from '../../plasticity/specimen.ts'
import { crossbarSpecimen } from '../../plasticity/specimens/crossbar-specimen.ts'
import { followSweep, type SweepCycle, voltageSweep } from '../../plasticity/voltage-sweep.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'

/** Resistance of the electrodes of the area series, which the paper does not state, ohm: nearest to the four figures of C21 and C22. */
const electrodeOhms = 540
/** Voltage of their readings, V, not stated either and chosen in the same way. */
const readVolts = 7.25

/**
 * Claims on the area of ZnTPP devices and on the speed of their sweeps (C07, C21, C22).
 * @param ohms of the electrodes of the area series
 */
export function zntppAreaClaimRuns(ohms: number = electrodeOhms): ClaimRun[] {
  return [
    { id: 'C07', run: againstAreaAndRate },
    { id: 'C21', run: () => currentsByArea('up', ohms) },
    { id: 'C22', run: () => currentsByArea('back', ohms) },
  ]
}

export const zntppAreaClaims: readonly ClaimRun[] = zntppAreaClaimRuns()

/** Current at +10 V, uA, and area of the loop, V uA. */
function figures(cycle: SweepCycle): [amps: number, area: number] {
  return [1e6 * cycle.vertexAmps[1], 1e6 * Math.abs(loopArea(cycle))]
}

function slowSweep(area: number): [amps: number, area: number] {
  const cell = createCell(zntpp, { parameters: { area } })
  return figures(voltageSweep(cell, { vertices: [0, 10, 0], rate: 0.01, step: 0.1 })[0])
}

/** V/s */
const rates = [0.01, 0.05, 0.1, 0.5, 1, 5] as const

/** One sweep at each rate: on a device of its own or all on one, to 10 V or to both signs. */
function sweepsByRate(vertices: readonly number[], oneDevice: boolean): [amps: number, area: number][] {
  let cell = createCell(zntpp)
  return rates.map(rate => {
    if (!oneDevice) cell = createCell(zntpp)
    return figures(voltageSweep(cell, { vertices, rate, step: 0.1 })[0])
  })
}

function risesOf(pairs: readonly (readonly [number, number])[]): number {
  return Math.min(...[0, 1].map(k => smallestRise(pairs.map(pair => pair[k]))))
}

function againstAreaAndRate(): ClaimOutcome {
  const areas = risesOf([1, 3, 10, 30, 100].map(slowSweep))
  const ways = [
    [0, 10, 0],
    [0, 10, 0, -10, 0],
  ].flatMap(vertices => [false, true].map(oneDevice => sweepsByRate(vertices, oneDevice)))
  const best = Math.max(...ways.map(risesOf))
  const [first] = ways as [[number, number][]]
  return trendOutcome(
    first.map(([, area]) => area),
    'V uA',
    Math.min(areas, best),
    `area of the first loop 0 to 10 V at 0.01, 0.05, 0.1, 0.5, 1, 5 V/s; current at 10 V there ${first.map(([amps]) => amps.toFixed(0)).join(', ')} uA; both rise with the area of the device (times 1 to 100, smallest relative rise ${areas.toFixed(2)}) and not with the rate, be each loop on a fresh device or all on one, to 10 V or to both signs (the best of the four ${best.toFixed(2)})`,
  )
}

/** The smallest device, 5e3 um2, and the largest, 5e5 um2, each behind its electrodes. */
function currentsByArea(way: 'up' | 'back', ohms: number): ClaimOutcome {
  const reading = way === 'up' ? 'the first sweep on its way up' : 'the tenth sweep on its way back'
  return {
    simulated: [1, 100].map(area => 1e6 * readOn(way, behindElectrodes(area, ohms))),
    unit: 'uA',
    note: `read as areas: the device of C01 as the smallest, and one of 100 times its area, other samples than that of C01, each behind electrodes of ${ohms} ohm; ten sweeps 0 to 10 V at 0.01 V/s, ${reading} at ${readVolts} V. Two numbers, resistance and voltage, are fitted to the four figures of C21 and C22`,
  }
}

function behindElectrodes(area: number, ohms: number): Specimen {
  const spec = createArraySpec({ size: [1, 1], device: zntpp, parameters: { area }, left: { ohms } })
  return crossbarSpecimen(spec, { cell: [0, 0], bias: 'half' })
}

function readOn(way: 'up' | 'back', device: Specimen): number {
  const slow = { rate: 0.01, step: 0.1 }
  if (way === 'back') followSweep(device, { vertices: [0, 10, 0], ...slow, cycles: 9 })
  followSweep(device, { vertices: way === 'up' ? [0, readVolts] : [0, 10, readVolts], ...slow })
  return device.current(readVolts)
}
