import { type NetworkSettings, resolveSettings } from './network-settings.ts'
import { type TrainingData, type TrainingHooks, trainNetwork } from './train-network.ts'
import { trainingDevice } from './training-devices.ts'

/** One line of the table: what was taken away, and what accuracy is reached without it. */
export interface AblationRow {
  /** Short name, 'write noise'. */
  readonly name: string
  /** What was changed, in words. */
  readonly without: string
  /** Share of the test patterns after the last epoch. */
  readonly accuracy: number
  /** Points of accuracy (percent) gained by taking it away: what it costs. */
  readonly points: number
}

interface Removal {
  readonly name: string
  readonly without: string
  readonly change: (settings: NetworkSettings) => Partial<NetworkSettings>
}

const REMOVALS: readonly Removal[] = [
  { name: 'steps', without: 'fractions of a pulse', change: () => ({ rounding: 'none' }) },
  { name: 'non-linearity', without: 'equal steps over the same range', change: () => ({ nonlinearity: 0 }) },
  { name: 'asymmetry', without: 'both directions bend alike', change: () => ({ symmetric: true }) },
  {
    name: 'dynamic range',
    without: 'the low end at 0 S',
    change: () => ({ finiteRatio: false }),
  },
  { name: 'write noise', without: 'none', change: () => ({ writeNoise: 0 }) },
  { name: 'variability', without: 'all cells alike', change: () => ({ variability: 0 }) },
  { name: 'stuck cells', without: 'none', change: () => ({ stuckLow: 0, stuckHigh: 0 }) },
  { name: 'read noise', without: 'none', change: () => ({ readNoise: 0 }) },
  { name: 'DAC', without: 'analogue inputs', change: () => ({ dacBits: 0 }) },
  { name: 'ADC', without: 'analogue outputs', change: () => ({ adcBits: 0 }) },
  {
    name: 'drift',
    without: 'read right after the write',
    change: () => ({ driftSeconds: 0, updateSeconds: 0 }),
  },
  { name: 'half-select', without: 'no disturbance', change: () => ({ halfSelect: false }) },
  { name: 'wires', without: 'no wire resistance', change: () => ({ reading: 'ideal' }) },
]

/** The other way round: what protects the cells is taken away. */
const UNPROTECTED: Removal = {
  name: 'half-select, if added',
  without: 'V/2 on half-selected cells, no access element',
  change: () => ({ halfSelect: true }),
}

/** Settings of an array without anything wrong but the limits of its weights. */
function idealSettings(settings: NetworkSettings): NetworkSettings {
  return resolveSettings(Object.assign({}, settings, ...REMOVALS.map(({ change }) => change(settings))))
}

/**
 * Trains the network again and again with one non-ideality taken away each time, from the same start with the same random
 * numbers; what is not in the settings has no line. The last line takes all away. Where cells are kept from half-selection,
 * one more line says what it would cost.
 * @param accuracy that was reached with everything
 */
export async function ablate(
  data: TrainingData,
  given: Partial<NetworkSettings>,
  accuracy: number,
  hooks: Pick<TrainingHooks, 'signal' | 'progress' | 'products'> = {},
): Promise<AblationRow[]> {
  const settings = resolveSettings(given)
  const present = JSON.stringify(settings)
  const removals = REMOVALS.filter(
    ({ name, change }) =>
      JSON.stringify({ ...settings, ...change(settings) }) !== present &&
      // The ideal device is straight already.
      !(settings.device === 'ideal' && ['non-linearity', 'asymmetry'].includes(name)),
  )
  const { word } = trainingDevice(settings.device).disturbance('raise', 'half')
  const reachable = word.raise + word.lower > 0 && !settings.halfSelect
  const lines: readonly Removal[] = [
    ...removals,
    { name: 'everything', without: 'all of the above', change: idealSettings },
    ...(reachable ? [UNPROTECTED] : []),
  ]
  const rows: AblationRow[] = []
  for (const [k, { name, without, change }] of lines.entries()) {
    const { records } = await trainNetwork(
      data,
      { ...settings, ...change(settings) },
      {
        ...hooks,
        progress: (done, total) => hooks.progress?.(k * total + done, lines.length * total),
      },
    )
    const reached = records.at(-1)!.accuracy
    const points = 100 * (name === UNPROTECTED.name ? accuracy - reached : reached - accuracy)
    rows.push({ name, without, accuracy: reached, points })
  }
  return rows
}
