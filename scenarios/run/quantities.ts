import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'

/** What a pixel map can show. */
export interface QuantityInfo {
  readonly unit: string
  readonly title: string
  /** Ends of its colour scale, where it has natural ones. */
  readonly domain?: readonly [number, number]
}

const QUANTITIES: Readonly<Record<string, QuantityInfo>> = {
  conductance: { unit: 'S', title: 'Conductance' },
  'read-conductance': { unit: 'S', title: 'Conductance as read: sense current over read voltage' },
  'sense-current': { unit: 'A', title: 'Sense current' },
  'cell-current': { unit: 'A', title: 'Cell current' },
  'cell-voltage': { unit: 'V', title: 'Cell voltage' },
  'sneak-share': { unit: '', title: 'Sneak share of the sense current', domain: [0, 1] },
  'read-margin': { unit: '', title: 'Read margin' },
  disturbance: { unit: '', title: 'Disturbance of cells that were not addressed' },
}

/** Those of arrays of three-terminal devices beside; and what they do not have. */
const GATED_QUANTITIES: Readonly<Record<string, QuantityInfo>> = {
  'source-shift': { unit: 'V', title: 'Source line lifted by the return current of the read' },
}
const NOT_OF_GATED: ReadonlySet<string> = new Set(['cell-voltage', 'read-margin'])

/** The quantities that a scenario with this device can keep, with their units ("" for a ratio). */
export function quantitiesOf(model: DeviceModel | GatedDeviceModel): Record<string, QuantityInfo> {
  const states = model.states.map(state => [
    `state-${state.name}`,
    { unit: state.unit === '1' ? '' : state.unit, title: `State ${state.name}: ${state.meaning}` },
  ])
  const own =
    'channel' in model
      ? [
          ...Object.entries(QUANTITIES).filter(([name]) => !NOT_OF_GATED.has(name)),
          ...Object.entries(GATED_QUANTITIES),
        ]
      : Object.entries(QUANTITIES)
  return Object.fromEntries([...own, ...states])
}
