/**
 * A model of the field as its source prints it, written down once more for ngspice: numbers and laws share nothing with the product.
 * A model may stand here more than once, with waveforms that show different parameters.
 */
export interface PublishedModel {
  readonly name: string
  /** State at the start, in parts of its range (`low` + `span` x). */
  readonly start: number
  readonly low: number
  readonly span: number
  /** Largest positive and negative volts of a waveform. */
  readonly volts: readonly [number, number]
  /** Of a waveform, s. */
  readonly seconds: number
  /** Steps of ngspice in a piece of a waveform. @defaultValue 20 */
  readonly steps?: number
  /** Amperes that are 1 V of the node of the current. @defaultValue 1 */
  readonly amps?: number
  /** Parts of the equations that are nodes of their own, by name, of the same as the current. */
  parts?(v: string, x: string, i: string): Readonly<Record<string, string>>
  /** A, of the volts `v`, the state `x` in its own unit, the current `i` itself, where the equation is implicit, and its parts. */
  current(v: string, x: string, i: string, part: (name: string) => string): string
  /** Change of the state in its own unit in a second; none of models without a state. */
  rate?(v: string, x: string, i: string, part: (name: string) => string): string
}

const drift = (
  name: string,
  [off, d, mobility]: readonly [number, number, number],
  window: (x: string, v: string) => string,
  run: Pick<PublishedModel, 'start' | 'volts' | 'seconds'>,
): PublishedModel => {
  const current = (v: string, x: string): string => `(${v})/(100*(${x}) + ${off}*(1 - (${x})))`
  return {
    name,
    low: 0,
    span: 1,
    ...run,
    current,
    rate: (v, x) => `${(mobility * 100) / d ** 2}*${current(v, x)}*${window(x, v)}`,
  }
}

const sigmoid = (argument: string): string => `(1/(1 + exp(-(${argument}))))`
/** Of 300 K. */
const THERMAL = (1.380649e-23 * 300) / 1.602176634e-19

const MIEC_V0 = 85e-3 * Math.log10(Math.E)

/** Schottky contact, disc, plug and lines in series, as the model of Jülich and Aachen prints them, energies in electronvolts. */
const jart = (
  run: Pick<PublishedModel, 'start' | 'low' | 'span' | 'volts' | 'seconds' | 'amps'>,
): PublishedModel => {
  const [q, vacuum, area] = [1.602176634e-19, 8.8541878128e-12, Math.PI * 45e-9 ** 2]
  const disc = (n: string): string => `(${0.4e-9 / (2 * q * 4e-6 * area)}/(${n}))`
  const plug = 2.6e-9 / (20e26 * 2 * q * 4e-6 * area)
  const lines = (i: string): string => `(650 + 719.2437*(1 + ${719.2437 * 3.92e-3 * 90471.47}*(${i})*(${i})))`
  const image = (q ** 3 * 2) / (8 * Math.PI ** 2 * (5.5 * vacuum) ** 3)
  const tunnelling = (6.62607015e-34 / (4 * Math.PI)) * Math.sqrt(2 / (9.1093837015e-31 * 17 * vacuum))
  return {
    name: 'jart-vcm-v1b',
    ...run,
    parts: (v, n, i) => ({
      contact: `(${v}) - (${i})*(${disc(n)} + ${plug} + ${lines(i)})`,
      kelvin: `293 + (${i})*((${v}) - (${i})*${lines(i)})*15.72e6*((${v}) > 0 ? 0.27 : 1)`,
    }),
    current(_, n, __, part) {
      const [u, t] = [part('contact'), part('kelvin')]
      const kt = `(${1.380649e-23 / q}*${t})`
      const barrier = `max(0, 0.18 - (${u} < 0.08 ? sqrt(sqrt(${image}*(${n})*(0.08 - ${u}))) : 0))`
      const w00 = `(${tunnelling}*sqrt(${n}))`
      const w = `(${w00}/${kt})`
      const set = `${-(6.01e5 * q) / 1.380649e-23}*${t}*sqrt(${Math.PI}*${w00}*(abs(${u}) + ${barrier}/pow(cosh(${w}),2)))*exp(-${barrier}*tanh(${w})/${w00})*(exp(abs(${u})*(${w} - tanh(${w}))/${w00}) - 1)`
      const reset = `6.01e5*${t}*${t}*exp(-${barrier}/${kt})*(exp(${u}/${kt}) - 1)`
      return `${area}*(${u} < 0 ? ${set} : ${reset})`
    },
    rate(v, n, i, part) {
      const field = `((${v}) > 0 ? (${part('contact')} + (${i})*(${disc(n)} + ${plug}))/3e-9 : (${i})*${disc(n)}/0.4e-9)`
      const g = `(2*${field}*0.25e-9/${Math.PI * 1.35})`
      const barrier = (sign: string): string =>
        `1.35*(sqrt(1 - ${g}*${g}) ${sign} ${g}*${Math.PI / 2} + ${g}*asin(${g}))/(${1.380649e-23 / q}*${part('kelvin')})`
      const limit = `((${v}) > 0 ? 1 - pow(0.008e26/(${n}),10) : 1 - pow((${n})/20e26,10))`
      return `-((20e26 + (${n}))/2*${(0.25e-9 * 2e13) / 0.4e-9}*(exp(-${barrier('-')}) - exp(-${barrier('+')}))*${limit})`
    },
  }
}

