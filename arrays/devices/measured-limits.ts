/** How far the experiments on a device went, besides its voltages; what is absent was not printed. */
export interface MeasuredLimits {
  /** Longest experiment, s. */
  readonly seconds?: number
  /** Pulses of one experiment on one cell. */
  readonly pulses?: number
  /** K */
  readonly temperature?: readonly [number, number]
  /** By state. */
  readonly states?: Readonly<Record<string, readonly [number, number]>>
  /** The claims, or the figures, that say so. */
  readonly source: string
}

/** By device. */
const LIMITS: Readonly<Record<string, MeasuredLimits>> = {
  'ec-mof-l': { seconds: 1200, pulses: 100, source: 'A08, A09: 100 pulses, then 4 min; A10: 20 min' },
  'ec-mof-n': {
    seconds: 5400,
    pulses: 250,
    source: 'A13 to A15: 30 min, and 45 min between two trains; A16: rounds of 50',
  },
  'ec-mof-h': { seconds: 120, pulses: 20, source: 'A19, A20' },
  fmes: {
    seconds: 120,
    pulses: 500,
    states: { film: [-0.8, 0.8], pore: [-0.8, 0.8] },
    source: 'B02: 0 to 0.8 V; B10, B11: a train of 500 Hz, then 100 s',
  },
  zntpp: {
    seconds: 4e4,
    pulses: 60,
    temperature: [300, 300],
    source: 'C01, C02: twenty sweeps of 2000 s; C09: inputs',
  },
  'pentacene-p13': { seconds: 1200, pulses: 160, source: 'D01: 160 sweeps; D13' },
  'hbn-wo3': { pulses: 58400, source: 'E23' },
  'pva-mxene': { pulses: 2e8, source: 'E25' },
  'alox-inox': { pulses: 2500, source: 'E51' },
  'sio2-mos2': { temperature: [303.15, 623.15], source: 'E43: 30 to 350 C' },
}

/** Time, pulses, temperature and states of the cell that a program or a protocol took farthest. */
export interface Reached {
  readonly seconds: number
  readonly pulses: number
  /** K; absent where the device has no temperature. */
  readonly temperature?: number
  /** Smallest and largest value by state. */
  readonly states: Readonly<Record<string, readonly [number, number]>>
}

/** One warning for each way in which a device was taken beyond what was measured, as of its voltages. */
export function reachedWarnings(device: string, reached: Reached): string[] {
  const limits = LIMITS[device]
  if (limits === undefined) return []
  const {
    seconds = Number.POSITIVE_INFINITY,
    pulses = Number.POSITIVE_INFINITY,
    temperature,
    states = {},
  } = limits
  const beyond = (to: string, measured: string): string =>
    `${device} was measured ${measured} (${limits.source}); this goes to ${to}, where the model is a guess`
  const warnings: string[] = []
  if (reached.seconds > seconds * (1 + 1e-9)) {
    warnings.push(beyond(`${number(reached.seconds)} s`, `for ${number(seconds)} s`))
  }
  if (reached.pulses > pulses) {
    warnings.push(beyond(`${reached.pulses} pulses`, `with up to ${number(pulses)} pulses`))
  }
  const kelvin = reached.temperature
  if (temperature !== undefined && kelvin !== undefined && outside(kelvin, temperature)) {
    warnings.push(beyond(`${kelvin} K`, rangeText(temperature, 'K')))
  }
  for (const [name, range] of Object.entries(states)) {
    const farthest = (reached.states[name] ?? []).find(value => outside(value, range))
    if (farthest === undefined) continue
    warnings.push(beyond(`${number(farthest)} V`, `with its ${name} ${rangeText(range, 'V')}`))
  }
  return warnings
}

function outside(value: number, [low, high]: readonly [number, number]): boolean {
  const room = 1e-9 * Math.max(Math.abs(low), Math.abs(high))
  return value < low - room || value > high + room
}

function rangeText([low, high]: readonly [number, number], unit: string): string {
  return low === high ? `at ${low} ${unit}` : `from ${low} to ${high} ${unit}`
}

function number(value: number): string {
  return String(Number(value.toPrecision(3)))
}
