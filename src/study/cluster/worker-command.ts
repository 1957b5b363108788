import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shellWord } from './scheduler.ts'

/**
 * Command of a worker, as text for a shell: this program at this place, or `worker` in its stead.
 * @param index number of the task; left out where the scheduler puts it into the environment
 */
export function workerCommand(
  folder: string,
  of: number,
  worker: string | undefined,
  index?: number,
): string {
  const main = fileURLToPath(new URL('../../cli/main.js', import.meta.url))
  const program = worker ?? [process.execPath, main].map(shellWord).join(' ')
  const number = index === undefined ? '' : ` --index ${index}`
  return `${program} study shard ${shellWord(resolve(folder))}${number} --of ${of}`
}
