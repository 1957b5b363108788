import { useSignal } from '@preact/signals'
import { displayUnit } from 'sneakpath/core'
import type { Values } from './value-map.tsx'

/** Lines that a table shows at once: more would be no help to anyone. */
const MOST_LINES = 32

/** A map as a table; of a large one, the part around the chosen cell. */
export function MapTable({
  size,
  values,
  scale,
  title,
  unit,
  cell,
  lines: [rowsName, columnsName] = ['word line', 'bit line'],
}: Values & {
  readonly title: string
  /** SI, of the values. */
  readonly unit: string
  readonly cell: readonly [number, number]
  readonly lines?: readonly [string, string]
}) {
  const open = useSignal(false)
  const display = displayUnit(unit, Math.max(...scale.domain.map(Math.abs)))
  const [rows, columns] = size.map((lines, k) => linesAround(lines, cell[k]))
  const text = (value: number): string =>
    Number.isFinite(value) ? String(Number((value / display.factor).toPrecision(4))) : '–'
  return (
    <details
      class="map-table"
      onToggle={event => {
        open.value = event.currentTarget.open
      }}
    >
      <summary>As a table</summary>
      {open.value && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys
        <section class="scroll" tabIndex={0} aria-label={`${title} as a table`}>
          <table>
            <caption>
              {title}
              {display.label === '' ? '' : ` in ${display.label}`}; rows are {rowsName}s, columns{' '}
              {columnsName}s
              {size.some(lines => lines > MOST_LINES) && `; ${MOST_LINES} lines around the chosen cell`}
            </caption>
            <thead>
              <tr>
                <td />
                {columns.map(j => (
                  <th key={j} scope="col">
                    {j}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(i => (
                <tr key={i}>
                  <th scope="row">{i}</th>
                  {columns.map(j => (
                    <td key={j}>{text(values[i * size[1] + j])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  )
}

function linesAround(lines: number, chosen: number): number[] {
  const count = Math.min(lines, MOST_LINES)
  const from = Math.max(0, Math.min(lines - count, chosen - MOST_LINES / 2))
  return Array.from({ length: count }, (_, k) => from + k)
}
