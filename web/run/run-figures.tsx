import { formatSi, type RunFolder } from 'sneakpath/core'

/** Figures of a run, with their ranges, and what it says of published ones. */
export function RunFigures({ run }: { readonly run: RunFolder }) {
  const { figures, ranges = {}, claims = [] } = run.summary
  const names = Object.keys(figures)
  const { warnings = [] } = run.manifest
  return (
    <section class="card" aria-labelledby="run-figures">
      <h2 id="run-figures">Figures</h2>
      {warnings.map(warning => (
        <p key={warning} class="warning">
          {warning}
        </p>
      ))}
      {names.length === 0 ? (
        <p class="soft">The scenario asks for none.</p>
      ) : (
        <table class="pairs">
          <tbody>
            {names.map(name => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  {number(figures[name].value, figures[name].unit)}
                  {Object.hasOwn(ranges, name) && (
                    <span class="soft">
                      {' '}
                      {number(ranges[name].low, '')} to {number(ranges[name].high, figures[name].unit)}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {claims.length > 0 && (
        <table class="pairs">
          <caption>Published figures</caption>
          <tbody>
            {claims.map(({ id, quantity, verdict, note }) => (
              <tr key={id}>
                <th scope="row">
                  {id} {quantity}
                </th>
                <td>
                  {verdict}
                  {note !== undefined && <span class="soft"> {note}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** A ratio has the unit '1' in files. */
function number(value: number | null, unit: string): string {
  return value === null ? 'not defined' : formatSi(value, unit === '1' ? '' : unit)
}
