import { cpus } from 'node:os'

/** Seconds of one a[k] = b[k] + s c[k] over 1,048,576 float64, the fastest of 20: the machine's own yardstick. */
export function triadSeconds(): number {
  const count = 1_048_576
  const [a, b, c] = [0, 1.5, 0.5].map(value => new Float64Array(count).fill(value))
  let best = Infinity
  for (let turn = 0; turn < 20; turn++) {
    const started = performance.now()
    triad(a, b, c, 1 + turn)
    best = Math.min(best, performance.now() - started)
  }
  return best / 1000
}

function triad(a: Float64Array, b: Float64Array, c: Float64Array, s: number): void {
  for (let k = 0; k < a.length; k++) a[k] = b[k] + s * c[k]
}

/** The machine and the runtime in one line. */
export function machineName(): string {
  const cores = cpus()
  return `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} cores, Node ${process.versions.node}`
}

/** The fastest of some runs, with what it returned. */
export function fastest<T extends { readonly seconds: number }>(runs: number, run: () => T): T {
  let best = run()
  for (let turn = 1; turn < runs; turn++) {
    const next = run()
    if (next.seconds < best.seconds) best = next
  }
  return best
}

/** Rows of text as a Markdown table. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Processor seconds of this process so far: on a busy machine what clocks say is mostly of others. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Processor seconds of one Math.exp over random arguments in -20..20, array in, array out, the fastest of some turns. */
export function expSeconds(turns = 15): number {
  const count = 1_000_000
  const x = Float64Array.from({ length: count }, (_, k) => ((k * 0.6180339887) % 1) * 40 - 20)
  const y = new Float64Array(count)
  let best = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < turns; turn++) {
    const started = processorSeconds()
    for (let k = 0; k < count; k++) y[k] = Math.exp(x[k])
    best = Math.min(best, processorSeconds() - started)
  }
  return best / count
}
