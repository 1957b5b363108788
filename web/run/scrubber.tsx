import { useEffect } from 'preact/hooks'
import { formatSi } from 'sneakpath/core'
import { Icon } from '../app/icon.tsx'
import { at, running } from './run-store.ts'

type Frame = { readonly label: string; readonly timeS: number }

/** Milliseconds of a frame; a run of many frames goes faster, so that it ends. */
const PACE = 420
const LONGEST = 30_000

/** The frames of a run: runs, pauses, steps. */
export function Scrubber({ frames }: { readonly frames: readonly Frame[] }) {
  const last = frames.length - 1
  useEffect(() => {
    if (!running.value) return
    const timer = setInterval(
      () => {
        if (at.value < last) at.value++
        else running.value = false
      },
      Math.min(PACE, LONGEST / frames.length),
    )
    return () => clearInterval(timer)
  }, [running.value, frames])
  const go = (frame: number): void => {
    running.value = false
    at.value = Math.max(0, Math.min(last, frame))
  }
  const { label, timeS } = frames[at.value]
  const text = `${label === '' ? 'frame' : label} · ${formatSi(timeS, 's')}`
  return (
    <div class="timeline">
      <button
        type="button"
        class="quiet"
        onClick={() => go(at.value - 1)}
        disabled={at.value === 0}
        aria-label="Step back"
      >
        <Icon name="back" />
      </button>
      <button
        type="button"
        class="round"
        onClick={() => {
          if (!running.value && at.value === last) at.value = 0
          running.value = !running.value
        }}
        disabled={last === 0}
        aria-label={running.value ? 'Pause' : 'Run'}
      >
        <Icon name={running.value ? 'pause' : 'play'} />
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => go(at.value + 1)}
        disabled={at.value === last}
        aria-label="Step forward"
      >
        <Icon name="forward" />
      </button>
      <input
        type="range"
        aria-label="Frame"
        aria-valuetext={`${at.value + 1} of ${frames.length}: ${text}`}
        min={0}
        max={last}
        value={at.value}
        onInput={({ currentTarget }) => go(Number(currentTarget.value))}
      />
      <output class="frame-name">
        {at.value + 1}/{frames.length} {text}
      </output>
    </div>
  )
}
