// Prints the tables of docs/benchmarks/solver.md. `npm run bench -- --quick` leaves out what takes longer than a minute;
// --only=time, scipy, iterations or cold prints one part; --only=programs prints docs/benchmarks/programs.md, --largest=32 without larger
// arrays, --without=ngspice not beside it.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { solveNetwork } from '../arrays/network/solve-network.ts'
import { printColdSolve } from './cold-solve.ts'
import { fastest, machineName, markdownTable, triadSeconds } from './measure.ts'
import { caseProblem, DRIVES, iterationLimit, MILD, type NamedCase, nameOf, STRONG } from './named-cases.ts'
import { printPrograms } from './programs.ts'
import type { OneSolve } from './solve-one.ts'

const quick = process.argv.includes('--quick')
const print = (text: string) => process.stdout.write(`${text}\n\n`)
const only = process.argv.find(flag => flag.startsWith('--only='))?.slice('--only='.length)
const wanted = (part: 'time' | 'scipy' | 'iterations' | 'cold') => only === undefined || only === part
if (only === 'programs') {
  const largest = Number(process.argv.find(flag => flag.startsWith('--largest='))?.split('=')[1] ?? 64)
  printPrograms(print, { largest, ngspice: !process.argv.includes('--without=ngspice') })
  process.exit()
}
const triad = triadSeconds()

print(`# The network solver, measured`)
print(
  `${machineName()}. One triad a[k] = b[k] + s c[k] over 1,048,576 float64: ${(triad * 1000).toFixed(2)} ms.`,
)
print(
  'Solves to 1e-10 (largest Kirchhoff imbalance over the largest branch current), set-up included, on one thread unless said.',
)

const square: NamedCase = {
  rows: 1024,
  columns: 1024,
  wireOhms: 1,
  siemens: MILD,
  drive: 'driven',
  faults: false,
}
const large = { ...square, rows: 4096, columns: 4096 }
if (wanted('time')) {
  print('## Time and memory')
  print(timeTable(quick ? [square, { ...square, beta: 2 }] : timed()))
  print('## Cost of an iteration')
  print(iterationCost(quick ? [256, 1024] : [256, 1024, 4096]))
}
if (wanted('cold')) {
  print('## In a fresh process')
  await printColdSolve(print, square)
}
if (wanted('scipy')) {
  print('## Beside scipy')
  print(scipyTable(quick ? [128] : [128, 256, 512]))
}
if (wanted('iterations')) {
  print('## Iterations')
  print('The most over wires of 0.1, 1 and 10 ohm a segment and cells in 1e-6..1e-4 and 1e-5..1e-3 S.')
  print(iterationTable(quick ? [16, 64, 256] : [16, 32, 64, 128, 256, 512, 1024, 2048], false))
  print('With 1 % of the cells stuck short (0.1 S) and 1 % stuck open:')
  print(iterationTable(quick ? [16, 64, 256] : [16, 32, 64, 128, 256, 512, 1024], true))
  if (!quick) print(shapeTable())
}

function timed(): NamedCase[] {
  return [
    { ...square, rows: 256, columns: 256 },
    square,
    { ...square, beta: 2 },
    { ...square, wireOhms: 10, siemens: STRONG },
    { ...square, drive: 'float' },
    { ...square, faults: true },
    { ...square, rows: 64, columns: 16384 },
    { ...square, rows: 16384, columns: 64, drive: 'float' },
    large,
    { ...large, wireOhms: 10, siemens: STRONG },
    { ...large, drive: 'half' },
    { ...large, drive: 'float' },
    { ...large, drive: 'both ends' },
    { ...large, faults: true },
  ]
}

function timeTable(cases: readonly NamedCase[]): string {
  const rows = cases.map(named => {
    const cells = named.rows * named.columns
    const one = solveAlone(named, cells > 4e6 ? 1 : 9)
    const triads = (seconds: number) => ((seconds / triad) * (1_048_576 / cells)).toFixed(0)
    return [
      nameOf(named),
      one.seconds.toFixed(3),
      triads(one.seconds),
      one.secondsOnTwo.toFixed(3),
      triads(one.secondsOnTwo),
      String(one.iterations),
      String(one.newton),
      one.residual.toExponential(1),
      one.bytesPerCell.toFixed(0),
    ]
  })
  const head = [
    'case',
    'seconds',
    'triads a million cells',
    'seconds on two threads',
    'triads',
    'iterations',
    'Newton steps',
    'imbalance',
    'bytes a cell',
  ]
  return markdownTable(head, rows)
}

