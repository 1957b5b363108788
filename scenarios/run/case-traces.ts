import type { AnyRun } from '../../arrays/program/array-run.ts'
import type { Trace } from '../../arrays/program/record/record-request.ts'
import type { PreparedCase } from '../file/prepare-case.ts'

/** Records, each under a name of its own: that of its case before it, a number after it where it comes again. */
export function tracesOf(runs: readonly (readonly [PreparedCase, AnyRun])[]): Trace[] {
  const taken = new Map<string, number>()
  return runs.flatMap(([one, { traces }]) =>
    traces.map(trace => {
      const name = one.name === '' ? trace.name : `${one.name} ${trace.name}`
      const count = (taken.get(name) ?? 0) + 1
      taken.set(name, count)
      return { ...trace, name: count === 1 ? name : `${name} (${count})` }
    }),
  )
}
