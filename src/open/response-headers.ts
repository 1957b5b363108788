/** Rights of a page: nothing but what this server sends. WebAssembly is compiled from bytes that the page holds. */
const PAGE_POLICY = policy({
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
})

/**
 * A worker writes the loops of a device from its parsed equations, which needs eval; it has no document to be misled. ngspice asks for
 * its WebAssembly under the data address in which it carries it.
 */
const WORKER_POLICY = policy({
  'default-src': "'none'",
  'script-src': "'self' 'unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self' data:",
})

/** A run is data: shown as a page, it could do nothing. */
const DATA_POLICY = "default-src 'none'; sandbox"

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  webmanifest: 'application/manifest+json',
  wasm: 'application/wasm',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
  yaml: 'text/plain; charset=utf-8',
}

/** On every answer: isolated, never kept, no address in a referrer, no guessing of types. */
export const EVERY_ANSWER: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

/**
 * Type and policy of a file.
 * @param file as it is called in the page's folder
 * @param data it belongs to a run
 */
export function fileHeaders(file: string, data: boolean): Record<string, string> {
  if (data) return { 'Content-Type': 'application/octet-stream', 'Content-Security-Policy': DATA_POLICY }
  const type = TYPES[/\.([a-z0-9]+)$/.exec(file)?.[1] ?? ''] ?? 'application/octet-stream'
  const isWorker = file.startsWith('workers/')
  return { 'Content-Type': type, 'Content-Security-Policy': isWorker ? WORKER_POLICY : PAGE_POLICY }
}

function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')
}
