import InlineWorker from './worker.ts?worker&inline'

/** The engine of the page in one file: a blob, since a worker of a file is refused there. */
export function startWorker(): Worker {
  return new InlineWorker({ name: 'sneakpath engine' })
}
