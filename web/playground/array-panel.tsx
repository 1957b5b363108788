import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { BIAS_SCHEMES, type BiasScheme, biasRule, type ScenarioFile } from 'sneakpath/core'
import { Amount } from '../app/amount.tsx'
import type { DeviceChoice } from '../engine/calls.ts'
import { EngineError } from '../engine/engine.ts'
import { BackendSelect } from './backend-select.tsx'
import { type Doc, resized, wireOf, withArray } from './document.ts'
import { takeDevice, withDevice } from './files.ts'
import { chooseReadVolts, movingWire } from './look.ts'
import { change, device, devices } from './store.ts'

const GROUPS = [
  ['paper', 'Devices of papers'],
  ['field', 'Models of the field'],
  ['own', 'Your own'],
] as const

const ELEMENTS = [
  ['none', 'none'],
  ['selector', 'selector'],
  ['oneSidedSelector', 'one-sided selector'],
  ['diode', 'diode'],
  ['transistor', 'transistor'],
] as const

const MOST_LINES = 1024

/** Settings of the array. */
export function ArrayPanel({ doc }: { readonly doc: Doc }) {
  const { array, bias, network } = doc.scenario
  const set = (part: Partial<ScenarioFile>): void =>
    change({ ...doc, scenario: { ...doc.scenario, ...part } })
  const access = array.access ?? 'none'
  const element = typeof access === 'string' ? access : Object.keys(access)[0]
  const wire = movingWire.value ?? wireOf(doc)
  return (
    <section class="panel" aria-labelledby="array-title">
      <h2 id="array-title">Array</h2>
      <DeviceSelect doc={doc} />
      <SizeFields doc={doc} />
      {wire === undefined ? (
        <p class="soft">Wires: each segment as the file says</p>
      ) : (
        <Amount
          label="Wire, a segment"
          unit="ohm"
          value={wire}
          min={0}
          max={1000}
          log
          onMove={ohms => {
            movingWire.value = ohms
          }}
          onChange={ohms => {
            movingWire.value = undefined
            change(withArray(doc, { wires: { word: ohms, bit: ohms } }))
          }}
        />
      )}
      <label class="field">
        <span>Unselected lines</span>
        <select value={bias} onChange={event => set({ bias: event.currentTarget.value as BiasScheme })}>
          {BIAS_SCHEMES.map(name => (
            <option key={name} value={name}>
              {`${name}: ${biasRule(name).about}`}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>Access element</span>
        <select
          value={element}
          onChange={event =>
            change(withArray(doc, { access: event.currentTarget.value as NonNullable<typeof array.access> }))
          }
        >
          {ELEMENTS.map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
          {element === 'resistor' && <option value="resistor">resistor</option>}
        </select>
      </label>
      <label class="field">
        <span>Wiring</span>
        <select
          value={network}
          onChange={event => set({ network: event.currentTarget.value as 'isolated' | 'crossbar' })}
        >
          <option value="crossbar">crossbar</option>
          <option value="isolated">each cell alone</option>
        </select>
      </label>
      <BackendSelect />
    </section>
  )
}

function DeviceSelect({ doc }: { readonly doc: Doc }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const chosen = doc.scenario.array.cells.device
  return (
    <>
      <label class="field tall">
        <span>Device</span>
        <select
          value={chosen}
          onChange={event => {
            chooseReadVolts(undefined)
            change(withDevice(doc, event.currentTarget.value))
          }}
        >
          {GROUPS.map(([group, title]) => {
            const own = devices.value.filter(known => known.group === group)
            return own.length === 0 ? null : (
              <optgroup key={group} label={title}>
                {own.map(({ name }) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </optgroup>
            )
          })}
        </select>
      </label>
      {device.value !== undefined && <DeviceAbout about={device.value} />}
      <button type="button" class="quiet wide" onClick={() => dialog.current?.showModal()}>
        Paste a device file
      </button>
      <dialog ref={dialog} aria-labelledby="paste-title">
        <PasteDevice done={() => dialog.current?.close()} />
      </dialog>
    </>
  )
}

function DeviceAbout({ about }: { readonly about: DeviceChoice }) {
  return (
    <p class="about soft">
      {about.title}. <span>{about.citation}</span>
    </p>
  )
}

const EXAMPLE = `name: mine
title: A cell whose conductance follows its volts
readVolts: 0.1
...`

function PasteDevice({ done }: { readonly done: () => void }) {
  const text = useSignal('')
  const wrong = useSignal<string | undefined>(undefined)
  const area = useRef<HTMLTextAreaElement>(null)
  const take = async (): Promise<void> => {
    try {
      await takeDevice('pasted.yaml', text.value)
      wrong.value = undefined
      done()
    } catch (error) {
      wrong.value = error instanceof Error ? error.message : String(error)
      if (error instanceof EngineError) mark(area.current, error.fault.place)
    }
  }
  return (
    <form
      class="paste"
      onSubmit={event => {
        event.preventDefault()
        void take()
      }}
    >
      <h2 id="paste-title">A device of your own</h2>
      <p class="soft">
        Equations, a table of measured steps, or another device with parameters of its own, as{' '}
        <code>sneakpath describe NAME --yaml</code> prints it. A file is data: nothing in it is run as a
        script.
      </p>
      <textarea
        ref={area}
        aria-label="Device file, YAML or JSON"
        aria-invalid={wrong.value !== undefined}
        placeholder={EXAMPLE}
        rows={14}
        spellcheck={false}
        value={text.value}
        onInput={event => {
          text.value = event.currentTarget.value
        }}
      />
      {wrong.value !== undefined && (
        <p class="notice bad" role="alert">
          {wrong.value}
        </p>
      )}
      <div class="row end">
        <button type="button" class="quiet" onClick={done}>
          Cancel
        </button>
        <button type="submit" class="main" disabled={text.value.trim() === ''}>
          Use this device
        </button>
      </div>
    </form>
  )
}

/** Selects the line that an error names. */
function mark(
  area: HTMLTextAreaElement | null,
  place: { readonly line?: number; readonly column?: number } | undefined,
): void {
  if (area === null || place?.line === undefined) return
  const lines = area.value.split('\n')
  const start = lines.slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, 0)
  const column = Math.max(0, (place.column ?? 1) - 1)
  area.focus()
  area.setSelectionRange(start + column, start + (lines[place.line - 1]?.length ?? 0))
}

function SizeFields({ doc }: { readonly doc: Doc }) {
  const { size } = doc.scenario.array
  const set = (k: 0 | 1, text: string): void => {
    const lines = Math.round(Number(text))
    if (!(lines >= 1 && lines <= MOST_LINES) || lines === size[k]) return
    change(resized(doc, k === 0 ? [lines, size[1]] : [size[0], lines]))
  }
  const field = (k: 0 | 1, label: string) => (
    <input
      type="number"
      aria-label={label}
      min={1}
      max={MOST_LINES}
      value={size[k]}
      onChange={event => set(k, event.currentTarget.value)}
    />
  )
  return (
    <div class="field">
      <span>Size</span>
      <span class="size">
        {field(0, 'Word lines')}
        <span class="soft">×</span>
        {field(1, 'Bit lines')}
      </span>
    </div>
  )
}
