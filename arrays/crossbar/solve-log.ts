import type { SolveReport } from '../network/problem.ts'

/** Sum of the reports of all network solves of a run, for the manifest. */
export interface SolveLog {
  readonly engine: string
  readonly backend: string
  readonly solves: number
  readonly iterations: number
  readonly newtonSteps: number
  /** Largest Kirchhoff imbalance over the largest branch current of any solve. */
  readonly worstResidual: number
  /** Clock time spent in solves, s. */
  readonly seconds: number
  readonly warnings: readonly string[]
  /** Drivers that were at their compliance in a solve, "left of word line 0", and in how many; absent where none was. */
  readonly limited?: Readonly<Record<string, number>>
}

export interface SolveRecorder {
  add(report: SolveReport): void
  /** Keeps the worst warning of a kind. */
  warn(kind: string, severity: number, text: string): void
  log(): SolveLog
  /** All that it was told, from which another one goes on. */
  heard(): Heard
}

/** What a recorder was told, as plain data. */
export interface Heard {
  readonly warnings: ReadonlySet<string>
  readonly worst: ReadonlyMap<string, { readonly severity: number; readonly text: string }>
  readonly limited: ReadonlyMap<string, number>
  readonly log: Omit<SolveLog, 'warnings' | 'limited'>
}

const NOTHING: Heard = {
  warnings: new Set(),
  worst: new Map(),
  limited: new Map(),
  log: {
    engine: 'none',
    backend: 'none',
    solves: 0,
    iterations: 0,
    newtonSteps: 0,
    worstResidual: 0,
    seconds: 0,
  },
}

export function createSolveRecorder(heard: Heard = NOTHING): SolveRecorder {
  const warnings = new Set(heard.warnings)
  const worst = new Map(heard.worst)
  const limited = new Map(heard.limited)
  let { log } = heard
  function warn(kind: string, severity: number, text: string): void {
    const known = worst.get(kind)
    if (known === undefined || severity > known.severity) worst.set(kind, { severity, text })
  }

  return {
    add(report) {
      // The range of a part that is not determined differs from solve to solve; the widest is kept.
      const { undetermined = [] } = report
      const settled = report.warnings.length - undetermined.length
      for (const warning of report.warnings.slice(0, settled)) warnings.add(warning)
      undetermined.forEach(({ wordLines, bitLines, down, up }, k) => {
        const lines = `undetermined ${wordLines.join()} ${bitLines.join()}`
        warn(lines, Number.isNaN(down) ? 0 : up - down, report.warnings[settled + k])
      })
      for (const { name } of report.limited ?? []) limited.set(name, (limited.get(name) ?? 0) + 1)
      log = {
        engine: report.engine,
        backend: report.backend,
        solves: log.solves + 1,
        iterations: log.iterations + report.iterations,
        newtonSteps: log.newtonSteps + report.newton,
        worstResidual: Math.max(log.worstResidual, report.residual),
        seconds: log.seconds + report.seconds,
      }
    },
    warn,
    log: () => ({
      ...log,
      warnings: [...warnings, ...[...worst.values()].map(({ text }) => text)],
      ...(limited.size === 0 ? {} : { limited: Object.fromEntries(limited) }),
    }),
    heard: () => ({ warnings, worst, limited, log }),
  }
}
