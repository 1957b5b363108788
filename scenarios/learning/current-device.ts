import { fmes } from '../../arrays/devices/fmes.ts'
import { createStorageCell } from '../../arrays/devices/storage-cell.ts'
import { OPEN_OHMS } from '../../arrays/devices/storage-regulator.ts'
import { type CurrentCycle, currentCycle } from '../plasticity/current-cycle.ts'
import { type DriftKernel, driftKernel } from './drift-kernel.ts'
import { type TrainingDevice, UNDISTURBED } from './training-device.ts'
import { fitUpdateCurve } from './update-curve.ts'

/** The pulses of Zhao 2022, Fig. 1e; width and period are ours, as in the claims B12 and B13. */
const CYCLE = { amps: 1e-3, width: 0.01, period: 0.04, number: 150 } as const
/** After so many cycles the loop has closed at every resistance below the open state. */
const CYCLES = 12

/**
 * The MXene energy-storage synapse with a regulating resistance; its voltage is the weight. Half-selected cells are not
 * reached: the cell of the paper (2T1C) has an access transistor.
 * @param ohms regulating resistance; OPEN_OHMS is the open state
 */
export function fmesDevice(ohms: number): TrainingDevice {
  const cell = createStorageCell(fmes, { parameters: { regulatingOhms: ohms } })
  let cycle: CurrentCycle = currentCycle(cell, CYCLE)
  for (let k = 1; k < CYCLES; k++) cycle = currentCycle(cell, CYCLE)
  // A half begins with what the other left; its first pulse undoes part of the polarisation of the pores.
  const loop = { up: Array.from(cycle.up), down: Array.from(cycle.down) }
  const { curve, misfit } = fitUpdateCurve(loop.up, loop.down)
  const kept = (seconds: number): number => {
    const twin = createStorageCell(fmes, { parameters: { regulatingOhms: ohms }, state: { film: 0.1 } })
    const before = twin.volts()
    twin.advanceCurrent(0, seconds)
    return twin.volts() / before
  }
  let drift: DriftKernel | undefined
  const state = ohms === OPEN_OHMS ? 'open' : String(ohms)
  return {
    name: `fmes-${state}`,
    title: `${fmes.title}, ${ohms === OPEN_OHMS ? 'open' : `${ohms} ohm`}`,
    citation: fmes.citation,
    curve,
    misfit,
    loop,
    protocol: `${CYCLE.number} pulses of +1 mA and as many of -1 mA, ${CYCLE.width} s every ${CYCLE.period} s, cycle ${CYCLES}; weight: voltage at the end of a period`,
    readVolts: 1,
    unit: 'V',
    rest: 0,
    kept,
    drift() {
      drift ??= driftKernel(kept, CYCLE.period)
      return drift
    },
    raiseSeconds: CYCLE.period,
    lowerSeconds: CYCLE.period,
    ...pulseEnergy(ohms, curve),
    disturbance: () => UNDISTURBED,
    law: volts => volts,
    slope: () => 1,
    linear: true,
  }
}

/** Energy that the current source gives or takes in a pulse on a cell at half its range; charge taken back counts as lost. */
function pulseEnergy(
  ohms: number,
  { low, high }: { low: number; high: number },
): { raiseJoules: number; lowerJoules: number } {
  const joules = (amps: number): number => {
    const film = (low + high) / 2 + (Math.sign(amps) * (high - low)) / 4
    const cell = createStorageCell(fmes, { parameters: { regulatingOhms: ohms }, state: { film } })
    let sum = 0
    const steps = 50
    for (let k = 0; k < steps; k++) {
      cell.advanceCurrent(amps, CYCLE.width / steps)
      sum += Math.abs(amps * cell.volts(amps)) * (CYCLE.width / steps)
    }
    return sum
  }
  return { raiseJoules: joules(CYCLE.amps), lowerJoules: joules(-CYCLE.amps) }
}
