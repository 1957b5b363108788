import { effect } from '@preact/signals'
import { partLabel, type RunFolder } from 'sneakpath/core'
import { Icon } from '../app/icon.tsx'
import { openScenario } from '../playground/files.ts'
import {
  doc,
  fault as notPlayed,
  at as playedAt,
  running as playing,
  progress,
  reel,
  replaceDoc,
} from '../playground/store.ts'
import { at, cases, fault, running } from './run-store.ts'

/** Opens the scenario of the run in the playground, at the frame that is shown. */
export function ContinueHere({ run }: { readonly run: RunFolder }) {
  return (
    <button
      type="button"
      title="Plays the scenario of this run in the playground, and stands where you are now"
      onClick={() => {
        running.value = false
        void continueRun(run, at.value)
      }}
    >
      <Icon name="play" /> Continue here
    </button>
  )
}

async function continueRun(run: RunFolder, frame: number): Promise<void> {
  const { label, timeS } = run.index.frames[frame]
  const settings = run.settings().value
  const { which, name } = partLabel(label, cases.value)
  await openScenario(`${run.index.scenario}.json`, JSON.stringify(settings), {}, false)
  if (doc.value === undefined || notPlayed.value !== undefined) {
    fault.value = notPlayed.value?.message
    return
  }
  if (which > 0) replaceDoc({ ...doc.value, which }, false)
  location.hash = '#play'
  await until(
    () => notPlayed.value !== undefined || (progress.value === undefined && reel.value.frames.length > 0),
  )
  const far = (seconds: number): number => Math.abs(seconds - timeS)
  const frames = reel.value.frames.filter(({ label }) => label === name)
  const nearest = frames.sort((a, b) => far(a.timeS) - far(b.timeS)).at(0)
  if (nearest === undefined) return
  playing.value = false
  playedAt.value = nearest.index
}

/** Resolves when it holds. */
function until(holds: () => boolean): Promise<void> {
  return new Promise(resolve => {
    let ended = false
    const end = effect(() => {
      if (ended || !holds()) return
      ended = true
      queueMicrotask(() => end())
      resolve()
    })
  })
}
