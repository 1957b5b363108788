import type { OutputQuantity } from './output-quantity.ts'

/** Quantities that the runner keeps in frames: of writes, of reads, of lines that are driven one by one. */
export const KEPT_IN_FRAMES: readonly OutputQuantity[] = [
  { name: 'conductance', unit: 'S', title: 'Conductance' },
  { name: 'read-conductance', unit: 'S', title: 'Conductance as read: sense current over read voltage' },
  { name: 'sense-current', unit: 'A', title: 'Sense current' },
  { name: 'cell-current', unit: 'A', title: 'Cell current' },
  { name: 'cell-voltage', unit: 'V', title: 'Cell voltage' },
  {
    name: 'word-line-current',
    unit: 'A',
    title: 'Current in the word line at the left of the cell',
    of: 'two-terminal',
  },
  {
    name: 'bit-line-current',
    unit: 'A',
    title: 'Current in the bit line below the cell',
    of: 'two-terminal',
  },
  { name: 'sneak-share', unit: '', title: 'Sneak share of the sense current', domain: [0, 1] },
  { name: 'disturbance', unit: '', title: 'Disturbance of cells that were not addressed' },
  {
    name: 'source-shift',
    unit: 'V',
    title: 'Source line lifted by the return current of the read',
    of: 'three-terminal',
  },
]
