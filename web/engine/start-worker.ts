/** The engine of the served page: a module of its own. */
export function startWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'sneakpath engine' })
}
