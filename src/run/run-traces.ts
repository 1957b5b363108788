import type { Trace } from '../../arrays/program/record/record-request.ts'
import type { ScenarioResult } from '../../scenarios/run/run-scenario.ts'
import type { RunTrace } from '../export/run-record.ts'

/** Records under names of files: other characters become '-', and a number follows where one comes again. */
export function runTraces({ file, traces }: ScenarioResult): RunTrace[] {
  const taken = new Map<string, number>()
  return traces.map(trace => {
    const base = trace.name.replaceAll(/[^A-Za-z0-9_]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'record'
    const count = (taken.get(base.toLowerCase()) ?? 0) + 1
    taken.set(base.toLowerCase(), count)
    return {
      name: count === 1 ? base : `${base}.${count}`,
      title: `${file.name}: ${trace.name}`,
      time: trace.time,
      columns: columnsOf(trace),
    }
  })
}

function columnsOf({ columns, quantities }: Trace): RunTrace['columns'] {
  return columns.map(({ name, quantity, of, values }) => {
    const info = quantities.find(one => one.name === quantity)
    return { name, quantity, of, values, title: info?.title ?? quantity, unit: info?.unit ?? '' }
  })
}
