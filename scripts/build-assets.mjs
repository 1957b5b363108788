// Completes what tsc built in dist/: data files beside the modules that read them, gpu.js bundled, the command executable.
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Read at run time as they are: data, and a thread that is JavaScript already. */
const DATA = /\.(ya?ml|csv|png)$|-thread\.mjs$/
const COMMAND = join(ROOT, 'dist/src/cli/main.js')

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

function copyData() {
  for (const floor of ['src', 'scenarios', 'arrays', 'kernels']) {
    for (const file of filesUnder(join(ROOT, floor)).filter(name => DATA.test(name))) {
      const target = join(ROOT, 'dist', file.slice(ROOT.length))
      mkdirSync(dirname(target), { recursive: true })
      copyFileSync(file, target)
    }
  }
}

/**
 * gpu.js depends on packages that compile C++ and download 272 MB. Every module that imports it is replaced by a bundle that
 * holds it, so that the packed package does not depend on it.
 */
async function bundleGpu() {
  const importers = filesUnder(join(ROOT, 'dist')).filter(
    file =>
      file.endsWith('.js') && /^\s*(import|export)\b[^'"]*['"]gpu\.js['"]/m.test(readFileSync(file, 'utf8')),
  )
  const licence = readFileSync(join(ROOT, 'node_modules/gpu.js/LICENSE'), 'utf8')
  for (const file of importers) {
    await build({
      entryPoints: [file],
      outfile: file,
      allowOverwrite: true,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'error',
      plugins: [keepOwnModules(file)],
      // What gpu.js asks for at run time (os, worker_threads) needs a require of its own in an ES module.
      banner: {
        js: `/*! Holds gpu.js (https://gpu.rocks).\n${licence}*/\nimport { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)`,
      },
    })
  }
}

/** Modules of Sneakpath stay files of their own: a second copy of one would have functions of its own. */
function keepOwnModules(importer) {
  return {
    name: 'keep-own-modules',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, args =>
        args.importer === importer ? { path: args.path, external: true } : undefined,
      )
    },
  }
}

copyData()
await bundleGpu()
chmodSync(COMMAND, 0o755)
