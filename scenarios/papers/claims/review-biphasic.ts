import { type Cell, createCell } from '../../../arrays/devices/cell.ts'
import { pvaNaac } from '../../../arrays/devices/review/pva-naac.ts'
import { cycleFigures } from '../../plasticity/gate-cycle-figures.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import { formatJoules } from './format-joules.ts'
import type { Parameters } from './review-range.ts'
import { updateCycles } from './review-update-cycles.ts'

/** E14, E47, E48: sodium acetate in polyvinyl alcohol. */
export function naacClaims(parameters: Parameters = {}): ClaimRun[] {
  const fresh: Fresh = () => createCell(pvaNaac, { parameters })
  return [
    { id: 'E14', run: () => range(fresh) },
    { id: 'E47', run: () => biphasic(fresh) },
    { id: 'E48', run: () => trainAgainstWidth(fresh) },
  ]
}

type Fresh = () => Cell

const WIDTH = 0.1
const REST = 1
const PERIOD = 1.5

function range(fresh: Fresh): ClaimOutcome {
  const pulses = {
    raise: { volts: 1e-3, width: WIDTH },
    lower: { volts: -1e-3, width: WIDTH },
    rest: REST,
    number: 10,
  }
  const { low, high } = cycleFigures(updateCycles(fresh(), pulses)[1])
  const joules = [low, high].map(conductance => formatJoules(1e-6 * conductance * WIDTH))
  return {
    simulated: [low * 1e12, high * 1e12],
    unit: 'pS',
    note: `10 pulses of +1 mV, 10 of -1 mV (number as in Fig. 8k), read at 1 mV; V2 G t of a pulse is ${joules.join(' to ')}, printed 132 aJ, which is not fitted`,
  }
}

/** A spike pair: current at its onset (electrical) and right after it (what the ions give back), A. */
function pair(cell: Cell, volts: number): { onset: number; after: number } {
  const onset = cell.current(volts)
  cell.advance(volts, WIDTH)
  cell.advance(-volts, WIDTH)
  return { onset, after: cell.current(0) }
}

function biphasic(fresh: Fresh): ClaimOutcome {
  const amplitudes = Array.from({ length: 11 }, (_, k) => 1e-3 * (k + 1))
  const [first, reversed] = [1, -1].map(sign => amplitudes.map(volts => pair(fresh(), sign * volts)))
  const series = [first!, reversed!].flatMap((pairs, k) =>
    [pairs.map(({ onset }) => onset), pairs.map(({ after }) => after)].map(values =>
      values.map(value => (k === 0 ? value : -value)),
    ),
  )
  return trendOutcome(
    [first![0].onset, first![0].after, reversed![0].onset, reversed![0].after].map(amps => amps * 1e15),
    'fA',
    Math.min(...series.map(values => values[0] / values.at(-1)!), ...series.map(smallestRise)),
    'current at the onset of +1 mV, 100 ms and right after the -1 mV, 100 ms that follows, then for the reversed order: excitatory and inhibitory; both parts grow in size from 1 to 11 mV; margin: smallest over largest current of each series, and smallest relative step',
  )
}

function trainAgainstWidth(fresh: Fresh): ClaimOutcome {
  const trains = [0.02, 0.05, 0.1, 0.2, 0.4].map(width => {
    const cell = fresh()
    const before = cell.current(1e-3)
    // Contribution of the sodium to a spike: read when the layers have discharged, before the next one.
    const added = Array.from({ length: 10 }, () => {
      cell.advance(1e-3, width)
      cell.advance(0, PERIOD - width)
      return (cell.current(1e-3) - before) * 1e15
    })
    return { first: added[0], last: added[9], gain: added[9] / added[0] }
  })
  const gains = trains.map(({ gain }) => gain)
  const rises = (['first', 'last'] as const).map(name => smallestRise(trains.map(train => train[name])))
  return trendOutcome(
    trains.map(({ last }) => last),
    'fA',
    Math.min(...rises, smallestRise(gains.toReversed())),
    `ionic part of the tenth of 10 pulses of 1 mV, 20 to 400 ms, every ${PERIOD} s; A10/A1 falls: ${gains.map(gain => gain.toFixed(1)).join(', ')}; margin: smallest relative step of A1, A10 and their ratio`,
  )
}
