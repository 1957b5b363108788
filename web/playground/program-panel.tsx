import { formatSi, type StepInput } from 'sneakpath/core'
import { type Doc, stepsOf, withSteps } from './document.ts'
import { at, change, played, reel, running } from './store.ts'

/** Program of the array, step by step; a step shows its last frame. */
export function ProgramPanel({ doc }: { readonly doc: Doc }) {
  const steps = stepsOf(doc)
  const now = reel.value.frames[at.value]?.step
  const warnings = played.value?.warnings ?? []
  return (
    <section class="panel" aria-labelledby="program-title">
      <h2 id="program-title">Program</h2>
      {steps.length === 0 ? (
        <p class="soft">Nothing was done yet. Paint cells and write them.</p>
      ) : (
        <ol class="steps">
          {steps.map((step, k) => (
            <li key={k}>
              <button
                type="button"
                class="quiet"
                aria-current={k === now ? 'step' : undefined}
                onClick={() => show(k)}
              >
                {stepText(step)}
              </button>
            </li>
          ))}
        </ol>
      )}
      {steps.length > 0 && (
        <button
          type="button"
          class="quiet wide"
          onClick={() => {
            running.value = false
            change(withSteps(doc, []))
          }}
        >
          Start anew with this array
        </button>
      )}
      {warnings.length > 0 && (
        <details class="warnings">
          <summary>{warnings.length === 1 ? 'A warning' : `${warnings.length} warnings`}</summary>
          <ul>
            {warnings.map(warning => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function show(step: number): void {
  const frame = reel.value.frames.findLast(known => known.step <= step)
  if (frame === undefined) return
  running.value = false
  at.value = frame.index
}

function stepText(step: StepInput): string {
  if ('repeat' in step) {
    const { repeat, steps } = step as { readonly repeat: number; readonly steps: readonly StepInput[] }
    const wait = steps.length === 1 && 'wait' in steps[0] ? (steps[0].wait as number) : undefined
    if (wait !== undefined) return `wait ${formatSi(wait * repeat, 's')}`
    return `${repeat} times: ${steps.map(stepText).join(', ')}`
  }
  if ('wait' in step) return `wait ${formatSi(step.wait as number, 's')}`
  if ('read' in step) return `read ${formatSi(step.read as number, 'V')}`
  if ('write' in step) {
    const { write, width, pulses = 1 } = step as { write: unknown; width: number; pulses?: number }
    const volts = Array.isArray(write)
      ? (write as { volts: number }[]).map(target => formatSi(target.volts, 'V')).join(' and ')
      : formatSi((step as unknown as { volts: number }).volts, 'V')
    return `${step.name === 'erase' ? 'erase' : 'write'} ${volts}, ${formatSi(width, 's')}${pulses === 1 ? '' : ` × ${pulses}`}`
  }
  return Object.keys(step)[0]
}
