import { type Cell, createCell } from '../../../arrays/devices/cell.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { METALLOPORPHYRINS } from '../../../arrays/devices/mtpp.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import { type PulseTrainOptions, pulseTrain } from '../../plasticity/pulse-train.ts'
import type { Fresh } from './after-train.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import type { Parameters } from './review-range.ts'

/** Claims on ZnTPP's memory and on its metal centre (C08, C15, C23, C24). */
export const zntppSeriesClaims: readonly ClaimRun[] = zntppSeriesClaimRuns()

/** @param parameters device parameters in place of those of ZnTPP and of the others */
export function zntppSeriesClaimRuns(parameters: Parameters = {}): ClaimRun[] {
  const fresh: Fresh = () => createCell(zntpp, { parameters })
  return [
    { id: 'C08', run: () => hoppingAgainstBond(parameters) },
    { id: 'C15', run: () => memories(fresh) },
    { id: 'C23', run: () => sizeOfSteps(fresh) },
    { id: 'C24', run: () => againstMetal(parameters) },
  ]
}

/** The pulse of the arrays: 10 V, 100 ms, every 0.5 s. */
const pulse: PulseTrainOptions = { volts: 10, width: 0.1, interval: 0.4 }

/** The series by rising bond energy. */
const series: readonly DeviceModel[] = [...METALLOPORPHYRINS, zntpp].toSorted((a, b) => bond(a) - bond(b))

function bond(model: DeviceModel): number {
  return model.parameters.find(({ name }) => name === 'bondEnergy')!.value
}

const assumed = `bond energies ${series.map(model => `${model.name} ${bond(model)}`).join(', ')} eV, assumed with their order (the text prints none)`

/** Rate at which the volatile ions leave at rest, 1/s. */
function leavingRate(model: DeviceModel, temperature: number, parameters: Parameters): number {
  const cell = createCell(model, { parameters: { ...parameters, temperature }, state: { volatile: 1 } })
  cell.advance(0, 1)
  return -Math.log(cell.state[0])
}

function hoppingAgainstBond(parameters: Parameters): ClaimOutcome {
  const rates = series.map(model => leavingRate(model, 300, parameters))
  const boltzmann = 8.617333262e-5
  const slopes = series.map(
    model =>
      (boltzmann * Math.log(leavingRate(model, 330, parameters) / leavingRate(model, 300, parameters))) /
      (1 / 300 - 1 / 330),
  )
  const apart = Math.max(...slopes.map((slope, k) => Math.abs(slope / bond(series[k]) - 1)))
  return trendOutcome(
    rates,
    '1/s',
    smallestRise(rates.toReversed()),
    `rate at which the volatile ions leave at rest at 300 K, ${series.map(({ name }) => name).join(', ')}; from 300 to 330 K it follows the Arrhenius law with the bond energy within ${(100 * apart).toPrecision(1)} %; ${assumed}; margin: smallest relative fall`,
  )
}

function againstMetal(parameters: Parameters): ClaimOutcome {
  const found = series.map(model => {
    const cell = createCell(model, { parameters })
    const initial = cell.conductance(zntpp.readVolts)
    cell.advance(10, 1e4)
    const saturated = cell.conductance(zntpp.readVolts)
    return [initial, saturated, saturated - initial].map(siemens => 1e6 * siemens)
  })
  const falls = [0, 1, 2].map(k => smallestRise(found.map(row => row[k]).toReversed()))
  const text = (k: number): string => found.map(row => row[k].toPrecision(3)).join(', ')
  return trendOutcome(
    found.map(row => row[2]),
    'uS',
    Math.min(...falls),
    `range from the initial conductance (${text(0)} uS) to that after 10000 s at 10 V (${text(1)} uS), ${series.map(({ name }) => name).join(', ')}; ${assumed}; ions get fewer with a quarter of the exponent (assumed); margin: smallest relative fall of the three`,
  )
}

/** Conductance above the fresh one, S. */
function gain(cell: Cell, fresh: Fresh): number {
  return cell.conductance(zntpp.readVolts) - fresh().conductance(zntpp.readVolts)
}

function memories(fresh: Fresh): ClaimOutcome {
  const kept = [1, 5, 10, 30, 100].map(number => {
    const cell = fresh()
    pulseTrain(cell, { ...pulse, number })
    const learnt = gain(cell, fresh)
    cell.advance(0, 300)
    return gain(cell, fresh) / learnt
  })
  const cell = fresh()
  const level = pulseTrain(cell, { ...pulse, number: 30 }).readAmps.at(-1)!
  cell.advance(0, 60)
  const again = pulseTrain(cell, { ...pulse, number: 30 }).readAmps
  const needed = 1 + again.findIndex(amps => amps >= level)
  const trained = fresh()
  const sessions = [1, 2, 3, 4, 5].map(() => {
    pulseTrain(trained, { ...pulse, number: 10 })
    trained.advance(0, 300)
    return gain(trained, fresh)
  })
  return trendOutcome(
    kept,
    '1',
    Math.min(smallestRise(kept), needed === 0 ? -1 : 1 - needed / 30, smallestRise(sessions)),
    `share of the gain left 5 min after 1, 5, 10, 30, 100 pulses of 10 V, 100 ms (short-term to long-term); ${needed} pulses instead of 30 to relearn after 1 min; five sessions of 10 pulses 5 min apart leave ${sessions.map(siemens => (1e6 * siemens).toFixed(2)).join(', ')} uS more (consolidation); margin: smallest relative rise, or share of pulses saved`,
  )
}

function sizeOfSteps(fresh: Fresh): ClaimOutcome {
  const trains: readonly PulseTrainOptions[] = [
    ...[30, 100, 300].map(number => ({ ...pulse, number })),
    ...[0.1, 0.4, 1].map(interval => ({ ...pulse, interval, number: 100 })),
    ...[8, 9, 10, 12].map(volts => ({ ...pulse, volts, number: 100 })),
  ]
  const shares = trains.map(train => {
    const { initialAmps, readAmps } = pulseTrain(fresh(), train)
    const steps = Array.from(readAmps, (amps, k) => amps - (k === 0 ? initialAmps : readAmps[k - 1]))
    const range = readAmps.at(-1)! - initialAmps
    return {
      largest: Math.max(...steps) / range,
      later: Math.max(...steps.slice(1)) / range,
      least: Math.min(...steps),
    }
  })
  const largest = shares.map(share => share.largest)
  const bound = 0.15
  return trendOutcome(
    largest,
    '1',
    Math.min(bound - Math.max(...largest), ...shares.map(({ least }) => Math.sign(least) * bound)),
    `largest step over the whole change, 10 V, 100 ms: 30, 100, 300 pulses; 100 pulses 0.1, 0.4, 1 s apart; 100 pulses of 8, 9, 10, 12 V (gradual: every step up, none above ${100 * bound} %). That largest step is the first: from the second pulse on none is above ${(100 * Math.max(...shares.map(({ later }) => later))).toFixed(0)} %`,
  )
}
