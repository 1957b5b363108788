import { fmes } from '../../../arrays/devices/fmes.ts'
import { createStorageCell, type StorageCell } from '../../../arrays/devices/storage-cell.ts'
import { OPEN_OHMS } from '../../../arrays/devices/storage-regulator.ts'
import { currentMemory } from '../../plasticity/current-memory.ts'
import { type CurrentPulsesOptions, currentPulses } from '../../plasticity/current-pulses.ts'
import { currentRetention } from '../../plasticity/current-retention.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import { weightAgainstGate } from './fmes-array.ts'
import { fmesCycleClaimRuns } from './fmes-cycles.ts'
import { type FreshCell, resistances, withOpen } from './fmes-device.ts'
import { fmesPairClaimRuns } from './fmes-pairs.ts'
import { currentAgainstRate, fmesSweepClaimRuns } from './fmes-sweep.ts'

/** The train of Fig. 3f and 3g: 500 Hz, half of each period on. */
const train: CurrentPulsesOptions = { amps: 1e-3, width: 1e-3, interval: 1e-3, number: 500 }
/** Largest share of the voltage that a short decrease may take: ours. */
const SHORT_DECREASE = 0.3
/** The pores empty in the short decrease after a train (B29); 0.1 s is seven pore times. */
const shortDecrease = 0.1

const capacitance = fmes.parameters.find(({ name }) => name === 'capacitance')!.value

/**
 * The device claims of the FMES (B01 to B13, B19 to B26, B29), each by its protocol on one device.
 * @param parameters device parameters in place of the calibrated ones
 */
export function fmesClaimRuns(parameters: Readonly<Record<string, number>> = {}): ClaimRun[] {
  const fresh: FreshCell = ohms =>
    createStorageCell(fmes, { parameters: { ...parameters, regulatingOhms: ohms } })
  const runs: ClaimRun[] = [
    { id: 'B01', run: () => chargeBalance(fresh, parameters.capacitance ?? capacitance) },
    ...fmesSweepClaimRuns(fresh),
    ...fmesPairClaimRuns(fresh),
    ...fmesCycleClaimRuns(fresh),
    { id: 'B06', run: () => heightOfOnePulse(fresh) },
    { id: 'B10', run: () => learningSpeed(fresh) },
    { id: 'B11', run: () => longRetention(fresh) },
    { id: 'B19', run: () => weightAgainstGate(parameters) },
    { id: 'B25', run: () => memoryMeasure(fresh) },
    { id: 'B26', run: () => fourWaysToModulate(fresh) },
    { id: 'B29', run: () => decreaseThenHold(fresh) },
  ]
  return runs.sort((a, b) => a.id.localeCompare(b.id))
}

/** The same with the calibrated parameters. */
export const fmesClaims: readonly ClaimRun[] = fmesClaimRuns()

/** Volts at the end of a pulse, the current on. */
function peak(cell: StorageCell, amps: number, width: number): number {
  return currentPulses(cell, { amps, width }).peakVolts[0]
}

/** Smallest relative rise along the rows and along the columns of a table. */
function smallestRiseOf(table: readonly (readonly number[])[]): number {
  const columns = table[0].map((_, k) => table.map(row => row[k]))
  return Math.min(...table.map(smallestRise), ...columns.map(smallestRise))
}

/** B01: -R C (du/dt)/u of the terminal voltage, over the first step of forgetting after 1 s at 1 mA, for each resistance. */
function chargeBalance(fresh: FreshCell, farads: number): ClaimOutcome {
  const found = resistances.map(ohms => {
    const cell = fresh(ohms)
    cell.advanceCurrent(1e-3, 1)
    const step = 7.5e-4 * ohms * farads
    const [early, late] = currentRetention(cell, [0.5, 0.5 + step]).volts
    return (ohms * farads * Math.log(early! / late!)) / step
  })
  return {
    simulated: [found.reduce((a, b) => (Math.abs(b - 1) > Math.abs(a - 1) ? b : a))],
    unit: '1',
    holdsFor: `${resistances.map((ohms, k) => `${ohms} ohm: ${found[k].toFixed(3)}`).join(', ')}`,
    note: `the farthest from 1 of -R C (du/dt)/u half a second after 1 s at 1 mA, ${resistances.join(', ')} ohm`,
  }
}

function heightOfOnePulse(fresh: FreshCell): ClaimOutcome {
  const currents = Array.from({ length: 10 }, (_, k) => 1e-4 * (k + 1))
  const widths = [1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2]
  const againstCurrent = resistances.map(ohms => currents.map(amps => peak(fresh(ohms), amps, widths[0])))
  const againstWidth = resistances.map(ohms => widths.map(width => peak(fresh(ohms), 1e-3, width)))
  return trendOutcome(
    againstCurrent.at(-1)!,
    'V',
    Math.min(smallestRiseOf(againstCurrent), smallestRiseOf(againstWidth)),
    'voltage at the end of one pulse of 1 ms at 8000 ohm, 0.1 to 1 mA; margin: smallest relative rise along the current, the width (1 to 50 ms at 1 mA) and the resistance (500 to 8000 ohm)',
  )
}

