import type { StateSpec } from '../devices/model.ts'
import type { TracedQuantity } from './record/record-request.ts'

const CURRENT = { unit: 'A', word: 'current' }
const CHARGE = { unit: 'C', word: 'charge' }
const VOLTAGE = { unit: 'V', word: 'voltage' }

const CELL_CURRENT: readonly TracedQuantity[] = [
  { name: 'cell-current', title: 'Cell current', of: 'cell', ...CURRENT },
  {
    name: 'cell-charge',
    title: 'Charge through the cell',
    of: 'cell',
    ...CHARGE,
    integralOf: 'cell-current',
  },
  { name: 'cell-voltage', title: 'Cell voltage', of: 'cell', ...VOLTAGE },
]

const CONDUCTANCE: TracedQuantity = {
  name: 'conductance',
  title: 'Conductance at the read voltage',
  of: 'cell',
  unit: 'S',
  word: 'conductance',
}

/** Quantities of an array of two-terminal devices that can be recorded over time. */
export function crossbarQuantities(
  states: readonly StateSpec[],
  { access }: { readonly access: boolean },
): TracedQuantity[] {
  return [
    ...CELL_CURRENT,
    ...(access
      ? [
          {
            name: 'device-voltage',
            title: 'Voltage of the device alone',
            of: 'cell' as const,
            unit: 'V',
            word: 'device_voltage',
          },
        ]
      : []),
    CONDUCTANCE,
    ...lineQuantities('word', 'row', 'into the word line'),
    ...lineQuantities('bit', 'column', 'out of the bit line'),
    ...stateQuantities(states),
  ]
}

/** The same of three-terminal devices: a cell's current and voltage are those of its channel. */
export function gatedQuantities(states: readonly StateSpec[]): TracedQuantity[] {
  return [
    ...CELL_CURRENT,
    {
      name: 'gate-current',
      title: 'Current through the gate stack',
      of: 'cell',
      ...CURRENT,
      word: 'gate_current',
    },
    { name: 'gate-voltage', title: 'Gate against source line', of: 'cell', ...VOLTAGE, word: 'gate_voltage' },
    CONDUCTANCE,
    ...lineQuantities('source', 'column', 'out of the source line'),
    ...stateQuantities(states),
  ]
}

function lineQuantities(line: string, of: 'row' | 'column', where: string): TracedQuantity[] {
  return [
    { name: `${line}-current`, title: `Current ${where}`, of, line, ...CURRENT },
    { name: `${line}-charge`, title: `Charge ${where}`, of, line, ...CHARGE, integralOf: `${line}-current` },
  ]
}

function stateQuantities(states: readonly StateSpec[]): TracedQuantity[] {
  return states.map(({ name, meaning, unit }) => ({
    name: `state-${name}`,
    title: `State ${name}: ${meaning}`,
    of: 'cell',
    unit: unit === '1' ? '' : unit,
    word: `state_${name}`,
  }))
}
