import type { CellShader, ShaderLaw } from '../../kernels/gpu/shaders/cell-shader.ts'
import { solveUnknown } from '../devices/solve-unknown.ts'
import { evaluateLaw } from '../law/evaluate-law.ts'
import { shaderDialect } from '../law/law-dialect.ts'
import { identityOf } from '../law/law-node.ts'
import { shaderUnknown } from '../law/shader-unknown.ts'
import { writeLaws } from '../law/write-law.ts'
import type { CellEquations } from '../network/cell-equations.ts'

/** Text of laws by what it depends on. */
const written = new Map<string, ShaderLaw>()

/** The cells of a network as a shader computes them, by the same laws as everything else. */
export function shaderCells(equations: CellEquations): CellShader {
  const { stuck, element } = equations
  return {
    key: `${equationsKey(equations)}${stuck === undefined ? '' : ', stuck'}${element === undefined ? '' : `; ${equationsKey(element)}`}`,
    device: shaderLaw(equations),
    stuck: stuck !== undefined,
    ...(element === undefined ? {} : { element: shaderLaw(element) }),
  }
}

/**
 * Writes the values of all cells in the order that cell-shader.ts says.
 * @param unit what currents and slopes are multiplied by
 */
export function loadValues(
  { columns, stuck, element }: CellEquations,
  unit: number,
  count: number,
  out: Float32Array,
): void {
  const own = [...columns, ...(stuck === undefined ? [] : [stuck]), ...(element?.columns ?? [])]
  let at = 0
  for (const column of own) {
    if (column.length === 1 && column !== stuck) continue
    for (let k = 0; k < count; k++) out[at++] = Number.isNaN(column[k]) ? -1 : column[k]
  }
  out[at++] = unit
  for (const column of own) if (column.length === 1 && column !== stuck) out[at++] = column[0]
}

/** A conductance of the size of those of the cells at so many volts, S: that of the first which has one. */
export function siemensOf({ current, names, columns, unknown }: CellEquations, volts: number): number {
  const count = columns.reduce((most, column) => Math.max(most, column.length), 1)
  for (let k = 0; k < count; k++) {
    const values: Record<string, number> = { v: volts }
    names.forEach((name, c) => {
      values[name] = columns[c][columns[c].length === 1 ? 0 : k]
    })
    if (unknown !== undefined) values[unknown.name] = solveUnknown(unknown, values)
    const siemens = Math.abs(evaluateLaw(current, values) / volts)
    if (siemens > 0 && siemens < Infinity) return siemens
  }
  return 1
}

/** Different for different texts of shaderLaw. */
export function equationsKey({ current, slope, names, columns, unknown }: CellEquations): string {
  const varying = columns.map(column => (column.length === 1 ? '1' : 'n')).join('')
  const inner = unknown === undefined ? [] : [unknown.equation, ...unknown.between]
  return [...[current, slope, ...inner].map(identityOf), ...names, varying].join(' ')
}

/** A law in WGSL on `v` and the values c0, c1 ... of its names. */
export function shaderLaw(equations: CellEquations): ShaderLaw {
  const key = equationsKey(equations)
  const known = written.get(key)
  if (known !== undefined) return known
  const { current, slope, names, columns, unknown } = equations
  const name = (of: string): string =>
    of === 'v' ? 'v' : of === unknown?.name ? 'unknown' : `c${names.indexOf(of)}`
  const solved = unknown === undefined ? undefined : shaderUnknown(unknown, name, 'cell')
  const { before, body, results } = writeLaws([current, slope], {
    dialect: shaderDialect,
    name,
    isUniform: () => false,
  })
  const made = {
    ...(solved === undefined ? {} : { functions: solved.functions }),
    statements: [...(solved === undefined ? [] : [`let unknown = ${solved.call};`]), before, body].join('\n'),
    current: results[0],
    slope: results[1],
    varying: columns.map(column => column.length > 1),
  }
  written.set(key, made)
  return made
}
