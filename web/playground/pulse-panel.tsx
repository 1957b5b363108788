import { type Signal, useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Amount } from '../app/amount.tsx'
import { brush, clearEasel, invertEasel, loadPicture } from './easel.ts'
import { chooseReadVolts, readVolts } from './look.ts'
import { erase, erasing, graded, type Pulse, read, wait, waiting, write, writing } from './pulses.ts'
import { device, doc } from './store.ts'

const BRUSHES = [
  ['look', 'Look'],
  ['paint', 'Paint'],
  ['clear', 'Wipe'],
] as const

/** Actions on the array. */
export function PulsePanel() {
  const file = useRef<HTMLInputElement>(null)
  const greys = doc.value?.easel.some(row => /[1-9]/.test(row)) === true
  return (
    <section class="panel" aria-labelledby="pulse-title">
      <h2 id="pulse-title">Picture</h2>
      <fieldset class="segments" aria-label="The pointer">
        {BRUSHES.map(([how, text]) => (
          <button
            key={how}
            type="button"
            aria-pressed={brush.value === how}
            onClick={() => {
              brush.value = how
            }}
          >
            {text}
          </button>
        ))}
      </fieldset>
      <div class="row">
        <button type="button" class="quiet" onClick={() => file.current?.click()}>
          Load
        </button>
        <button type="button" class="quiet" onClick={invertEasel}>
          Invert
        </button>
        <button type="button" class="quiet" onClick={clearEasel}>
          Clear
        </button>
        <input
          ref={file}
          class="unseen"
          type="file"
          tabIndex={-1}
          aria-label="Picture, PNG or CSV"
          accept=".png,.csv,.txt,image/*"
          onChange={event => {
            const [chosen] = event.currentTarget.files ?? []
            if (chosen !== undefined) void loadPicture(chosen)
            event.currentTarget.value = ''
          }}
        />
      </div>
      {greys && (
        <label class="field">
          <span>Grey levels</span>
          <select
            value={graded.value}
            onChange={event => {
              graded.value = event.currentTarget.value as typeof graded.value
            }}
          >
            <option value="none">from one half on</option>
            <option value="volts">a share of the volts</option>
            <option value="pulses">a share of the pulses</option>
          </select>
        </label>
      )}
      <h2>Pulses</h2>
      <PulseFields title="Write" pulse={writing} act={write} />
      <PulseFields title="Erase" pulse={erasing} act={erase} />
      <div class="action">
        <button type="button" class="main" onClick={read}>
          Read
        </button>
        <Amount
          label="Volts of the read"
          unit="V"
          value={readVolts.value}
          {...rangeOf(readVolts.value, device.value?.readVolts ?? 0.1)}
          onChange={volts => {
            if (volts !== 0) chooseReadVolts(volts)
          }}
        />
      </div>
      <div class="action">
        <button type="button" class="main" onClick={wait}>
          Wait
        </button>
        <Amount
          label="Seconds at 0 V"
          unit="s"
          value={waiting.value}
          min={1e-9}
          max={1e6}
          log
          onChange={seconds => {
            waiting.value = seconds
          }}
        />
      </div>
    </section>
  )
}

function PulseFields({
  title,
  pulse,
  act,
}: {
  readonly title: string
  readonly pulse: Signal<Pulse>
  readonly act: () => void
}) {
  const open = useSignal(true)
  const { volts, width, pulses } = pulse.value
  const known = device.value
  const usual = title === 'Write' ? known?.validVolts[1] : known?.validVolts[0]
  const set = (part: Partial<Pulse>): void => {
    pulse.value = { ...pulse.value, ...part }
  }
  return (
    <div class="action" data-open={open.value}>
      <button type="button" class="main" onClick={act}>
        {title}
      </button>
      <div>
        <Amount
          label={`Volts of the ${title === 'Write' ? 'write' : 'erasure'}`}
          unit="V"
          value={volts}
          {...rangeOf(volts, Number.isFinite(usual) ? (usual as number) : 2)}
          onChange={value => set({ volts: value })}
        />
        <Amount
          label="Width of a pulse"
          unit="s"
          value={width}
          min={1e-12}
          max={1000}
          log
          onChange={value => set({ width: value })}
        />
        <label class="amount count">
          <span>Pulses</span>
          <input
            type="number"
            min={1}
            max={1000}
            value={pulses}
            onChange={event => {
              const count = Math.round(Number(event.currentTarget.value))
              if (count >= 1 && count <= 1000) set({ pulses: count })
            }}
          />
        </label>
      </div>
    </div>
  )
}

/** A slider around what is usual, symmetric about 0. */
function rangeOf(value: number, usual: number): { readonly min: number; readonly max: number } {
  const most = Math.max(Math.abs(value), 1.5 * Math.abs(usual))
  const round = 10 ** Math.floor(Math.log10(most))
  const end = Math.ceil(most / round) * round
  return { min: -end, max: end }
}
