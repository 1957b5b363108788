import { useSignal } from '@preact/signals'
import { formatSi } from 'sneakpath/core'
import { picture, shown } from './picture.ts'

/** Lines that a table shows at once. */
const WINDOW = 32

/** The map as a table, around the cell that is looked at where it is large. */
export function MapTable() {
  const open = useSignal(false)
  const { size, values, cell } = picture.value
  const unit = shown.value.unit === '1' ? '' : shown.value.unit
  return (
    <details
      class="table"
      onToggle={event => {
        open.value = event.currentTarget.open
      }}
    >
      <summary>The map as a table</summary>
      {open.value && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys
        <section class="scroll" aria-label="Table of the map" tabIndex={0}>
          <table>
            <caption>
              {shown.value.title}, word lines down, bit lines across
              {size.some(lines => lines > WINDOW) && `; ${WINDOW} lines around the chosen cell`}
            </caption>
            <thead>
              <tr>
                <td />
                {linesOf(size[1], cell[1]).map(j => (
                  <th key={j} scope="col">
                    {j}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {linesOf(size[0], cell[0]).map(i => (
                <tr key={i}>
                  <th scope="row">{i}</th>
                  {linesOf(size[1], cell[1]).map(j => (
                    <td key={j}>{text(values[i * size[1] + j], unit)}</td>
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

function text(value: number, unit: string): string {
  return Number.isFinite(value) ? formatSi(value, unit) : '–'
}

function linesOf(lines: number, around: number): number[] {
  const count = Math.min(lines, WINDOW)
  const from = Math.max(0, Math.min(lines - count, around - WINDOW / 2))
  return Array.from({ length: count }, (_, k) => from + k)
}
