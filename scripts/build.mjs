// Builds dist/: declarations by tsc, code by esbuild, and the data files that are read at run time where their readers look for them.
// --code leaves out the declarations, which the command does not need and which take most of the time.
//
// Code is bundled with splitting: a module that several commands need stands in a file of its own under dist/parts/ with the others
// that the same commands need, so that a command opens tens of files and not hundreds, and reads nothing that it does not run.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DIST = join(ROOT, 'dist')
const FLOORS = ['src', 'scenarios', 'arrays', 'kernels']
/** Read at run time as they are: data, and a thread that is JavaScript already. */
const DATA = /\.(ya?ml|csv|png)$|-thread\.(mjs|d\.mts)$/
/** Files started by their own path: library, command, and every thread (study-worker, gpu-thread; solve-in-worker only starts one). */
const ENTRY = /^src\/(index|core|gpu|cli\/main|(.+\/)?[a-z]+-worker|threads\/gpu-thread)\.ts$/
/** Packages that are loaded from where they are installed: native code, optional ones, those that read files of their own. */
const NOT_BUNDLED = [
  '@resvg/resvg-js',
  '@duckdb/node-api',
  'webgpu',
  'pdfkit',
  'svg-to-pdfkit',
  'dejavu-fonts-ttf',
]
const GPU_JS = join(DIST, 'kernels/gpu/gpu-js-bundle.js')

function sources() {
  return FLOORS.flatMap(floor =>
    readdirSync(join(ROOT, floor), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => relative(ROOT, join(entry.parentPath, entry.name))),
  )
}

async function writeDeclarations() {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const compiler = spawn(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json')], {
    stdio: 'inherit',
  })
  const [code] = await once(compiler, 'exit')
  if (code !== 0) throw new Error(`tsc -p tsconfig.build.json: found exit status ${code}; expected 0`)
}

/**
 * A module of a bundle no longer stands where it was written, so that `import.meta.url` would name its bundle. It is given the
 * address that it would have as a file of its own: dist/src/run/load-scenario.js for src/run/load-scenario.ts.
 */
const ownAddress = {
  name: 'own-address',
  setup({ onLoad }) {
    onLoad({ filter: /\/(src|scenarios|arrays|kernels)\/.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta.url')) return undefined
      const name = JSON.stringify(relative(ROOT, path).replace(/\.ts$/, '.js'))
      return { loader: 'ts', contents: text.replaceAll('import.meta.url', `addressInDist(${name})`) }
    })
  },
}
const ADDRESS_IN_DIST =
  "const addressInDist = name => new URL(name, import.meta.url.slice(0, import.meta.url.lastIndexOf('/dist/') + 6)).href"

/** A package in CommonJS asks for modules of Node by require, which a module does not have: they are imported. */
const nodeImported = {
  name: 'node-imported',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'require-call' && isBuiltin(path) ? { path, namespace: 'node-imported' } : undefined,
    )
    onLoad({ filter: /./, namespace: 'node-imported' }, ({ path }) => ({
      contents: `import all from ${JSON.stringify(path)}\nmodule.exports = all`,
    }))
  },
}

/** What yaml gives to browsers is the same in modules, of which only those that are used are bundled, and asks nothing of Node. */
const yamlInModules = {
  name: 'yaml-in-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^yaml$/ }, () => ({ path: join(ROOT, 'node_modules/yaml/browser/index.js') }))
  },
}

/** gpu.js is a bundle of its own, which bundleGpu writes. */
const gpuBeside = {
  name: 'gpu-beside',
  setup({ onResolve }) {
    onResolve({ filter: /^gpu\.js$/ }, () => ({ path: GPU_JS, external: true }))
  },
}

async function bundleCode() {
  const { metafile } = await build({
    metafile: true,
    entryPoints: sources().filter(name => ENTRY.test(name)),
    absWorkingDir: ROOT,
    outbase: ROOT,
    outdir: DIST,
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    external: NOT_BUNDLED,
    mainFields: ['module', 'main'],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    banner: { js: ADDRESS_IN_DIST },
    plugins: [ownAddress, gpuBeside, nodeImported, yamlInModules],
  })
  writeFileSync(join(DIST, 'parts/LICENCES.txt'), licences(Object.keys(metafile.inputs)))
}

/** The licences of the packages whose modules are bundled. */
function licences(modules) {
  const folders = modules.map(name => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(name)?.[0])
  const packages = [...new Set(folders.filter(folder => folder !== undefined))].sort()
  return packages
    .map(folder => {
      const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'))
      const file = readdirSync(join(ROOT, folder)).find(entry => /^licen[cs]e/i.test(entry))
      const text = file === undefined ? '' : readFileSync(join(ROOT, folder, file), 'utf8').trim()
      return `${name} ${version} (${license})\n\n${text}\n`
    })
    .join('\n----\n\n')
}

/**
 * gpu.js depends on packages that compile C++ and download 272 MB. It is bundled, so that the packed package does not depend on it.
 */
async function bundleGpu() {
  // A CommonJS module has no list of exports that a bundler could read.
  const names = Object.keys(createRequire(import.meta.url)('gpu.js')).filter(name => name !== 'default')
  const licence = readFileSync(join(ROOT, 'node_modules/gpu.js/LICENSE'), 'utf8')
  await build({
    stdin: { contents: `export { ${names.join(', ')} } from 'gpu.js'`, resolveDir: ROOT },
    outfile: GPU_JS,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    // The modules that gpu.js asks for at run time (os, worker_threads) need a require of their own in an ES module.
    banner: {
      js: `/*! Holds gpu.js (https://gpu.rocks).\n${licence}*/\nimport { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)`,
    },
  })
}

function copyData() {
  for (const name of sources().filter(file => DATA.test(file))) {
    mkdirSync(dirname(join(DIST, name)), { recursive: true })
    copyFileSync(join(ROOT, name), join(DIST, name))
  }
}

// The page in dist/web/ is built by itself (npm run web).
for (const part of [...FLOORS, 'parts']) rmSync(join(DIST, part), { recursive: true, force: true })
copyData()
const codeOnly = process.argv.includes('--code')
await Promise.all([codeOnly ? undefined : writeDeclarations(), bundleCode(), bundleGpu()])
chmodSync(join(DIST, 'src/cli/main.js'), 0o755)
