import { useState } from 'preact/hooks'
import type { RunFolder } from 'sneakpath/core'

/** The scenario as it was run, as text. */
export function RunSettings({ run }: { readonly run: RunFolder }) {
  const [open, setOpen] = useState(false)
  const { seed } = run.manifest
  return (
    <section class="card" aria-labelledby="run-settings">
      <h2 id="run-settings">Settings</h2>
      {seed !== undefined && <p>Seed {seed}</p>}
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>The scenario file of this run</summary>
        {open && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls.
          <section class="scroll" tabIndex={0} aria-label="Scenario file">
            <pre>{JSON.stringify(run.settings().value, null, 2)}</pre>
          </section>
        )}
      </details>
    </section>
  )
}
