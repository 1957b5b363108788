// Compiles sweeps.as to WebAssembly and writes it, in base64, as a TypeScript module: node scripts/compile-sweeps.mjs
import { readFile, writeFile } from 'node:fs/promises'
import asc from 'assemblyscript/asc'

const folder = new URL('../kernels/assembly/', import.meta.url)

/** The text of the module sweeps-binary.ts. */
export async function compileSweeps() {
  const source = await readFile(new URL('sweeps.as', folder), 'utf8')
  let binary
  const { error, stderr } = await asc.main(
    [
      'sweeps.ts',
      '-O3',
      '--noAssert',
      ...['--runtime', 'stub'],
      // The memory is shared with the second thread.
      ...['--importMemory', '--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'],
      ...['--outFile', 'sweeps.wasm'],
    ],
    {
      readFile: name => (name === 'sweeps.ts' ? source : null),
      writeFile: (name, contents) => {
        if (name === 'sweeps.wasm') binary = contents
      },
      listFiles: () => [],
    },
  )
  if (error) throw new Error(stderr.toString())
  return `/** WebAssembly of sweeps.as, base64; written by compile-sweeps.mjs. */\nexport const SWEEPS: string =\n  '${Buffer.from(binary).toString('base64')}'\n`
}

if (import.meta.url === `file://${process.argv[1]}`) {
  await writeFile(new URL('sweeps-binary.ts', folder), await compileSweeps())
}
