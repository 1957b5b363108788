import { formatSi, type RunFolder } from 'sneakpath/core'

const PARTS = [
  ['delivered', 'Delivered by the drivers'],
  ['cells', 'Into cells'],
  ['wires', 'Into wires'],
  ['drivers', 'Into drivers'],
  ['stored', 'Stored'],
] as const

/** Where the energy of each program went. */
export function RunEnergy({ run }: { readonly run: RunFolder }) {
  const cases = run.manifest.cases?.filter(({ energy }) => energy !== undefined) ?? []
  if (cases.length === 0) return null
  return (
    <section class="card" aria-labelledby="run-energy">
      <h2 id="run-energy">Energy</h2>
      {cases.map(({ name, energy, programSeconds }) => (
        <table key={name} class="pairs">
          <caption>
            {name === '' ? 'Program' : name} of {formatSi(programSeconds, 's')}
          </caption>
          <tbody>
            {PARTS.map(([part, title]) => (
              <tr key={part}>
                <th scope="row">{title}</th>
                <td>{energy?.[part] == null ? 'not defined' : formatSi(energy[part], 'J')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}
