import type { GpuPlan, PlanSize } from '../../../kernels/gpu/gpu-plan.ts'

/** Rows of an array, as a kernel reads it. */
type Rows = Float64Array[][]
type Kernel = (this: unknown, ...values: unknown[]) => number

/** The float64 twin of a plan: the same texts as plain functions, value by value. */
export function runInFloat64(plan: GpuPlan, inputs: readonly (number | Float32Array)[]): Float64Array[] {
  const given = inputs.map((input, k) => {
    const { kind } = plan.inputs[k]
    return kind === 'array'
      ? rowsOf(input as Float32Array, (plan.inputs[k] as { size: PlanSize }).size)
      : input
  })
  const scalars = plan.functions.map(({ text }) => text).join('\n')
  const outputs: Rows[] = []
  for (const { kernel, values } of plan.steps) {
    const { text, output } = plan.kernels[kernel]
    const compute = new Function(`${scalars}\nreturn ${text}`)() as Kernel
    const resolved = values.map(value => {
      if (value.from === 'number') return value.value
      return value.from === 'input' ? given[value.index] : outputs[value.index]
    })
    const rows = rowsOf(new Float64Array(output.reduce((a, b) => a * b, 1)), output)
    rows.forEach((plane, z) => {
      plane.forEach((row, y) => {
        for (let x = 0; x < row.length; x++) {
          row[x] = compute.apply({ thread: { x, y, z } }, resolved)
        }
      })
    })
    outputs.push(rows)
  }
  return plan.results.map(step =>
    Float64Array.from(outputs[step].flatMap(plane => plane.flatMap(row => [...row]))),
  )
}

function rowsOf(values: ArrayLike<number>, [columns, rows = 1, arrays = 1]: PlanSize): Rows {
  return Array.from({ length: arrays }, (_, z) =>
    Array.from({ length: rows }, (_, y) =>
      Float64Array.from({ length: columns }, (_, x) => values[(z * rows + y) * columns + x]),
    ),
  )
}
