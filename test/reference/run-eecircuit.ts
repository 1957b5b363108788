import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('eecircuit-program.ts', import.meta.url))

/** Requests of the control lines of our netlists. */
interface Wanted {
  /** The analysis as a line of the netlist. */
  readonly analysis: string
  /** Seconds at which a transient is printed, between its steps in a straight line. */
  readonly samples: readonly number[] | undefined
  /** Name of each printed vector, the node that it is of and how much 1 V of it is. */
  readonly printed: readonly { readonly name: string; readonly node: string; readonly scale: number }[]
}

/**
 * Runs a netlist of ours on eecircuit-engine, which is ngspice as WebAssembly. It has no shell for control lines: what they ask
 * for is done here.
 * @returns what ngspice would print for each vector
 * @throws Error with its own words where it has no answer
 */
export function runEecircuit(netlist: string): ReadonlyMap<string, readonly number[]> {
  const lines = netlist.replaceAll('\n+ ', ' ').split('\n')
  const [from, to] = [lines.indexOf('.control'), lines.indexOf('.endc')]
  const wanted = readControl(lines.slice(from + 1, to))
  const circuit = [...lines.slice(0, from), wanted.analysis, ...lines.slice(to + 1)].join('\n')
  const run = spawnSync(process.execPath, ['--import', 'tsx', PROGRAM], {
    encoding: 'utf8',
    input: circuit,
    maxBuffer: 2 ** 30,
  })
  if (run.status !== 0) throw new Error(`eecircuit-engine: exit ${run.status}\n${run.stderr.slice(-2000)}`)
  const { vectors, errors } = JSON.parse(run.stdout.slice(run.stdout.indexOf('{"vectors"'))) as {
    vectors: Record<string, number[]>
    errors: string[]
  }
  const found = new Map<string, readonly number[]>()
  if (wanted.samples === undefined) {
    for (const [name, values] of Object.entries(vectors)) found.set(name, values)
    return found
  }
  for (const { name, node, scale } of wanted.printed) {
    const values = vectors[node]
    if (values === undefined) throw new Error(`eecircuit-engine: no ${node}\n${errors.join('\n')}`)
    const at = sampled(vectors.time!, values, wanted.samples)
    found.set(
      name,
      at.map(value => scale * value),
    )
  }
  return found
}

function readControl(control: readonly string[]): Wanted {
  const analysis = control.find(line => /^(op|tran )/.test(line))
  const samples = control.find(line => line.startsWith('compose seconds values '))
  if (analysis === undefined) throw new Error('runEecircuit: found no op or tran among the control lines')
  return {
    analysis: `.${analysis}`,
    samples: samples?.split(' ').slice(3).map(Number),
    printed: control.flatMap(line => {
      const found = /^let (\S+) = interpolate\(tran1\.(\S+)\)(?: \* (\S+))?$/.exec(line)
      return found === null ? [] : [{ name: found[1], node: found[2], scale: Number(found[3] ?? 1) }]
    }),
  }
}

function sampled(times: readonly number[], values: readonly number[], samples: readonly number[]): number[] {
  return samples.map(time => {
    const found = times.findIndex(other => other >= time)
    const after = found === -1 ? times.length - 1 : Math.max(1, found)
    const [t0, t1] = [times[after - 1], times[after]]
    return values[after - 1] + ((time - t0) / (t1 - t0)) * (values[after] - values[after - 1])
  })
}
