import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { advance } from '../arrays/crossbar/advance.ts'
import type { ArraySpec } from '../arrays/crossbar/array-spec.ts'
import { addressCells } from '../arrays/crossbar/bias/address-cells.ts'
import { createArraySpec } from '../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive, type Drive } from '../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../arrays/crossbar/energy-meter.ts'
import { createSolveRecorder } from '../arrays/crossbar/solve-log.ts'
import { arrayNetlist } from '../arrays/spice/array-netlist.ts'
import { expSeconds, machineName, markdownTable, processorSeconds } from './measure.ts'
import { sharesOf } from './profile-shares.ts'

/** Each picture is written so often, word line after word line. */
const WRITES = 3
/** Volts and seconds of a pulse, as hi-filter writes. */
const [VOLTS, WIDTH] = [10, 0.1]
const NGSPICE_LIMIT = 600_000

const HEAD = [
  'array',
  'ohm a segment',
  'steps',
  'steps a pulse',
  'seconds',
  'ns of one Math.exp',
  'us a cell and step',
  'Math.exp a cell and step',
  'Math.exp a cell and pulse',
  'laws, network, bookkeeping',
  'sweeps a step',
  'largest error of a state',
  'error of the energy',
]

/** Cost of pulses on a passive crossbar, as docs/benchmarks/programs.md has it, for arrays of up to `largest` lines. */
export function printPrograms(
  print: (text: string) => void,
  { largest, ngspice }: { readonly largest: number; readonly ngspice: boolean },
): void {
  print('# Programs on passive crossbars, measured')
  print(
    `${machineName()}, one thread. Seconds are of the processor, the least of many runs; one Math.exp (random arguments in -20..20, array in, array out) is measured between them. ` +
      `${WRITES} pictures of zntpp cells, two of five written with ${VOLTS} V for ${WIDTH} s under half bias, row by row; energies included. ` +
      'Steps are those that were tried.',
  )
  const rows = [8, 16, 32, 64]
    .filter(size => size <= largest)
    .flatMap(size => [1, 10, 100].map(ohms => row(size, ohms)))
  print(markdownTable(HEAD, rows))
  if (ngspice) print(besideNgspice())
}

function row(size: number, ohms: number): string[] {
  // The first runs compile, the fastest of the others counts.
  for (let turn = 0; turn < 256 / size; turn++) play(size, ohms)
  let run = play(size, ohms)
  let unit = expSeconds(3)
  for (let turn = 0; turn < Math.max(3, 512 / size); turn++) {
    const next = play(size, ohms)
    if (next.seconds < run.seconds) run = next
    unit = Math.min(unit, expSeconds(3))
  }
  const fine = play(size, ohms, 1e-6)
  const error = run.states.reduce(
    (worst, plane, s) => plane.reduce((most, x, k) => Math.max(most, Math.abs(x - fine.states[s][k])), worst),
    0,
  )
  const shares = sharesOf(() => {
    for (let turn = 0; turn < Math.max(1, 256 / size); turn++) play(size, ohms)
  })
  const each = run.seconds / run.steps / (size * size)
  const pulses = size * WRITES
  return [
    `${size} x ${size}`,
    String(ohms),
    String(run.steps),
    (run.steps / pulses).toFixed(1),
    run.seconds.toFixed(4),
    (unit * 1e9).toFixed(1),
    (each * 1e6).toFixed(2),
    (each / unit).toFixed(0),
    (run.seconds / pulses / (size * size) / unit).toFixed(0),
    [shares.laws, shares.network, shares.bookkeeping]
      .map(share => `${(100 * share).toFixed(0)} %`)
      .join(', '),
    (run.sweeps / run.steps).toFixed(1),
    error.toExponential(1),
    (run.joules / fine.joules - 1).toExponential(1),
  ]
}

function arrayOf(size: number, ohms: number): ArraySpec {
  return createArraySpec({
    size: [size, size],
    device: 'zntpp',
    parameters: { area: 4.11 },
    wires: { word: ohms, bit: ohms },
    left: { ohms },
    bottom: { ohms },
  })
}

/** The pulses of the pictures, word line after word line. */
function pulsesOf(spec: ArraySpec): Drive[] {
  const [rows, columns] = spec.size
  const picture = Array.from({ length: rows }, (_, i) => {
    const selected = Array.from({ length: columns }, (_, j) =>
      ((i * columns + j) * 0.6180339887) % 1 < 0.4 ? 1 : 0,
    )
    const gateOn = Uint8Array.from({ length: rows }, (_, line) => (line === i ? 1 : 0))
    return crossbarDrive(spec, addressCells(spec.size, i, selected, VOLTS, 'half'), gateOn)
  })
  return Array.from({ length: WRITES }, () => picture).flat()
}

function play(size: number, ohms: number, tolerance?: number) {
  const spec = arrayOf(size, ohms)
  const states = spec.initial.map(x => x.slice())
  const meter = createEnergyMeter()
  const recorder = createSolveRecorder()
  const options = tolerance === undefined ? { recorder } : { recorder, tolerance }
  let steps = 0
  const pulses = pulsesOf(spec)
  const started = processorSeconds()
  for (const drive of pulses) steps += advance(spec, drive, WIDTH, states, meter, options)
  const seconds = processorSeconds() - started
  return { seconds, steps, states, joules: meter.delivered, sweeps: recorder.log().iterations }
}

/** The same pulses at 8 x 8 and 1 ohm as a netlist of ngspice, to a relative tolerance of 1e-4. */
function besideNgspice(): string {
  if (spawnSync('ngspice', ['--version']).status !== 0) return 'No ngspice here to stand beside.'
  const spec = arrayOf(8, 1)
  const program = pulsesOf(spec).map(drive => ({ drive, seconds: WIDTH }))
  const netlist = arrayNetlist(spec, spec.initial, { program }).replace(
    /^\.options .*$/m,
    '.options reltol=1e-4 itl1=1000 itl4=200',
  )
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-bench-'))
  try {
    const file = join(folder, 'programs.cir')
    writeFileSync(file, netlist)
    const started = performance.now()
    const child = spawnSync('ngspice', ['-b', file], { maxBuffer: 2 ** 28, timeout: NGSPICE_LIMIT })
    const seconds = (performance.now() - started) / 1000
    const ours = Math.min(...Array.from({ length: 10 }, () => play(8, 1).seconds))
    if (child.status !== 0) return `ngspice ended after ${seconds.toFixed(1)} s with exit ${child.status}.`
    return (
      `8 x 8 with 1 ohm a segment beside ngspice (same pulses, reltol 1e-4, process and reading of the netlist included): ` +
      `${seconds.toFixed(1)} s there, ${ours.toFixed(4)} s here.`
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
