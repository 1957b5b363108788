import { formatSi } from 'sneakpath/core'
import { FilmControls } from '../app/film-controls.tsx'
import { at, running } from './run-store.ts'

type Frame = { readonly label: string; readonly timeS: number }

/** The frames of a run over time. */
export function Scrubber({ frames }: { readonly frames: readonly Frame[] }) {
  const { label, timeS } = frames[at.value]
  const text = `${label === '' ? 'frame' : label} · ${formatSi(timeS, 's')}`
  return (
    <FilmControls
      count={frames.length}
      at={at}
      running={running}
      spoken={`${at.value + 1} of ${frames.length}: ${text}`}
    >
      <output class="frame-name">
        {at.value + 1}/{frames.length} {text}
      </output>
    </FilmControls>
  )
}
