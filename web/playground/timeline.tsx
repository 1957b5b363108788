import { useEffect } from 'preact/hooks'
import { formatSi } from 'sneakpath/core'
import { Icon } from '../app/icon.tsx'
import { at, frame, progress, reel, running, stop } from './store.ts'

/** Milliseconds of a frame; long films are no longer than half a minute. */
function paceOf(frames: number): number {
  return Math.max(40, Math.min(420, 30_000 / frames))
}

/** The frames over time: runs, pauses, steps back. */
export function Timeline() {
  const count = reel.value.frames.length
  const runs = running.value
  useEffect(() => {
    if (!runs) return
    const timer = setInterval(() => {
      const last = reel.value.frames.length - 1
      if (at.value < last) at.value++
      else if (progress.value === undefined) running.value = false
    }, paceOf(count))
    return () => clearInterval(timer)
  }, [runs, count])
  const step = (by: number): void => {
    running.value = false
    at.value = Math.max(0, Math.min(count - 1, at.value + by))
  }
  const run = (): void => {
    if (!running.value && at.value >= count - 1) at.value = 0
    running.value = !running.value
  }
  const shown = frame.value
  const share = progress.value === undefined ? 1 : progress.value.done / progress.value.total
  return (
    <section class="timeline" aria-label="Time">
      <button
        type="button"
        class="quiet"
        onClick={() => step(-1)}
        disabled={at.value === 0}
        aria-label="Step back"
      >
        <Icon name="back" />
      </button>
      <button
        type="button"
        class="round"
        onClick={run}
        disabled={count < 2}
        aria-label={runs ? 'Pause' : 'Run'}
      >
        <Icon name={runs ? 'pause' : 'play'} />
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => step(1)}
        disabled={at.value >= count - 1}
        aria-label="Step forward"
      >
        <Icon name="forward" />
      </button>
      <input
        type="range"
        aria-label="Frame"
        aria-valuetext={shown === undefined ? 'none' : `${shown.label}, ${formatSi(shown.timeS, 's')}`}
        min={0}
        max={Math.max(0, count - 1)}
        value={at.value}
        onInput={event => {
          running.value = false
          at.value = Number(event.currentTarget.value)
        }}
      />
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
    </section>
  )
}
