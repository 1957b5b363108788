import { twoTerminalDeviceOf } from '../define-device.ts'
import type { DeviceDefinition, ParameterDefinition } from '../device-definition.ts'
import type { DeviceModel } from '../model.ts'

/** Properties in which the windows differ. */
interface Window {
  readonly name: string
  readonly title: string
  readonly source: string
  readonly numbers: { readonly rOff: string; readonly thickness: string; readonly mobility: string }
  /** Exponent of the window, and what else it has. */
  readonly parameters: Readonly<Record<string, ParameterDefinition>>
  readonly start: number
  readonly laws: Readonly<Record<string, string>>
  readonly volts: readonly [string, string]
  readonly pulses: Pick<DeviceDefinition, 'write' | 'erase'>
}

const OHMS: readonly [string, string] = ['1 mohm', '1 Tohm']

/** Linear drift of the border between doped and undoped oxide (Strukov et al. 2008), slowed at its ends by a window. */
function linearDrift(window: Window): DeviceModel {
  const { name, title, source, numbers, parameters, start, laws, volts, pulses } = window
  return twoTerminalDeviceOf({
    name,
    title,
    source: `D. B. Strukov et al., Nature 453, 80 (2008); ${source}`,
    parameters: {
      rOn: { value: '100 ohm', range: OHMS, meaning: 'resistance of the doped film' },
      rOff: { value: numbers.rOff, range: OHMS, meaning: 'resistance of the undoped film' },
      thickness: { value: numbers.thickness, range: ['1 pm', '1 mm'], meaning: 'thickness of the film' },
      mobility: { value: numbers.mobility, range: [0, 1], meaning: 'mobility of the vacancies' },
      ...parameters,
    },
    states: { x: { range: [0, 1], start, meaning: 'doped share of the film' } },
    let: { ohms: 'rOn * x + rOff * (1 - x)', ...laws },
    current: 'v / ohms',
    rates: { x: 'mobility * rOn / thickness ** 2 * i * window' },
    read: '0.1 V',
    measured: volts,
    ...pulses,
  })
}

const EXPONENT = (value: number, meaning: string): ParameterDefinition => ({
  value,
  range: [0.01, 1000],
  meaning,
})
/** A resistance of 11 kohm. */
const START = 5 / 15.9
const TEXTBOOK = { rOff: '16 kohm', thickness: '10 nm', mobility: '1e-14 m2/(V s)' }

/** The window is 0 at the ends: a state that starts there stays there. */
export const linearDriftJoglekar: DeviceModel = linearDrift({
  name: 'linear-drift-joglekar',
  title: 'Linear ion drift with the window of Joglekar and Wolf',
  source:
    'window: Y. N. Joglekar and S. J. Wolf, Eur. J. Phys. 30, 661 (2009); numbers of a textbook example',
  numbers: TEXTBOOK,
  parameters: { p: EXPONENT(1, 'exponent of the window; a large one is flat, with steep ends') },
  start: START,
  // Squared before the power, so that p need not be whole.
  laws: { window: '1 - ((2 * x - 1) ** 2) ** p' },
  volts: ['-1.2 V', '1.2 V'],
  // Pulses are ours: short of the end, which this window never lets go.
  pulses: { write: { volts: '1.2 V', width: '0.2 s' }, erase: { volts: '-1.2 V', width: '0.2 s' } },
})

/** The window depends on the direction of the current: a state leaves an end at full speed. */
export const linearDriftBiolek: DeviceModel = linearDrift({
  name: 'linear-drift-biolek',
  title: 'Linear ion drift with the window of Biolek',
  source: 'window and numbers: Z. Biolek, D. Biolek and V. Biolkova, Radioengineering 18, 210 (2009)',
  numbers: { rOff: '1 kohm', thickness: '16 nm', mobility: '4e-14 m2/(V s)' },
  parameters: { p: EXPONENT(7, 'exponent of the window; a large one is flat, with a steep end') },
  start: 0.076,
  laws: {
    // The distance from the end that the state comes from.
    gone: 'x - (i < 0 ? 1 : 0)',
    window: '1 - (gone ** 2) ** p',
  },
  volts: ['-1.5 V', '1.5 V'],
  pulses: { write: { volts: '1.5 V', width: '50 ms' }, erase: { volts: '-1.5 V', width: '50 ms' } },
})

/** Its height can be set by j. */
export const linearDriftProdromakis: DeviceModel = linearDrift({
  name: 'linear-drift-prodromakis',
  title: 'Linear ion drift with the window of Prodromakis',
  source:
    'window: T. Prodromakis, B. P. Peh, C. Papavassiliou and C. Toumazou, IEEE Trans. Electron Devices 58, 3099 (2011); numbers of a textbook example',
  numbers: TEXTBOOK,
  parameters: {
    p: EXPONENT(10, 'exponent of the window'),
    j: { value: 1, range: [0, 100], meaning: 'height of the window' },
  },
  start: START,
  laws: { window: 'j * (1 - ((x - 0.5) ** 2 + 0.75) ** p)' },
  volts: ['-1.2 V', '1.2 V'],
  pulses: { write: { volts: '1.2 V', width: '0.2 s' }, erase: { volts: '-1.2 V', width: '0.2 s' } },
})
