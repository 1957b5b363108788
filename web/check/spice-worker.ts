import type { SpiceAnswer } from './run-spice.ts'

/** ngspice on a thread of its own, which is ended with it. */
addEventListener(
  'message',
  ({ data }: MessageEvent<string>) => {
    run(data).then(answer => postMessage(answer), fail)
  },
  { once: true },
)

// A fault inside the engine may leave all of its promises pending.
addEventListener('unhandledrejection', ({ reason }) => fail(reason))

function fail(error: unknown): void {
  const { message = String(error) } = (error ?? {}) as Error
  postMessage({ fault: message.slice(0, 200) } satisfies SpiceAnswer)
}

async function run(netlist: string): Promise<SpiceAnswer> {
  const { Simulation } = await import('eecircuit-engine')
  const simulation = new Simulation()
  await simulation.start()
  simulation.setNetList(asOperatingPoint(netlist))
  const { data } = await simulation.runSim()
  const errors = simulation.getError()
  if (data.length === 0) return { fault: errors.at(-1) ?? 'ngspice gave no answer' }
  return {
    volts: data.map(({ name, values: [value] }) => [
      name.replace(/^v\((.*)\)$/, '$1'),
      typeof value === 'number' ? value : value.real,
    ]),
  }
}

/** The engine knows no control lines: what they ask for stands in a line of the netlist. */
function asOperatingPoint(netlist: string): string {
  const lines = netlist.replaceAll('\n+ ', ' ').split('\n')
  const [from, to] = [lines.indexOf('.control'), lines.indexOf('.endc')]
  return [...lines.slice(0, from), '.op', ...lines.slice(to + 1)].join('\n')
}
