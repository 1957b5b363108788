import { stringify } from 'yaml'
import { parseDocument } from '../../arrays/config/parse-document.ts'
import { validate } from '../../arrays/config/validate.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { createArrayRun } from '../../arrays/program/array-run.ts'
import { runProgram } from '../../arrays/program/run-program.ts'
import { lowerStep, type Step } from '../../arrays/program/step.ts'
import { arrayNetlist } from '../../arrays/spice/array-netlist.ts'
import { waveKind } from '../../scenarios/file/steps/wave.ts'
import { NODE_FILES } from '../../src/host/node-files.ts'
import { runEecircuit } from '../reference/run-eecircuit.ts'
import { hasNgspice, runNgspice } from '../reference/run-ngspice.ts'

const SIZE = [4, 4] as const
const CELLS = 16
/** Instants at which states are compared. */
const SAMPLES = 10

export const SHAPE_NAMES = ['sine', 'triangle', 'pulses'] as const
export type Shape = (typeof SHAPE_NAMES)[number]

/** A device and how its array is driven. */
export interface FollowedCase {
  readonly model: DeviceModel
  /** Amplitude of word line 0, V. */
  readonly volts: number
  /** Of the period, s. */
  readonly seconds: number
  /** Start states of the cells spread between these parts of the range. */
  readonly starts: readonly [number, number]
}

export interface Followed {
  /** Largest difference of any state at any sample from ngspice, in parts of its range. */
  readonly worst: number
  /** Largest way of any state from its start, in parts of its range. */
  readonly travelled: number
}

/**
 * Drives a 4 x 4 crossbar of 10-ohm wires through one period of a wave: word lines at falling amplitudes, every other bit line at half of the
 * largest.
 */
export async function followShape(followed: FollowedCase, shape: Shape): Promise<Followed> {
  const spec = arrayOf(followed)
  const run = createArrayRun(spec, { network: 'crossbar', bias: 'half', write: 'row' })
  const step = await waveStep(spec, followed, shape)
  const record = {
    name: 'states',
    every: followed.seconds / SAMPLES,
    cells: Array.from({ length: CELLS }, (_, k) => k),
    rows: [],
    columns: [],
    quantities: [`state-${spec.model.states[0].name}`],
  }
  await runProgram(run, [step], { record })
  const [{ time, columns }] = run.traces
  const simulated = Array.from({ length: SAMPLES }, (_, s) =>
    Float64Array.from(columns, ({ values }) => values[s + 1]),
  )
  const program = [...lowerStep(step, run.array)].flatMap(event =>
    event.kind === 'drive' ? [{ drive: event.from, to: event.to, seconds: event.seconds }] : [],
  )
  const netlist = arrayNetlist(spec, spec.initial, { program, samples: [...time.slice(1)] })
  return compare(spec, simulated, (hasNgspice() ? runNgspice : runEecircuit)(netlist))
}

function compare(
  { model, initial, size }: ArraySpec,
  simulated: readonly Float64Array[],
  printed: ReadonlyMap<string, readonly number[]>,
): Followed {
  const { name, range } = model.states[0]
  const width = range[1] - range[0]
  const found = { worst: 0, travelled: 0 }
  for (let k = 0; k < CELLS; k++) {
    const vector = printed.get(`x_${name.toLowerCase()}_${Math.floor(k / size[1])}_${k % size[1]}`)
    if (vector?.length !== SAMPLES) throw new Error(`found ${vector?.length} samples of cell ${k}`)
    simulated.forEach((values, s) => {
      const difference = Math.abs(vector[s] - values[k]) / width
      if (!(difference <= found.worst)) found.worst = difference
      found.travelled = Math.max(found.travelled, Math.abs(values[k] - initial[0][k]) / width)
    })
  }
  return found
}

function arrayOf({ model, starts: [from, to] }: FollowedCase): ArraySpec {
  const [{ name, range }] = model.states as [DeviceModel['states'][number]]
  const places = Array.from({ length: SIZE[0] }, (_, i) =>
    Array.from({ length: SIZE[1] }, (_, j) => {
      const place = ((7 * (SIZE[1] * i + j)) % CELLS) / (CELLS - 1)
      return range[0] + (range[1] - range[0]) * (from + (to - from) * place)
    }),
  )
  return createArraySpec({
    size: SIZE,
    device: model,
    state: { [name]: places },
    wires: { word: 10, bit: 10 },
  })
}

/** The step as a scenario file would have it. */
async function waveStep(spec: ArraySpec, { volts, seconds }: FollowedCase, shape: Shape): Promise<Step> {
  const lines = [
    ...[1, 0.8, 0.65, 0.5].map((part, word) => ({ part, word })),
    ...[1, 3].map(bit => ({ part: 0.5, bit })),
  ]
  const wave = lines.map(({ part, ...line }) => ({
    ...line,
    volts: part * volts,
    period: seconds,
    ...(shape === 'pulses' ? pulses(part * volts, seconds) : { shape }),
  }))
  const text = stringify({ wave })
  const document = parseDocument(text, 'wave.yaml')
  return waveKind.compile(
    validate(document, waveKind.schema),
    {
      spec,
      settings: { network: 'crossbar', bias: 'half', write: 'row' },
      images: {},
      document,
      baseDir: '.',
      files: NODE_FILES,
      readsByCell: 0,
    },
    [],
  )
}

/** From minus to plus half of the amplitude and back, with edges. */
function pulses(volts: number, period: number): Readonly<Record<string, string | number>> {
  return {
    shape: 'pulse',
    volts,
    offset: -volts / 2,
    rise: 0.05 * period,
    width: 0.45 * period,
    fall: 0.05 * period,
  }
}
