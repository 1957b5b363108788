import { hbnWo3 } from '../../../arrays/devices/review/hbn-wo3.ts'
import { nafionWo3 } from '../../../arrays/devices/review/nafion-wo3.ts'
import { psgWo3 } from '../../../arrays/devices/review/psg-wo3.ts'
import { pvaMxene } from '../../../arrays/devices/review/pva-mxene.ts'
import { silicaNdnio3 } from '../../../arrays/devices/review/silica-ndnio3.ts'
import { cycleFigures } from '../../plasticity/gate-cycle-figures.ts'
import { gateCycles } from '../../plasticity/gate-cycles.ts'
import { gatePulseTrain } from '../../plasticity/gate-pulse-train.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import { type FreshGated, freshGated, type Parameters, rangeOutcome } from './review-range.ts'

/** E01, E20: protons in WO3 from Nafion. */
export function nafionClaims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(nafionWo3, parameters)
  return [
    {
      id: 'E01',
      run: () =>
        rangeOutcome(fresh(), {
          scale: 1e6,
          unit: 'uS',
          printed: { joules: 0.39e-15 * 500 * 100, text: '0.39 fJ/um2 on 500 x 100 um2' },
          note: '100 pulses up, 100 down (number of ours)',
        }),
    },
    { id: 'E20', run: () => symmetryAgainstContent(fresh) },
  ]
}

/** E02, E21, E22: protons in WO3 from phosphosilicate glass. */
export function psgClaims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(psgWo3, parameters)
  return [
    {
      id: 'E02',
      run: () =>
        rangeOutcome(fresh(), {
          scale: 1e6,
          unit: 'uS',
          printed: {
            joules: 6.75e-15 * 5 * 25,
            text: '6.75 fJ/um2 on 5 x 25 um2 (text; Table 1 has 5 x 50)',
          },
          note: '100 pulses up, 100 down, 10 s rest after each',
        }),
    },
    { id: 'E21', run: () => dropOverRise(fresh) },
    { id: 'E22', run: () => responseToOnePulse(fresh) },
  ]
}

/** E03: protons in NdNiO3. */
export function ndnio3Claims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(silicaNdnio3, parameters)
  return [
    {
      id: 'E03',
      run: () =>
        rangeOutcome(fresh(), {
          scale: 1e6,
          unit: 'uS',
          printed: { joules: 0.45e-15 * 200 * 20, text: '0.45 fJ/um2 on 200 x 20 um2' },
          note: '20 pulses of -1 V raise, 20 of +0.7 V lower (number of ours)',
        }),
    },
  ]
}

/** E04, E23: protons in WO3 through hexagonal boron nitride. */
export function hbnClaims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(hbnWo3, parameters)
  return [
    {
      id: 'E04',
      run: () =>
        rangeOutcome(fresh(), {
          scale: 1e6,
          unit: 'uS',
          note: '146 pulses of -1 V raise, 146 of +1 V lower',
        }),
    },
    { id: 'E23', run: () => pulsesWithoutLoss(fresh) },
  ]
}

/** E06, E25: protons in MXene. */
export function mxeneClaims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(pvaMxene, parameters)
  return [
    {
      id: 'E06',
      run: () =>
        rangeOutcome(fresh(), {
          scale: 1e3,
          unit: 'mS',
          printed: { joules: 80e-15 * 20 * 1000, text: '80 fJ/um2 on 20 x 1000 um2' },
          note: '50 pulses up, 50 down (number of ours)',
        }),
    },
    { id: 'E25', run: () => cyclesWithoutLoss(fresh) },
  ]
}

