import { type NetworkSettings, resolveSettings, writeAccess } from './network-settings.ts'
import { trainingDevice } from './training-devices.ts'

/** A network from which one thing that goes wrong was taken away. */
export interface Removal {
  /** Non-ideality that was taken away: 'write noise'. */
  readonly name: string
  /** Replacement, in words. */
  readonly without: string
  readonly settings: NetworkSettings
}

interface Change {
  readonly name: string
  readonly without: string
  readonly change: (settings: NetworkSettings) => Partial<NetworkSettings>
}

const CHANGES: readonly Change[] = [
  { name: 'steps', without: 'fractions of a pulse', change: () => ({ rounding: 'none' }) },
  { name: 'non-linearity', without: 'equal steps over the same range', change: () => ({ nonlinearity: 0 }) },
  { name: 'asymmetry', without: 'both directions bend alike', change: () => ({ symmetric: true }) },
  { name: 'dynamic range', without: 'the low end at 0 S', change: () => ({ finiteRatio: false }) },
  { name: 'write noise', without: 'none', change: () => ({ writeNoise: 0 }) },
  {
    name: 'spread of cells',
    without: 'all cells alike',
    change: () => ({ variability: 0, stepSpread: 0, asymmetrySpread: 0, rangeSpread: 0, driftSpread: 0 }),
  },
  {
    name: 'stuck cells',
    without: 'none',
    change: () => ({ stuckLow: 0, stuckHigh: 0, stuckOpen: 0, stuckShort: 0 }),
  },
  { name: 'read noise', without: 'none', change: () => ({ readNoise: 0 }) },
  { name: 'DAC', without: 'analogue inputs', change: () => ({ dacBits: 0 }) },
  { name: 'ADC', without: 'analogue outputs', change: () => ({ adcBits: 0 }) },
  { name: 'drift', without: 'tests right after the last write', change: () => ({ driftSeconds: 0 }) },
  { name: 'time', without: 'updates that take none', change: () => ({ updateSeconds: 0 }) },
  { name: 'half-select', without: 'no disturbance', change: () => ({ halfSelect: false }) },
  { name: 'wires', without: 'no wire resistance', change: () => ({ reading: 'ideal' }) },
]

/** The protection of the cells is taken away. */
export const UNPROTECTED = 'half-select, if added'

/**
 * A network with each non-ideality that is in its settings taken away in turn, then with all of them; where cells are kept from
 * half-selection, one more shows what that would cost.
 */
export function removalsOf(given: Partial<NetworkSettings>): Removal[] {
  const settings = resolveSettings(given)
  const changed = ({ name, without, change }: Change): Removal => ({
    name,
    without,
    settings: { ...settings, ...change(settings) },
  })
  const present = JSON.stringify(settings)
  const single = CHANGES.map(changed).filter(
    one =>
      JSON.stringify(one.settings) !== present &&
      // The ideal device is straight already.
      !(settings.device === 'ideal' && ['non-linearity', 'asymmetry'].includes(one.name)),
  )
  const all = changed({
    name: 'everything',
    without: 'all of the above',
    change: () => Object.assign({}, ...CHANGES.map(({ change }) => change(settings))),
  })
  const device = trainingDevice(settings.device, { access: writeAccess(settings) })
  const { word } = device.disturbance('raise', 'half')
  const { word: lowered } = device.disturbance('lower', 'half')
  const reachable = word.raise + word.lower + lowered.raise + lowered.lower > 0
  if (settings.halfSelect || settings.writing !== 'cells' || !reachable) return [...single, all]
  const unprotected = changed({
    name: UNPROTECTED,
    without: 'V/2 on half-selected cells, no access element',
    change: () => ({ halfSelect: true }),
  })
  return [...single, all, unprotected]
}
