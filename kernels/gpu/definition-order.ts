import { lawText } from './law-text.ts'

// biome-ignore lint/suspicious/noExplicitAny: laws differ in their number of arguments
type ScalarFunction = (...values: any[]) => number

/**
 * A branch that is never taken: it calls the functions, callers first. It has to stand before the kernel's own calls of them,
 * for only the first call of each counts. On webgl2 a function has to stand before its callers, and gpu.js puts one that is
 * called from two places behind what it calls itself, unless that is called once more later
 * (https://github.com/gpujs/gpu.js/issues/207).
 * @param value a variable of the kernel
 */
export function definitionOrder(functions: readonly ScalarFunction[], value: string): string {
  const texts = new Map(functions.map(one => [nameOf(one), { text: lawText(one), count: one.length }]))
  const ordered: string[] = []
  const visit = (name: string): void => {
    if (ordered.includes(name)) return
    for (const other of texts.keys()) {
      if (other !== name && new RegExp(`\\b${other}\\(`).test(texts.get(name)!.text)) visit(other)
    }
    ordered.push(name)
  }
  for (const name of texts.keys()) visit(name)
  if (ordered.length === 0) return ''
  const calls = ordered
    .reverse()
    .map(name => `${name}(${Array.from({ length: texts.get(name)!.count }, () => value).join(', ')})`)
  return `if (this.thread.x < 0) {\n return ${calls.join(' + ')};\n }`
}

/** The name in the text, which a bundler may have changed together with the calls in it. */
export function nameOf(law: ScalarFunction): string {
  return /^function\s+([\w$]+)/.exec(lawText(law))![1]
}