function symmetryAgainstContent(fresh: FreshGated): ClaimOutcome {
  const { raise, lower } = nafionWo3.pulses
  const loop = (content: number, number: number): { asymmetry: number; ratio: number } => {
    const cell = fresh(content)
    const options = { rest: 0.05, number }
    const up = gatePulseTrain(cell, { ...raise, ...options })
    const down = gatePulseTrain(cell, { ...lower, ...options })
    const [start, top, end] = [up.initial, up.levels.at(-1)!, down.levels.at(-1)!]
    return { asymmetry: Math.abs(end - start) / (top - start), ratio: top / Math.min(start, end) }
  }
  // Each loop stays inside one of the three regimes, as those of Fig. 3c and d.
  const contents = [0.05, 0.15, 0.25, 0.4, 0.5, 0.6, 0.75, 0.85]
  const byContent = contents.map(content => loop(content, 5))
  const byDepth = [4, 8, 12, 16].map(number => loop(0.1, number))
  const thirds = [0, 1 / 3, 2 / 3, 1].map(content => fresh(content).conductance())
  const slopes = [0, 1, 2].map(k => thirds[k + 1] - thirds[k])
  const margin = Math.min(
    smallestRise(byContent.map(({ asymmetry }) => asymmetry)),
    smallestRise(byContent.map(({ ratio }) => ratio - 1).toReversed()),
    smallestRise(byDepth.map(({ asymmetry }) => asymmetry)),
    smallestRise(byDepth.map(({ ratio }) => ratio - 1)),
    smallestRise(slopes.toReversed()),
  )
  return trendOutcome(
    byContent.map(({ asymmetry }) => asymmetry),
    '1',
    margin,
    `5 pulses up, 5 down from a proton content of 0.05 to 0.85: what the loop leaves, over its height, rises, and Gmax/Gmin falls from ${byContent[0].ratio.toFixed(2)} to ${byContent.at(-1)!.ratio.toFixed(2)}; from 0.1 with 4 to 16 pulses both rise; slopes of the three regimes ${slopes.map(slope => (slope * 3e6).toFixed(0)).join(', ')} uS; margin: smallest relative step of all five series, of the ratio less 1`,
  )
}

function dropOverRise(fresh: FreshGated): ClaimOutcome {
  const { rise, fall, asymmetry } = cycleFigures(gateCycles(fresh())[1])
  return {
    simulated: [fall / rise],
    unit: '1',
    note: `as E02; the rise and the mirrored fall are at most ${(100 * asymmetry).toFixed(0)} % of the range apart`,
  }
}

function responseToOnePulse(fresh: FreshGated): ClaimOutcome {
  const { raise, lower } = psgWo3.pulses
  const responses = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap(content =>
    [raise, lower].map(({ amplitude, width }) => {
      const { initial, peaks, levels } = gatePulseTrain(fresh(content), { amplitude, width, rest: 20 })
      const sign = Math.sign(amplitude)
      return {
        jump: (sign * (peaks[0] - initial)) / initial,
        kept: (sign * (levels[0] - initial)) / initial,
      }
    }),
  )
  const margin = Math.min(...responses.map(({ jump, kept }) => Math.min(kept, jump - kept)))
  return trendOutcome(
    responses.slice(4, 6).flatMap(({ jump, kept }) => [jump, kept]),
    '1',
    margin,
    'relative jump at the end of +3 V, 1 s, and what is left 20 s later, then the same for -3 V (both as magnitudes), from the middle of the range; margin: smallest of what stays and what relaxes, both signs, five places of the range',
  )
}

function pulsesWithoutLoss(fresh: FreshGated): ClaimOutcome {
  const cycles = gateCycles(fresh(), { cycles: 201 })
  const ranges = cycles.slice(1).map(cycle => {
    const { low, high } = cycleFigures(cycle)
    return high - low
  })
  const lost = ranges.findIndex(range => range < 0.95 * (10.53e-6 - 8.36e-6))
  const kept = lost < 0 ? ranges.length : lost
  return {
    simulated: [kept * 292],
    unit: 'pulses',
    note: `200 cycles of 146 + 146, all run; the last range is ${(ranges.at(-1)! / ranges[0]).toFixed(4)} of the first; 95 % of the printed one is asked. The model has no wear, so this tests drift alone`,
  }
}

/** Cycles after which a device that has not returned to itself is given up. */
const MOST_CYCLES = 1000

function cyclesWithoutLoss(fresh: FreshGated): ClaimOutcome {
  const cell = fresh()
  const seen = new Map<string, number>()
  const published = 1e8
  for (let cycle = 0; cycle < MOST_CYCLES; cycle++) {
    const key = cell.state.join(' ')
    const before = seen.get(key)
    if (before !== undefined) {
      // From here on the device repeats itself bit by bit, so all later cycles are known.
      return {
        simulated: [published],
        unit: 'cycles',
        note: `the state returns to itself to the last bit after ${cycle} cycles, period ${cycle - before}, and every cycle after the first keeps 95 % of the printed range, so ${published} do. The model has no wear: this tests drift alone`,
      }
    }
    seen.set(key, cycle)
    const { low, high } = cycleFigures(gateCycles(cell, { cycles: 1 })[0])
    if (cycle > 0 && high - low < 0.95 * (2.75e-3 - 1.6e-3)) {
      return { simulated: [cycle], unit: 'cycles', note: 'then the range is below 95 % of the printed one' }
    }
  }
  return { simulated: [MOST_CYCLES], unit: 'cycles', note: 'run; the state does not return to itself' }
}