/** A filament that grows and one that stays away, where the current without one is seen. */
const memdiode = (run: Pick<PublishedModel, 'start' | 'volts'>): PublishedModel => ({
  name: 'memdiode',
  low: 0,
  span: 1,
  seconds: 2,
  amps: 1e-3,
  ...run,
  current: (v, h, i) => {
    const inside = `((${v}) - (256*(${h}) + 117*(1 - (${h})))*(${i}))`
    const alpha = `(3.8*(${h}) + 3*(1 - (${h})))`
    return `(1.23e-3*(${h}) + 1.8e-6*(1 - (${h})))*(exp(0.308*${alpha}*${inside}) - exp(-0.692*${alpha}*${inside}))`
  },
  rate: (v, h) => `(1 - (${h}))/(1.796e6*exp(-(${v})/0.0899)) - (${h})/(132*exp((${v})/0.1905))`,
})

/** Volts that turn it on and off, ohms when on and off, width of a threshold and time, once above its threshold and once below. */
const threshold = (
  name: string,
  [vOn, vOff, rOn, rOff, width, tau]: readonly [number, number, number, number, number, number],
  run: Pick<PublishedModel, 'volts' | 'amps'>,
): PublishedModel => ({
  name,
  low: 0,
  span: 1,
  start: 1,
  seconds: 40 * tau,
  steps: 320,
  ...run,
  current: (v, x) => `(${v})*((1 - (${x}))/${rOn} + (${x})/${rOff})`,
  rate: (v, x) => `(0.5*(1 - tanh((abs(${v}) - (${vOff} + ${vOn - vOff}*(${x})))/${width})) - (${x}))/${tau}`,
})

const METAL = [1.65, 0.5, 800, 50e3, 0.01, 10e-9] as const
/** 1.26 V less a window of 0.55 V; 2 nA at half of 1.26 V, and 4.2e4 times as much at 1.26 V. */
const GLASS = [1.26, 1.26 - 0.55, 1.26 / (4.2e4 * 2e-9), 0.63 / 2e-9, 0.05, 8.5e-9] as const

