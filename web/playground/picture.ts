import { computed } from '@preact/signals'
import { type QuantityInfo, type ValueScale, valueScale } from 'sneakpath/core'
import type { MapPicture } from '../maps/draw-map.ts'
import { brush, draft } from './easel.ts'
import { lines, quantity, reads, readVolts, view, way } from './look.ts'
import { cell, doc, frame, reel } from './store.ts'

/** The map, with the cell that is looked at. */
export type ArrayPicture = MapPicture & Required<Pick<MapPicture, 'cell'>>

/** A quantity that the map can show. */
export interface ShownQuantity extends QuantityInfo {
  readonly name: string
  /** Where it comes from. */
  readonly group: 'The cells' | 'Under the read shown' | 'Every cell read' | 'At this step'
}

const UNDER_READ: readonly ShownQuantity[] = [
  { name: 'cell-voltage', unit: 'V', title: 'Cell voltage', group: 'Under the read shown' },
  { name: 'ir-drop', unit: 'V', title: 'IR drop', group: 'Under the read shown' },
  { name: 'cell-current', unit: 'A', title: 'Cell current', group: 'Under the read shown' },
]
const EVERY_CELL: readonly ShownQuantity[] = [
  { name: 'all-sneak-share', unit: '', title: 'Sneak share', group: 'Every cell read', domain: [0, 1] },
  { name: 'all-read-conductance', unit: 'S', title: 'Conductance as read', group: 'Every cell read' },
]
/** Those that stand in the first row. */
export const FIRST: readonly string[] = [
  'conductance',
  'cell-voltage',
  'ir-drop',
  'all-sneak-share',
  'disturbance',
]

/** All that the map can show now. */
export const choices = computed<readonly ShownQuantity[]>(() => {
  const { frames, quantities } = reel.value
  const known = new Set(frames.flatMap(({ planes }) => Object.keys(planes)))
  const own = Object.entries(quantities)
    .filter(([name]) => known.has(name) || name === 'disturbance')
    .filter(([name]) => !UNDER_READ.some(other => other.name === name))
    .map(([name, info]): ShownQuantity => {
      const ofCells = name === 'conductance' || name.startsWith('state-')
      return { ...info, name, group: ofCells ? 'The cells' : 'At this step', title: shortTitle(name, info) }
    })
  return [...own, ...UNDER_READ, ...EVERY_CELL]
})

function shortTitle(name: string, { title }: QuantityInfo): string {
  return name === 'disturbance' ? 'Disturbance' : title
}

export const shown = computed<ShownQuantity>(
  () =>
    choices.value.find(({ name }) => name === quantity.value) ?? {
      name: 'conductance',
      unit: 'S',
      title: 'Conductance',
      group: 'The cells',
    },
)

/** The plane that the map shows; undefined where there is none yet. */
const values = computed<Float64Array | undefined>(() => {
  switch (shown.value.name) {
    case 'cell-voltage':
      return view.value?.cellVoltages
    case 'ir-drop':
      return view.value?.irDrops
    case 'cell-current':
      return view.value?.cellCurrents
    case 'all-sneak-share':
      return reads.value?.sneakShares
    case 'all-read-conductance':
      return reads.value?.senseCurrents.map(amps => amps / readVolts.value)
    default:
      return frame.value?.planes[shown.value.name]
  }
})

/** One scale for all frames of a quantity of frames, so that a film can be compared with itself. */
export const scale = computed<ValueScale>(() => {
  const { name, unit, domain, group } = shown.value
  const laid = domain === undefined ? {} : { range: domain }
  const plain = unit === '1' ? '' : unit
  if (group === 'The cells' || group === 'At this step') {
    const planes = reel.value.frames.flatMap(({ planes }) =>
      planes[name] === undefined ? [] : [planes[name]],
    )
    return valueScale(planes, plain, undefined, laid)
  }
  return valueScale(values.value === undefined ? [] : [values.value], plain, undefined, laid)
})

/** Picture of the map. */
export const picture = computed<ArrayPicture>(() => {
  const { size } = reel.value
  const count = size[0] * size[1]
  const found = values.value
  const easel = brush.value === 'look' ? undefined : (draft.value ?? doc.value?.easel)
  const drive = view.value
  return {
    size,
    values: found?.length === count ? found : new Float64Array(count).fill(Number.NaN),
    scale: scale.value,
    cell: cell.value,
    ...(easel?.length === size[0] && easel[0].length === size[1] ? { easel } : {}),
    ...(lines.value && drive?.cellVoltages.length === count ? { drive } : {}),
    ...(way.value === undefined ? {} : { way: way.value }),
  }
})
