// Prints docs/benchmarks/programs.md: what pulses on a passive crossbar cost. `npm run bench:programs`; --largest=32 leaves out larger arrays.
import { advance } from '../arrays/crossbar/advance.ts'
import { createArraySpec } from '../arrays/crossbar/create-array-spec.ts'
import { createEnergyMeter } from '../arrays/crossbar/energy-meter.ts'
import { createSolveRecorder } from '../arrays/crossbar/solve-log.ts'
import { writeDrives } from '../arrays/program/play-on-crossbar.ts'
import { expSeconds, machineName, markdownTable } from './measure.ts'

const largest = Number(process.argv.find(flag => flag.startsWith('--largest='))?.split('=')[1] ?? 64)
/** Each picture is written so often, word line after word line. */
const WRITES = 3
/** Volts and seconds of a pulse, as hi-filter writes. */
const [VOLTS, WIDTH] = [10, 0.1]

const unit = expSeconds()
const print = (text: string) => process.stdout.write(`${text}\n\n`)
print('# Programs on passive crossbars, measured')
print(
  `${machineName()}, one thread. One Math.exp (random arguments in -20..20, array in, array out): ${(unit * 1e9).toFixed(1)} ns. ` +
    `${WRITES} pictures of zntpp cells, two of five written with ${VOLTS} V for ${WIDTH} s under half bias, row by row; energies included.`,
)
const head = [
  'array',
  'ohm a segment',
  'steps',
  'steps a pulse',
  'seconds',
  'us a cell and step',
  'Math.exp a cell and step',
  'sweeps a step',
  'largest error of a state',
  'error of the energy',
]
const rows = [8, 16, 32, 64]
  .filter(size => size <= largest)
  .flatMap(size => [1, 10, 100].map(ohms => row(size, ohms)))
print(markdownTable(head, rows))

function row(size: number, ohms: number): string[] {
  // The first run compiles, the fastest of the others counts.
  play(size, ohms)
  const runs = [0, 1, 2].map(() => play(size, ohms))
  const run = runs.reduce((best, next) => (next.seconds < best.seconds ? next : best))
  const fine = play(size, ohms, 1e-6)
  const error = run.states.reduce(
    (worst, plane, s) => plane.reduce((most, x, k) => Math.max(most, Math.abs(x - fine.states[s][k])), worst),
    0,
  )
  const each = run.seconds / run.steps / (size * size)
  return [
    `${size} x ${size}`,
    String(ohms),
    String(run.steps),
    (run.steps / (size * WRITES)).toFixed(1),
    run.seconds.toFixed(3),
    (each * 1e6).toFixed(2),
    (each / unit).toFixed(0),
    (run.sweeps / run.steps).toFixed(1),
    error.toExponential(1),
    (run.joules / fine.joules - 1).toExponential(1),
  ]
}

function play(size: number, ohms: number, tolerance?: number) {
  const spec = createArraySpec({
    size: [size, size],
    device: 'zntpp',
    parameters: { area: 4.11 },
    wires: { word: ohms, bit: ohms },
    left: { ohms },
    bottom: { ohms },
  })
  const volts = Float64Array.from({ length: size * size }, (_, k) =>
    (k * 0.6180339887) % 1 < 0.4 ? VOLTS : 0,
  )
  const states = spec.initial.map(x => x.slice())
  const meter = createEnergyMeter()
  const recorder = createSolveRecorder()
  const options = tolerance === undefined ? { recorder } : { recorder, tolerance }
  let steps = 0
  const started = performance.now()
  for (let write = 0; write < WRITES; write++) {
    for (const drive of writeDrives(spec, volts, { write: 'row', bias: 'half' })) {
      steps += advance(spec, drive, WIDTH, states, meter, options)
    }
  }
  const seconds = (performance.now() - started) / 1000
  return { seconds, steps, states, joules: meter.delivered, sweeps: recorder.log().iterations }
}
