import type { Shader, ShaderBinding } from './shader-plan.ts'

/** A shader without its declarations. */
export interface ShaderText {
  readonly name: string
  /** Constants that the text is written for, so that each text is compiled once. */
  readonly variant?: string
  readonly parameters: readonly string[]
  readonly bindings: readonly ShaderBinding[]
  /** May use params.NAME, params.zero (which is 0) and the bindings by their names. */
  readonly body: string
}

const ACCESS = {
  read: 'var<storage, read>',
  write: 'var<storage, read_write>',
  both: 'var<storage, read_write>',
  uniform: 'var<uniform>',
} as const

/** Declares parameters and bindings before the text; the parameters are binding 0. */
export function writeShader({ name, parameters, bindings, body }: ShaderText): Shader {
  const fields = ['zero', ...parameters].map(parameter => `  ${parameter}: u32,`)
  const declared = bindings.map(
    (one, k) => `@group(0) @binding(${k + 1}) ${ACCESS[one.access]} ${one.name}: ${one.type};`,
  )
  const code = [
    `struct Params {\n${fields.join('\n')}\n}`,
    '@group(0) @binding(0) var<uniform> params: Params;',
    ...declared,
    body,
  ].join('\n')
  return { name, code, bindings, parameters }
}
