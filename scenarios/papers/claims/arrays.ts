import { OptionError } from '../../../arrays/errors.ts'
import type { RunSettings } from '../../file/apply-settings.ts'
import type { ScenarioResult } from '../../run/run-scenario.ts'
import type { ClaimOutcome } from './claim-run.ts'

/** A claim about an array: taken from the figures of a scenario that ran with its own settings. */
export interface ArrayClaim {
  /** As in the table of claims, "A21". */
  readonly id: string
  /** Name of the scenario. */
  readonly scenario: string
  /** A choice that the paper leaves open, as another run of the scenario. */
  readonly variant?: RunSettings
  /** @param variant the run of `variant`, where it was carried out */
  outcome(result: ScenarioResult, variant?: ScenarioResult): ClaimOutcome
}

/** The pulse that the paper states for its trains (3 V, 1.5 s) for each of the three letters. */
const PAPER_PULSES: Readonly<Record<string, string>> = Object.fromEntries(
  [1, 6, 11].flatMap(step => [
    [`program.${step}.volts`, '3 V'],
    [`program.${step}.width`, '1.5 s'],
  ]),
)

const SAMPLES =
  'Cases 2, 3 and 4 were measured on three arrays; here one area (5.726 times that of the swept device, fitted) serves them all, in the same initial state and at the same rates. Case 2 takes 60 inputs, fitted: the paper does not print their number'

/** The protocol of an array claim with one mechanism off. */
export interface ArrayControl {
  readonly id: string
  readonly what: string
  /** How the scenario of the claim is changed. */
  readonly settings: RunSettings
}

/** Controls that run a scenario again; those of hi-filter run on single pixels (zntpp-controls.ts). */
export const arrayControls: readonly ArrayControl[] = [
  {
    id: 'A21',
    what: 'a double layer that keeps its charge for an hour',
    settings: { set: { 'array.cells.layerTime': '3600 s' } },
  },
]

/** The claims of the papers about their arrays. */
export const arrayClaims: readonly ArrayClaim[] = [
  { id: 'A21', scenario: 'mof-refresh', variant: { set: PAPER_PULSES }, outcome: letterRefresh },
  microsiemens('C09', ['case-2-first', 'case-2-last']),
  microsiemens('C10', ['case-3-first', 'case-3-last']),
  microsiemens('C11', ['case-3-noise']),
  microsiemens('C12', ['case-4-first', 'case-4-last']),
  microsiemens('C13', ['case-4-noise']),
  ratio('C14', ['case-4-contrast']),
  ratio('C16', ['case-3-contrast']),
  ratio('C17', ['noise-left-by-filter']),
  ratio('C18', ['case-2-gain', 'case-3-gain', 'case-4-gain']),
  { id: 'D14', scenario: 'learn-erase-relearn', outcome: learnEraseRelearn },
]

function microsiemens(id: string, figures: readonly string[]): ArrayClaim {
  return {
    id,
    scenario: 'hi-filter',
    outcome: result => ({
      simulated: figures.map(name => figureValue(result, name) * 1e6),
      unit: 'uS',
      note: SAMPLES,
    }),
  }
}

function ratio(id: string, figures: readonly string[]): ArrayClaim {
  return {
    id,
    scenario: 'hi-filter',
    outcome: result => ({
      simulated: figures.map(name => figureValue(result, name)),
      unit: '1',
      note: SAMPLES,
    }),
  }
}

/** Every letter is read whole and stands out from the others by 0.5 in correlation; the letters before it have faded. */
function letterRefresh(result: ScenarioResult, variant?: ScenarioResult): ClaimOutcome {
  const pixels = ['m-pixels-right', 'o-pixels-right', 'f-pixels-right', 'm-pixels-gone', 'o-pixels-gone']
  const margins = ['m-correlation-margin', 'o-correlation-margin', 'f-correlation-margin']
  const counts = pixels.map(name => figureValue(result, name))
  const correlations = margins.map(name => figureValue(result, name))
  const all = result.size[0] * result.size[1]
  const margin = Math.min(...correlations) - 0.5
  const others = variant === undefined ? [] : pixels.map(name => figureValue(variant, name))
  return {
    ...(others.length === 0
      ? {}
      : {
          holdsFor: `holds for 1.2 V, 5 s, below the entry of ions; with the 3 V, 1.5 s of the trains ${others.join(', ')} pixels are right, so it ${others.every(count => count === all) ? 'holds' : 'does not hold'} there`,
        }),
    simulated: [...counts, ...correlations],
    names: ['M right', 'O right', 'F right', 'M faded', 'O faded', 'margin of M', 'of O', 'of F'],
    unit: '1',
    holds: counts.every(count => count === all) && margin > 0,
    margin,
    note: `pixels of ${all} right for M, O, F, and faded before O and F; margin: correlation with the present letter above that with the others (0.5 asked)`,
  }
}

/** Graded levels are kept in order after learning and relearning, and the erase takes the picture away. */
function learnEraseRelearn(result: ScenarioResult): ClaimOutcome {
  const [learnt, relearnt] = [
    figureValue(result, 'learnt-level-order'),
    figureValue(result, 'relearnt-level-order'),
  ]
  const left = figureValue(result, 'left-after-erase')
  const margin = Math.min(learnt, relearnt, 0.5 - left)
  return {
    simulated: [learnt, left, relearnt],
    names: ['learnt', 'left', 'relearnt'],
    unit: '1',
    holds: margin > 0,
    margin,
    note: 'smallest step between graded levels after learning (A), share of the learnt conductance left by the erase (B, below 0.5), smallest step after relearning (C)',
  }
}

function figureValue(result: ScenarioResult, figure: string): number {
  const found = result.figures[figure]
  if (found === undefined) {
    throw new OptionError(
      `claims of ${result.file.name}`,
      `no figure "${figure}"`,
      `one of ${Object.keys(result.figures).join(', ')}`,
    )
  }
  return found.value
}
