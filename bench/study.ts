// Measures studies on the built command: npm run build && npx tsx bench/study.ts
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { machineName, markdownTable } from './measure.ts'

const COMMAND = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url))

/** A Monte Carlo of mof-refresh with isolated cells, spread and settings drawn anew in every point. */
function monteCarlo(points: number): string {
  return `
study: monte-carlo
scenario: mof-refresh
settings: { network: isolated }
vary:
  variability.layerConductance: { name: spread, distribution: uniform, from: 0, to: 0.5 }
  wire: { range: { from: 1 ohm, to: 1 kohm, scale: log } }
sample: latin-hypercube
points: ${points}
figures: [m-pixels-right, o-pixels-right, f-pixels-right, o-correlation-margin]
`
}

interface Measured {
  readonly seconds: number
  /** Largest resident memory of the process. */
  readonly megabytes: number
  readonly output: string
}

function measure(args: readonly string[], cwd: string): Measured {
  const report = "process.on('exit', () => process.stderr.write('rss ' + process.resourceUsage().maxRSS))"
  const hook = `data:text/javascript,${encodeURIComponent(report)}`
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', hook, COMMAND, ...args], {
    cwd,
    encoding: 'utf8',
  })
  const seconds = (performance.now() - started) / 1000
  if (status !== 0) throw new Error(stderr)
  return { seconds, megabytes: Number(/rss (\d+)/.exec(stderr)?.[1]) / 1024, output: stdout.trim() }
}

const folder = mkdtempSync(join(tmpdir(), 'sneakpath-bench-'))
try {
  const rows: string[][] = []
  const add = (what: string, { seconds, megabytes }: Measured): void => {
    rows.push([what, `${seconds.toFixed(2)} s`, `${Math.round(megabytes)} MB`])
  }
  for (const points of [1000, 1_000_000]) {
    writeFileSync(join(folder, `${points}.yaml`), monteCarlo(points))
    add(`plan ${points} points`, measure(['study', 'plan', `${points}.yaml`], folder))
  }
  writeFileSync(join(folder, 'study.yaml'), monteCarlo(10_000))
  add(
    'run 10000 points of mof-refresh, isolated, 2 threads',
    measure(['study', 'run', 'study.yaml', '--out', 'out', '--jobs', '2'], folder),
  )
  add(
    'run it again, nothing missing',
    measure(['study', 'run', 'study.yaml', '--out', 'out', '--jobs', '2'], folder),
  )
  process.stdout.write(`${machineName()}\n\n${markdownTable(['study', 'time', 'largest memory'], rows)}\n`)
} finally {
  rmSync(folder, { recursive: true })
}
