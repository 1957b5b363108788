// Runs TypeScript as `dist/` is built from it: `node --import ./bench/load-typescript.mjs bench/run.ts`. tsx names functions wherever
// they are made, each time; in small programs that is a fifth of the time, which no user pays.
import { readFileSync } from 'node:fs'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

const HOOKS = '?hooks'
if (!import.meta.url.endsWith(HOOKS)) register(import.meta.url + HOOKS)

export function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
  })
  return { format: 'module', source: code, shortCircuit: true }
}