function learningSpeed(fresh: FreshCell): ClaimOutcome {
  const curves = withOpen.map(ohms => Array.from(currentPulses(fresh(ohms), train).periodVolts))
  return trendOutcome(
    curves.map(curve => curve.at(-1)!),
    'V',
    Math.min(...curves[0].map((_, k) => smallestRise(curves.map(curve => curve[k])))),
    'voltage at the end of the period after 500 pulses of 1 ms at 500 Hz, 500 ohm to open; margin: smallest relative rise with R after any number of pulses from 1',
  )
}

function longRetention(fresh: FreshCell): ClaimOutcome {
  const cell = fresh(OPEN_OHMS)
  currentPulses(cell, train)
  const [last, start, end] = currentRetention(cell, [0, shortDecrease, shortDecrease + 100]).volts
  return {
    simulated: [end! / last!],
    unit: '1',
    holdsFor: `holds where PSV(0) is taken 0.1 s after the last pulse, ${(end! / start!).toFixed(3)}, when the pores have emptied; not at its end`,
    note: 'open, 500 pulses of 1 ms; PSV(0) at the end of the last one',
  }
}

function decreaseThenHold(fresh: FreshCell): ClaimOutcome {
  const cell = fresh(OPEN_OHMS)
  currentPulses(cell, train)
  const times = [0, 0.01, 0.02, 0.05, shortDecrease, 1, 10, 100]
  const volts = Array.from(currentRetention(cell, times).volts)
  const decrease = 1 - volts[times.indexOf(shortDecrease)] / volts[0]
  const loss = 1 - volts.at(-1)! / volts[times.indexOf(shortDecrease)]
  return trendOutcome(
    volts,
    'V',
    Math.min(SHORT_DECREASE - decrease, decrease - loss, 0.1 - loss),
    `open, voltage ${times.join(', ')} s after 500 pulses of 1 ms: falls by ${(100 * decrease).toFixed(0)} % within 0.1 s, then by ${(100 * loss).toFixed(1)} % within 100 s; the first is to be a short decrease, below ${100 * SHORT_DECREASE} % (ours), the second less than it and than 10 %`,
  )
}

function memoryMeasure(fresh: FreshCell): ClaimOutcome {
  const widths = [1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2]
  const table = withOpen.map(ohms =>
    widths.map(width => currentMemory(fresh(ohms), { amps: 1e-3, width, record: 0.2, sample: 1e-3 })),
  )
  return trendOutcome(
    table[0],
    '1',
    smallestRiseOf(table),
    'standard deviation of the autocorrelation (1 at lag 0) of 0.2 s from the start of one pulse of 1 mA, sampled at 1 kHz; 500 ohm, 1 to 50 ms; margin: smallest relative rise with the width and with R (500 ohm to open)',
  )
}

/** B26: the current of a sweep against its rate, and the state 0.1 s after a train against amplitude, duration, frequency. */
function fourWaysToModulate(fresh: FreshCell): ClaimOutcome {
  const stored = (change: { amps?: number; width?: number; hertz?: number }): number => {
    const { amps, width, hertz } = { amps: 1e-3, width: 1e-3, hertz: 100, ...change }
    const cell = fresh(8000)
    currentPulses(cell, { amps, width, interval: 1 / hertz - width, number: 100 })
    return currentRetention(cell, [shortDecrease]).volts[0]
  }
  const sweeps = currentAgainstRate(fresh)
  const amplitudes = [0.2e-3, 0.4e-3, 0.6e-3, 0.8e-3, 1e-3].map(amps => stored({ amps }))
  const widths = [1e-3, 2e-3, 4e-3, 8e-3].map(width => stored({ width }))
  const frequencies = [1, 5, 20, 100, 500].map(hertz => stored({ hertz }))
  return trendOutcome(
    sweeps.simulated,
    sweeps.unit,
    Math.min(sweeps.margin!, ...[amplitudes, widths, frequencies].map(smallestRise)),
    `8000 ohm; ${sweeps.note}; voltage 0.1 s after 100 pulses against 0.2 to 1 mA (${range(amplitudes)} mV), 1 to 8 ms (${range(widths)} mV), 1 to 500 Hz (${range(frequencies)} mV), else 1 mA, 1 ms, 100 Hz; margin: smallest relative rise of the four`,
  )
}

function range(volts: readonly number[]): string {
  return `${(1e3 * volts[0]).toFixed(1)} to ${(1e3 * volts.at(-1)!).toFixed(1)}`
}