export const PUBLISHED_MODELS: readonly PublishedModel[] = [
  drift('linear-drift-joglekar', [16e3, 10e-9, 1e-14], x => `(1 - pow(2*(${x}) - 1, 2))`, {
    start: 5 / 15.9,
    volts: [1.2, -1],
    seconds: 0.5,
  }),
  drift(
    'linear-drift-biolek',
    [1e3, 16e-9, 4e-14],
    (x, v) => `(1 - pow(abs((${x}) - ((${v}) < 0 ? 1 : 0)), 14))`,
    {
      start: 0.5,
      volts: [0.34, -0.8],
      seconds: 0.08,
    },
  ),
  drift('linear-drift-prodromakis', [16e3, 10e-9, 1e-14], x => `(1 - pow(pow((${x}) - 0.5, 2) + 0.75, 10))`, {
    start: 5 / 15.9,
    volts: [1.2, -1],
    seconds: 0.4,
  }),
  {
    name: 'team',
    low: 0,
    span: 3e-9,
    start: 0.4,
    volts: [0.95, -0.15],
    seconds: 1e-3,
    current: (v, x) => `(${v})/(50 + 950*(${x})/3e-9)`,
    rate(v, x) {
      const i = this.current(v, x, '0', name => name)
      const off = `1.46e-18*pow(max(${i}/115e-6 - 1, 0), 10)*exp(-exp(min(((${x}) - 3e-9)/1e-12, 50)))`
      const on = `-4.68e-22*pow(max(${i}/(-8.9e-6) - 1, 0), 10)*exp(-exp(min(-(${x})/1e-12, 50)))`
      return `((${v}) > 0 ? ${off} : ${on})`
    },
  },
  {
    name: 'vteam',
    low: 0,
    span: 3e-9,
    start: 0.3,
    volts: [0.1, -0.212],
    seconds: 1e-6,
    current: (v, x) => `(${v})/(50 + 950*(${x})/3e-9)`,
    rate: v =>
      `((${v}) > 0.02 ? 5e-4*((${v})/0.02 - 1) : ((${v}) < -0.2 ? -10*pow(max((${v})/(-0.2) - 1, 0), 3) : 0))`,
  },
  {
    name: 'yakopcic',
    low: 0,
    span: 1,
    start: 0.2,
    volts: [0.3, -0.3],
    seconds: 4e-3,
    current: (v, x) => `0.17*(${x})*sinh(0.05*(${v}))`,
    rate: (v, x) => {
      const up = `4000*(exp(${v}) - ${Math.exp(0.16)})*((${x}) < 0.3 ? 1 : exp(-((${x}) - 0.3))*((0.3 - (${x}))/0.7 + 1))`
      const down = `-4000*(exp(-(${v})) - ${Math.exp(0.15)})*((${x}) > 0.5 ? 1 : exp(5*((${x}) - 0.5))*(${x})/0.5)`
      return `((${v}) > 0.16 ? ${up} : ((${v}) < -0.15 ? ${down} : 0))`
    },
  },
  {
    name: 'mss',
    low: 0,
    span: 1,
    start: 0.3,
    volts: [0.29, -0.28],
    seconds: 1e-3,
    current: (v, x) => `(${v})*((${x})/500 + (1 - (${x}))/1500)`,
    rate: (v, x) =>
      `1e4*(${sigmoid(`((${v}) - 0.27)/${THERMAL}`)}*(1 - (${x})) - ${sigmoid(`-((${v}) + 0.27)/${THERMAL}`)}*(${x}))`,
  },
  {
    name: 'umich',
    low: 0,
    span: 1,
    start: 0.1,
    volts: [1, -0.8],
    seconds: 2,
    current: (v, x) => `(1 - (${x}))*5e-7*(1 - exp(-0.5*(${v}))) + (${x})*4e-6*sinh(2*(${v}))`,
    rate: (v, x) => `4.5*(0.004*sinh(4*(${v})) - (${x})/10)`,
  },
  {
    name: 'threshold-memristor',
    low: 1000,
    span: 9000,
    start: 0.5,
    volts: [2.4, -2.3],
    seconds: 1e-8,
    current: (v, x) => `(${v})/(${x})`,
    rate: v => `2e12*((${v}) > 1.6 ? (${v}) - 1.6 : ((${v}) < -1.6 ? (${v}) + 1.6 : 0))`,
  },
  {
    name: 'stanford-pku',
    low: 0.2e-9,
    span: 1.5e-9,
    start: 0.55,
    volts: [1.2, -1.33],
    // A field below which nothing moves is met to a step.
    steps: 80,
    seconds: 1e-6,
    current: (v, x) => `1e-3*exp(-(${x})/0.25e-9)*sinh((${v})/0.25)`,
    rate(v, x) {
      const thermal = `(8.617333262145177e-5*(298 + 2100*abs((${v})*${this.current(v, x, '0', name => name)})))`
      const field = `((16 - 0.8*pow((${x})/1e-9, 3))*(${v})/12e-9)`
      return `(abs(${field}) < 1.4e9 ? 0 : -10*exp(-0.6/${thermal})*sinh(0.25e-9*${field}/${thermal}))`
    },
  },
  // A filament that is thick, and one that is nearly gone, whose contact has its barrier.
  jart({ start: 0.7, low: 0, span: 20e26, volts: [1.1, -0.6], seconds: 4e-4, amps: 1e-3 }),
  jart({ start: 0.45, low: 0, span: 0.04e26, volts: [1, -0.4], seconds: 10, amps: 1e-4 }),
  {
    name: 'selector-exponential',
    low: 0,
    span: 1,
    start: 0,
    volts: [1.2, -1],
    seconds: 1e-6,
    current: v => `0.6*(exp(4*((${v}) - 1.2)) - exp(4*(-(${v}) - 1.2)))`,
  },
  {
    name: 'selector-miec',
    low: 0,
    span: 1,
    start: 0,
    volts: [1.08, -1.05],
    seconds: 1e-6,
    amps: 1e-5,
    // V0 and I0 as CrossSim has them.
    current: v => `sgn(${v})*${10e-9 / (Math.exp(1.54 / (2 * MIEC_V0)) - 1)}*(exp(abs(${v})/${MIEC_V0}) - 1)`,
  },
  memdiode({ start: 0.2, volts: [1.25, -1.3] }),
  memdiode({ start: 0, volts: [0.7, -0.7] }),
  threshold('threshold-switch', METAL, { volts: [1.8, -1.75] }),
  threshold('threshold-switch', METAL, { volts: [1.5, -1.4] }),
  threshold('selector-ots', GLASS, { volts: [1.5, -1.45], amps: 1e-4 }),
  threshold('selector-ots', GLASS, { volts: [0.9, -0.8], amps: 1e-9 }),
]
