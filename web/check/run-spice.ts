/** Node voltages by name, or why there are none. */
export type SpiceAnswer =
  | { readonly volts: readonly (readonly [name: string, volts: number])[] }
  | { readonly fault: string }

/** Whether this build of the page has ngspice. */
export const HAS_SPICE = true

/**
 * Runs a netlist on ngspice, which is loaded for it: a file of its own of this page.
 * @param signal ends it
 * @throws Error with the words of ngspice where it has no answer; the signal's reason
 */
export function runSpice(netlist: string, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const worker = new Worker(new URL('./spice-worker.ts', import.meta.url), {
    type: 'module',
    name: 'ngspice',
  })
  return new Promise<ReadonlyMap<string, number>>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
    worker.addEventListener('error', ({ message }) =>
      reject(new Error(message || 'ngspice could not be loaded')),
    )
    worker.addEventListener('message', ({ data }: MessageEvent<SpiceAnswer>) => {
      if ('volts' in data) resolve(new Map(data.volts))
      else reject(new Error(data.fault))
    })
    worker.postMessage(netlist)
  }).finally(() => worker.terminate())
}
