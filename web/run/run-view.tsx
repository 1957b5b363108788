import { useEffect } from 'preact/hooks'
import { ContinueHere } from './continue-here.tsx'
import { OpenFolder, useDroppedRun } from './open-folder.tsx'
import { RunEnergy } from './run-energy.tsx'
import { RunFigures } from './run-figures.tsx'
import { RunMap } from './run-map.tsx'
import { RunSettings } from './run-settings.tsx'
import { RunSneak } from './run-sneak.tsx'
import { fault, opening, openRun, run } from './run-store.ts'
import { RunTraces } from './run-traces.tsx'
import { servedRunFiles } from './served-run-files.ts'
import './run.css'

/** After the route of the view: the run that the server of the page has beside it. */
const SERVED = 'served'

/** A finished run: its maps over time and what it says beside. */
export function RunView({ rest }: { readonly rest: string }) {
  useEffect(() => {
    if (rest === SERVED && run.value === undefined)
      void openRun(() => servedRunFiles(new URL('.', location.href).href))
  }, [rest])
  const over = useDroppedRun()
  const shown = run.value
  return (
    <div class={over ? 'run-view over' : 'run-view'}>
      {fault.value !== undefined && (
        <p class="notice bad" role="alert">
          {fault.value}
        </p>
      )}
      {opening.value && <p class="notice">Reading the run …</p>}
      {shown === undefined ? (
        !opening.value && <Welcome />
      ) : (
        <>
          <header class="run-head">
            <h1>{shown.index.scenario}</h1>
            <p class="soft">{about(shown)}</p>
            <div class="run-tools">
              <ContinueHere run={shown} />
              <OpenFolder label="Open another" />
            </div>
          </header>
          <div class="run-columns">
            <section class="run-stage" aria-label="Maps over time">
              <RunMap run={shown} />
            </section>
            <div class="run-side">
              <RunFigures run={shown} />
              <RunSneak run={shown} />
              <RunEnergy run={shown} />
            </div>
          </div>
          <RunTraces run={shown} />
          <RunSettings run={shown} />
        </>
      )}
    </div>
  )
}

function about({ index, manifest, name }: NonNullable<typeof run.value>): string {
  const { size, device, frames } = index
  const started = manifest.timing?.started?.slice(0, 10)
  return [
    `${size[0]} × ${size[1]} cells`,
    device,
    `${frames.length} frames`,
    started === undefined ? undefined : `run on ${started}`,
    manifest.versions?.sneakpath === undefined ? undefined : `Sneakpath ${manifest.versions.sneakpath}`,
    name === 'run' ? undefined : name,
  ]
    .filter(part => part !== undefined)
    .join(' · ')
}

function Welcome() {
  return (
    <section class="welcome">
      <h1>Open a run</h1>
      <p>
        A run folder is what <code>sneakpath run</code> writes: maps of every quantity over time, traces,
        figures and settings. Drop one here, or choose it. It is read in this browser; nothing is sent.
      </p>
      <OpenFolder label="Choose a run folder" />
    </section>
  )
}