/** Cost of further iterations, from solves to a loose and to a tight tolerance. */
function iterationCost(sizes: readonly number[]): string {
  const rows = sizes.map(lines => {
    const problem = caseProblem({ ...square, rows: lines, columns: lines, wireOhms: 10, siemens: STRONG })
    const [loose, tight] = [1e-3, 1e-11].map(tolerance =>
      fastest(lines > 2048 ? 2 : 5, () => solveNetwork(problem, { tolerance, threads: 1 }).report),
    )
    const each = (tight.seconds - loose.seconds) / (tight.iterations - loose.iterations)
    return [
      `${lines} x ${lines}`,
      `${tight.iterations} - ${loose.iterations}`,
      ((each / lines / lines) * 1e9).toFixed(1),
    ]
  })
  return markdownTable(['10 ohm, 1e-5..1e-3 S, driven', 'iterations', 'ns a cell and iteration'], rows)
}

/** One case in a process of its own. */
function solveAlone(named: NamedCase, runs: number): OneSolve {
  const script = fileURLToPath(new URL('solve-one.ts', import.meta.url))
  const child = spawnSync(
    process.execPath,
    [...process.execArgv, script, JSON.stringify(named), String(runs)],
    {
      encoding: 'utf8',
    },
  )
  if (child.status !== 0) throw new Error(`${nameOf(named)}: ${child.stderr}`)
  return JSON.parse(child.stdout) as OneSolve
}

function scipyTable(sizes: readonly number[]): string {
  const script = fileURLToPath(new URL('spsolve.py', import.meta.url))
  const rows = sizes.map(lines => {
    const child = spawnSync('python3', [script, String(lines)], { encoding: 'utf8' })
    const theirs = child.status === 0 ? Number(child.stdout).toFixed(3) : 'no python3 with scipy here'
    const problem = caseProblem({ ...square, rows: lines, columns: lines })
    const ours = fastest(5, () => solveNetwork(problem, { tolerance: 1e-10, threads: 1 }).report).seconds
    return [`${lines} x ${lines}`, theirs, ours.toFixed(4)]
  })
  return markdownTable(['driven, 1 ohm', 'spsolve, seconds', 'Sneakpath, seconds'], rows)
}

/** Most iterations over wires of 0.1, 1, 10 ohm and both ranges of cells. */
function iterationTable(sizes: readonly number[], faults: boolean): string {
  const rows = sizes.map(lines => [
    `${lines} x ${lines}`,
    ...DRIVES.map(drive => mostIterations({ rows: lines, columns: lines, drive, faults })),
  ])
  return markdownTable(['most iterations', ...DRIVES], rows)
}

function shapeTable(): string {
  const shapes = [
    [64, 1024],
    [1024, 64],
    [64, 4096],
    [4096, 64],
    [64, 16384],
    [16384, 64],
  ] as const
  const rows = shapes.map(([rows, columns]) => [
    `${rows} x ${columns}`,
    ...DRIVES.map(drive => mostIterations({ rows, columns, drive, faults: false })),
    ...DRIVES.map(drive =>
      rows * columns > 300_000 ? '' : mostIterations({ rows, columns, drive, faults: true }),
    ),
  ])
  return markdownTable(['most iterations', ...DRIVES, ...DRIVES.map(drive => `${drive}, stuck cells`)], rows)
}

function mostIterations(shape: Pick<NamedCase, 'rows' | 'columns' | 'drive' | 'faults'>): string {
  let most = 0
  let over = false
  for (const wireOhms of [0.1, 1, 10]) {
    for (const siemens of [MILD, STRONG]) {
      const named = { ...shape, wireOhms, siemens }
      const { engine, iterations } = solveNetwork(caseProblem(named), { tolerance: 1e-10 }).report
      if (engine === 'direct') return 'direct'
      most = Math.max(most, iterations)
      over ||= iterations > iterationLimit(named)
    }
  }
  return over ? `${most} (over)` : String(most)
}
