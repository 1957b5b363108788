/** A model of the field as its source prints it, written down once more for ngspice: numbers and laws share nothing with the product. */
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
  /** A, of the volts `v` and the state `x` in its own unit. */
  current(v: string, x: string): string
  /** Change of the state in its own unit in a second. */
  rate(v: string, x: string): string
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
      const i = this.current(v, x)
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
      const thermal = `(8.617333262145177e-5*(298 + 2100*abs((${v})*${this.current(v, x)})))`
      const field = `((16 - 0.8*pow((${x})/1e-9, 3))*(${v})/12e-9)`
      return `(abs(${field}) < 1.4e9 ? 0 : -10*exp(-0.6/${thermal})*sinh(0.25e-9*${field}/${thermal}))`
    },
  },
]
