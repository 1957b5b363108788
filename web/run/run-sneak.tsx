import { formatSi, type RunFolder, type RunSneak as Sneak } from 'sneakpath/core'

/** Sneak numbers of each crossbar of the run, or of the same program in a crossbar beside it. */
export function RunSneak({ run }: { readonly run: RunFolder }) {
  const { sneak = [], beside } = run.summary
  const shown = [...sneak, ...(beside === undefined ? [] : [beside])]
  if (shown.length === 0) return null
  return (
    <section class="card" aria-labelledby="run-sneak">
      <h2 id="run-sneak">Sneak paths</h2>
      {shown.map(numbers => (
        <table key={numbers.case} class="pairs">
          <caption>
            {numbers === beside ? 'The same in a passive crossbar' : numbers.case || 'The array'}: bias{' '}
            {numbers.bias}
            {numbers.wireOhms !== undefined && `, ${formatSi(numbers.wireOhms, 'ohm')} a wire segment`}, read
            at {formatSi(numbers.read.volts, 'V')}
            {numbers.read.step !== undefined && ` (${numbers.read.step})`}
          </caption>
          <tbody>
            {rowsOf(numbers).map(([title, text]) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}

function rowsOf({
  read,
  sneakShare,
  readMargin,
  storedContrast,
  readContrast,
  disturbance,
  irDrop,
}: Sneak): [string, string][] {
  const sample = (cells: number): string => (cells === read.of ? '' : `, of ${cells} cells read`)
  const rows: [string, string | undefined][] = [
    [
      'Sneak share',
      `median ${percent(sneakShare.median)}, worst ${percent(sneakShare.worst)}${sample(read.cells)}`,
    ],
    ['Read margin', readMargin && `at least ${percent(readMargin.smallest)}${sample(readMargin.cells)}`],
    ['Read contrast', ratio(readContrast)],
    ['Stored contrast', ratio(storedContrast)],
    ['Disturbance', disturbance === undefined ? undefined : `at most ${percent(disturbance)}`],
    [
      'IR drop',
      irDrop && `${percent(irDrop.share)} at word line ${irDrop.cell[0]}, bit line ${irDrop.cell[1]}`,
    ],
  ]
  return rows.filter((row): row is [string, string] => row[1] !== undefined)
}

function percent(share: number | null): string {
  return share === null ? 'not defined' : `${Number((100 * share).toPrecision(3))} %`
}

function ratio(value: number | null | undefined): string | undefined {
  return value === undefined
    ? undefined
    : value === null
      ? 'not defined'
      : String(Number(value.toPrecision(3)))
}
