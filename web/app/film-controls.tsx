import type { Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Icon } from './icon.tsx'

/** Frames that are shown one after the other. */
interface Film {
  /** How many there are. */
  readonly count: number
  /** The one that is shown. */
  readonly at: Signal<number>
  readonly running: Signal<boolean>
  /** Whether more of them come: the film then waits at the last one. */
  readonly growing?: boolean
  /** Name of the one that is shown, for who hears it. */
  readonly spoken: string
  /** Name of the one that is shown, for who sees it, and what stands beside it. */
  readonly children: ComponentChildren
}

/** Milliseconds of a frame; long films are no longer than half a minute. */
function paceOf(frames: number): number {
  return Math.max(40, Math.min(420, 30_000 / frames))
}

/** Runs, pauses and steps through a film. */
export function FilmControls({ count, at, running, growing = false, spoken, children }: Film) {
  const runs = running.value
  const last = Math.max(0, count - 1)
  useEffect(() => {
    if (!runs) return
    const timer = setInterval(() => {
      if (at.value < last) at.value++
      else if (!growing) running.value = false
    }, paceOf(count))
    return () => clearInterval(timer)
  }, [runs, count, growing])
  const go = (frame: number): void => {
    running.value = false
    at.value = Math.max(0, Math.min(last, frame))
  }
  const run = (): void => {
    if (!running.value && at.value >= last) at.value = 0
    running.value = !running.value
  }
  return (
    <section class="timeline" aria-label="Time">
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
        onClick={run}
        disabled={count < 2}
        aria-label={runs ? 'Pause' : 'Run'}
      >
        <Icon name={runs ? 'pause' : 'play'} />
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => go(at.value + 1)}
        disabled={at.value >= last}
        aria-label="Step forward"
      >
        <Icon name="forward" />
      </button>
      <input
        type="range"
        aria-label="Frame"
        aria-valuetext={spoken}
        min={0}
        max={last}
        value={at.value}
        onInput={({ currentTarget }) => go(Number(currentTarget.value))}
      />
      {children}
    </section>
  )
}
