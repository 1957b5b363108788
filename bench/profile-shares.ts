import { type Profiler, Session } from 'node:inspector'

/** Shares of the time of a program. */
export interface Shares {
  /** Laws of the cells, and how their states relax. */
  readonly laws: number
  /** Line sweeps, small networks and what sets them up. */
  readonly network: number
  /** All else: steps, energies, memory. */
  readonly bookkeeping: number
}

const LAWS = ['compile-loop', 'compile-laws', 'swept-relaxation', 'scalar']
const NETWORK = [
  'line-responses',
  'line-sweeps',
  'reduced-network',
  'small-matrix',
  'solved-network',
  'surroundings',
  'swept-cells',
  'swept-crossbar',
  'swept-grid',
]

/** Samples a run and tells by their files which functions it spent its time in; a law that was compiled has none. */
export function sharesOf(run: () => void): Shares {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: 200 })
  session.post('Profiler.start')
  run()
  let shares: Shares | undefined
  // A session of the own thread answers before post returns.
  session.post('Profiler.stop', (error, answer) => {
    if (error === null) shares = split(answer.profile)
  })
  session.disconnect()
  if (shares === undefined) throw new Error('sharesOf: found no profile; expected one from node:inspector')
  return shares
}

function split({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Shares {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const sums = { laws: 0, network: 0, bookkeeping: 0 }
  samples.forEach((id, k) => {
    const { url, functionName } = frames.get(id)!
    if (functionName === '(program)' || functionName === '(idle)') return
    const file = url.split('/').at(-1)?.split('.')[0] ?? ''
    const compiled = url === '' && functionName === ''
    const part = compiled || LAWS.includes(file) ? 'laws' : NETWORK.includes(file) ? 'network' : 'bookkeeping'
    sums[part] += timeDeltas[k] ?? 0
  })
  const all = sums.laws + sums.network + sums.bookkeeping
  return { laws: sums.laws / all, network: sums.network / all, bookkeeping: sums.bookkeeping / all }
}
