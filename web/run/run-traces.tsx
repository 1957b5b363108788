import { useEffect, useState } from 'preact/hooks'
import type { RunFolder, TraceTable } from 'sneakpath/core'
import { LinePlot } from './line-plot.tsx'
import { fault } from './run-store.ts'

/** Lines in one plot at most. */
const MOST_LINES = 6

/** Records over time: a plot for each quantity. */
export function RunTraces({ run }: { readonly run: RunFolder }) {
  const { traces = [] } = run.index
  if (traces.length === 0) return null
  return (
    <section class="card" aria-labelledby="run-traces">
      <h2 id="run-traces">Recorded over time</h2>
      {traces.map(({ name }) => (
        <Trace key={name} run={run} name={name} />
      ))}
    </section>
  )
}

function Trace({ run, name }: { readonly run: RunFolder; readonly name: string }) {
  const [table, setTable] = useState<TraceTable | undefined>(undefined)
  useEffect(() => {
    const reading = new AbortController()
    run.trace(name, reading.signal).then(
      found => {
        if (!reading.signal.aborted) setTable(found)
      },
      error => {
        if (!reading.signal.aborted) fault.value = (error as Error).message
      },
    )
    return () => reading.abort()
  }, [run, name])
  if (table === undefined) return <p class="soft">Reading {name} …</p>
  const quantities = [...new Set(table.columns.map(column => partsOf(column.name).quantity))]
  return (
    <>
      {quantities.map(quantity => {
        const columns = table.columns.filter(column => partsOf(column.name).quantity === quantity)
        return (
          <LinePlot
            key={quantity}
            title={`${name}: ${quantity}${columns.length > MOST_LINES ? `, ${MOST_LINES} of ${columns.length}` : ''}`}
            unit={partsOf(columns[0].name).unit}
            time={table.time}
            lines={columns
              .slice(0, MOST_LINES)
              .map(({ name, values }) => ({ name: partsOf(name).of, values }))}
          />
        )
      })}
    </>
  )
}

/** Units as the names of columns end in them. */
const UNITS: ReadonlySet<string> = new Set(['A', 'V', 'C', 'S', 'ohm', 'm', 's', 'K', 'J', 'W'])

/** "cell_0_3_current_A": of "cell 0, 3", the current, in A. */
function partsOf(name: string): { of: string; quantity: string; unit: string } {
  const words = name.split('_')
  const unit = UNITS.has(words.at(-1) ?? '') ? (words.pop() ?? '') : ''
  const numbers = words.findLastIndex(word => /^\d+$/.test(word))
  const of = words.slice(0, numbers + 1)
  const line = of.filter(word => !/^\d+$/.test(word)).join(' ')
  return {
    of: `${line} ${of.filter(word => /^\d+$/.test(word)).join(', ')}`.trim() || name,
    quantity: words.slice(numbers + 1).join(' ') || name,
    unit,
  }
}
