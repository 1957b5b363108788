import type { Shader, ShaderBuffer, ShaderLaunch, ShaderPlan, ShaderRun } from './shader-plan.ts'
import { type ShaderText, writeShader } from './write-shader.ts'

/** Writes down a plan of shaders. */
export interface ShaderPlanBuilder {
  /** @returns its index */
  buffer(name: string, length: number): number
  /** @param buffers behind the bindings of the text, in their order */
  launch(
    text: ShaderText,
    buffers: readonly number[],
    parameters: readonly number[],
    groups: readonly [number, number],
  ): ShaderLaunch
  build(runs: Readonly<Record<string, ShaderRun>>): ShaderPlan
}

export function createShaderPlanBuilder(name: string): ShaderPlanBuilder {
  const buffers: ShaderBuffer[] = []
  const shaders: Shader[] = []
  const known = new Map<string, number>()
  return {
    buffer: (label, length) => buffers.push({ name: label, length: Math.max(4, length) }) - 1,
    launch(text, used, parameters, groups) {
      if (used.length !== text.bindings.length || parameters.length !== text.parameters.length) {
        throw new RangeError(
          `${name}, ${text.name}: found ${used.length} buffers and ${parameters.length} numbers; expected ${text.bindings.length} and ${text.parameters.length}`,
        )
      }
      const key = `${text.name}/${text.variant ?? ''}`
      const shader = known.get(key) ?? shaders.push(writeShader(text)) - 1
      known.set(key, shader)
      return { shader, buffers: used, parameters, groups }
    },
    build: runs => ({ name, buffers, shaders, runs }),
  }
}
