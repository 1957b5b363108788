import type { RecordRequest, Trace, TracedQuantity } from './record-request.ts'

/** The rows of a record. */
export interface TraceTable {
  /** @param now all traced quantities: N*M values of cells, one a line of lines */
  add(time: number, now: Readonly<Record<string, Float64Array>>): void
  trace(): Trace
}

interface Column {
  readonly name: string
  readonly quantity: string
  readonly of: string
  /** Place in the values of the quantity. */
  readonly at: number
  readonly values: number[]
}

export function createTraceTable(
  request: RecordRequest,
  traced: readonly TracedQuantity[],
  size: readonly [number, number],
): TraceTable {
  const quantities = request.quantities.map(
    name => traced.find(quantity => quantity.name === name) as TracedQuantity,
  )
  const columns = quantities.flatMap(quantity => columnsOf(quantity, request, size))
  const times: number[] = []
  return {
    add(time, now) {
      times.push(time)
      for (const { quantity, at, values } of columns) values.push(now[quantity][at])
    },
    trace: () => ({
      name: request.name,
      time: Float64Array.from(times),
      quantities,
      columns: columns.map(({ name, quantity, of, values }) => ({
        name,
        quantity,
        of,
        values: Float64Array.from(values),
      })),
    }),
  }
}

function columnsOf(
  quantity: TracedQuantity,
  { cells, rows, columns }: RecordRequest,
  [, width]: readonly [number, number],
): Column[] {
  const end = quantity.unit === '' ? quantity.word : `${quantity.word}_${quantity.unit}`
  const column = (at: number, name: string, of: string): Column => ({
    name: `${name}_${end}`,
    quantity: quantity.name,
    of,
    at,
    values: [],
  })
  if (quantity.of === 'cell') {
    return cells.map(k => {
      const [i, j] = [Math.floor(k / width), k % width]
      return column(k, `cell_${i}_${j}`, `cell ${i}, ${j}`)
    })
  }
  const { line = '' } = quantity
  return (quantity.of === 'row' ? rows : columns).map(n => column(n, `${line}_${n}`, `${line} line ${n}`))
}
