import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { renderPng } from '../plots/drawing/render-png.ts'
import { type Trace, tracePlot } from '../plots/trace-plot.ts'
import { traceFile, traceIndex, tracePlotFile } from './run-index.ts'
import type { RunTrace, RunTraceColumn } from './run-record.ts'

/** Rows that are put together before they are written. */
const ROWS_AT_ONCE = 1000

/**
 * Writes what was recorded over time: a table each, and a plot of each of its quantities.
 * @param conditions of the run, below the title of each plot
 */
export async function writeTraces(
  traces: readonly RunTrace[],
  folder: string,
  conditions: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await mkdir(join(folder, 'traces'))
  for (const trace of traces) {
    const table = createWriteStream(join(folder, traceFile(trace.name)))
    await pipeline(Readable.from(tableText(trace)), table, signal === undefined ? {} : { signal })
    for (const quantity of traceIndex(trace).quantities) {
      const columns = trace.columns.filter(column => column.quantity === quantity)
      const svg = plotOf(trace, columns, conditions)
      await writeFile(join(folder, tracePlotFile(trace.name, quantity, 'svg')), svg)
      await writeFile(join(folder, tracePlotFile(trace.name, quantity, 'png')), await renderPng(svg))
    }
  }
}

/** Numbers to all their digits, an empty field where there is none. No name in it needs quotes. */
function* tableText({ time, columns }: RunTrace): Generator<string> {
  yield `${['time_s', ...columns.map(({ name }) => name)].join(',')}\n`
  for (let from = 0; from < time.length; from += ROWS_AT_ONCE) {
    let text = ''
    for (let row = from; row < Math.min(time.length, from + ROWS_AT_ONCE); row++) {
      text += time[row]
      for (const { values } of columns) text += Number.isNaN(values[row]) ? ',' : `,${values[row]}`
      text += '\n'
    }
    yield text
  }
}

function plotOf({ title, time }: RunTrace, columns: readonly RunTraceColumn[], subtitle: string): string {
  const [{ title: quantity, unit }] = columns
  const traces = columns.map(
    ({ of, values }): Trace => ({ name: of, quantity, unit: unit === '' ? '1' : unit, values }),
  )
  return tracePlot({ title, subtitle, timeS: time, traces })
}
