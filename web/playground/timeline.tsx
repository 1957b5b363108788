import { formatSi } from 'sneakpath/core'
import { FilmControls } from '../app/film-controls.tsx'
import { Icon } from '../app/icon.tsx'
import { at, frame, progress, reel, running, stop } from './store.ts'

/** The frames of the program over time, also while it is computed. */
export function Timeline() {
  const shown = frame.value
  const share = progress.value === undefined ? 1 : progress.value.done / progress.value.total
  return (
    <FilmControls
      count={reel.value.frames.length}
      at={at}
      running={running}
      growing={progress.value !== undefined}
      spoken={shown === undefined ? 'none' : `${shown.label}, ${formatSi(shown.timeS, 's')}`}
    >
      <output>
        {shown !== undefined && (
          <>
            <strong>{shown.label}</strong> <span class="soft">{formatSi(shown.timeS, 's')}</span>
          </>
        )}
      </output>
      {progress.value !== undefined && (
        <button type="button" class="quiet busy" onClick={stop}>
          <Icon name="stop" /> {Math.round(100 * share)} %
        </button>
      )}
    </FilmControls>
  )
}
