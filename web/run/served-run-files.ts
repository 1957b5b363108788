import { ConfigError, type RunFiles } from 'sneakpath/core'

/** The first part of a file comes with its size, so that headers and small files take one request. */
const FIRST_BYTES = 2 ** 16

interface Beginning {
  readonly size: number
  readonly bytes: Uint8Array
}

/**
 * The run folder that `sneakpath open` serves beside the page.
 * @param base address of the page, with '/' at the end
 */
export function servedRunFiles(base: string): RunFiles {
  const beginnings = new Map<string, Promise<Beginning | undefined>>()
  const begin = (file: string): Promise<Beginning | undefined> => {
    const known = beginnings.get(file) ?? readBeginning(`${base}run/${file}`)
    beginnings.set(file, known)
    return known
  }
  return {
    name: 'run',
    size: async file => (await begin(file))?.size,
    async read(file, from, to, signal) {
      const first = await begin(file)
      if (first !== undefined && to <= first.bytes.length) return first.bytes.subarray(from, to)
      const response = await ask(`${base}run/${file}`, from, to, signal)
      if (response.status !== 206 && response.status !== 200)
        throw new ConfigError({ file }, `the answer ${response.status}`, 'a part of the file')
      const bytes = new Uint8Array(await response.arrayBuffer())
      return response.status === 206 ? bytes : bytes.subarray(from, to)
    },
  }
}

async function readBeginning(address: string): Promise<Beginning | undefined> {
  const response = await ask(address, 0, FIRST_BYTES)
  if (!response.ok) return undefined
  const bytes = new Uint8Array(await response.arrayBuffer())
  const [, size] = /\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '') ?? []
  return { size: size === undefined ? bytes.length : Number(size), bytes }
}

async function ask(address: string, from: number, to: number, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { headers: { Range: `bytes=${from}-${to - 1}` }, signal: signal ?? null })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ConfigError({ file: 'sneakpath open' }, 'no answer', 'the command to run still')
  }
}
