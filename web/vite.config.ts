import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const { version } = JSON.parse(readFileSync(here('../package.json'), 'utf8')) as { version: string }

const DEFINES_ONLY =
  /\/(kernels|arrays|scenarios|src|node_modules\/(zod|yaml|acorn|d3-[a-z-]+|simple-statistics))\//

/** A module that only defines something is left out where nothing asks for it. */
const treeshake = { moduleSideEffects: (id: string) => !DEFINES_ONLY.test(id) }

/**
 * Two builds of one source: the page that a server gives (the mode of `vite build`), and with `--mode one-file` playground.html, which
 * works from file storage: a classic script, the engine and the fonts inside.
 */
export default defineConfig(({ mode }): UserConfig => {
  const oneFile = mode === 'one-file'
  return {
    root: here('.'),
    base: './',
    define: { __SNEAKPATH_VERSION__: JSON.stringify(version) },
    publicDir: false,
    resolve: {
      alias: {
        'sneakpath/core': here('../src/core.ts'),
        'sneakpath/gpu': here('../src/gpu.ts'),
        '#spice': here(oneFile ? './check/no-spice.ts' : './check/run-spice.ts'),
        '#start-second-thread': here(
          oneFile ? './engine/no-second-thread.ts' : './engine/start-second-thread.ts',
        ),
        '#start-worker': here(oneFile ? './engine/start-worker-inline.ts' : './engine/start-worker.ts'),
      },
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: {
      format: oneFile ? 'iife' : 'es',
      // A server may let workers, and them alone, make functions of laws.
      rolldownOptions: {
        checks: { ineffectiveDynamicImport: false, pluginTimings: false },
        treeshake,
        output: {
          entryFileNames: 'workers/[name]-[hash].js',
          ...(oneFile ? { codeSplitting: false } : {}),
          // Kernels of a GPU are written from the text of functions, which call each other by their names; in one file all of them stand
          // within a function.
          minify: { compress: true, mangle: oneFile ? false : { toplevel: false }, codegen: true },
        },
      },
    },
    plugins: oneFile ? [asOneFile()] : [],
    build: {
      outDir: here('../dist/web'),
      emptyOutDir: false,
      target: 'es2023',
      modulePreload: false,
      assetsInlineLimit: oneFile ? Number.MAX_SAFE_INTEGER : 0,
      cssCodeSplit: false,
      chunkSizeWarningLimit: 2000,
      reportCompressedSize: false,
      rolldownOptions: {
        checks: { ineffectiveDynamicImport: false, pluginTimings: false },
        treeshake,
        ...(oneFile ? { output: { format: 'iife', codeSplitting: false } } : {}),
      },
    },
  }
})

/** Puts script and style of the page into its HTML, as a classic script at the end. */
function asOneFile(): Plugin {
  return {
    name: 'as-one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') throw new Error('index.html was not built')
      let html = String(page.source)
      for (const [file, part] of Object.entries(bundle)) {
        if (part.type === 'chunk') {
          // A closing tag inside the script would end it.
          const code = part.code.replaceAll('</script', '<\\/script')
          html = html.replace(/<script type="module"[^>]*><\/script>/, '')
          html = html.replace('</body>', () => `<script>${code}</script></body>`)
        } else if (file.endsWith('.css')) {
          html = html.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${String(part.source)}</style>`)
        } else continue
        delete bundle[file]
      }
      page.source = html
      page.fileName = 'playground.html'
    },
  }
}
