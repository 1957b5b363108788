import { useEffect, useRef, useState } from 'preact/hooks'
import { formatSi, type SpiceDifference, spiceDifference, valueScale } from 'sneakpath/core'
import { HAS_SPICE, runSpice } from '#spice'
import { engine } from '../app/engine-state.ts'
import { Icon } from '../app/icon.tsx'
import type { ObserveRequest } from '../engine/calls.ts'
import { ValueBar, ValueMap } from '../maps/value-map.tsx'
import { looked } from '../playground/look.ts'
import { doc, reel } from '../playground/store.ts'

/** ngspice needs more than a minute beyond. */
const MOST_CELLS = 64 * 64

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly since: number }
  | {
      readonly kind: 'found'
      readonly difference: SpiceDifference
      readonly seconds: number
      readonly size: readonly [number, number]
    }
  | { readonly kind: 'failed'; readonly why: string }

/** Holds the array under its drive against ngspice, in this page, or gives its netlist. */
export function CheckMe() {
  const now = looked.value
  const { size } = reel.value
  return now === undefined ? null : <CheckDrive {...now} size={size} />
}

function CheckDrive({ frame, drive, size }: ObserveRequest & { readonly size: readonly [number, number] }) {
  const [state, setState] = useState<State>({ kind: 'idle' })
  const stop = useRef<AbortController | undefined>(undefined)
  const key = JSON.stringify([frame, drive, size])
  // An earlier result is of another array or drive then.
  useEffect(() => {
    setState({ kind: 'idle' })
    return () => stop.current?.abort()
  }, [key])

  async function check(): Promise<void> {
    const controller = new AbortController()
    stop.current = controller
    const since = performance.now()
    setState({ kind: 'running', since })
    try {
      const { view, circuit } = await engine.ask('netlist', { frame, drive }, { signal: controller.signal })
      const volts = await runSpice(circuit.netlist, controller.signal)
      if (controller.signal.aborted) return
      const seconds = (performance.now() - since) / 1000
      setState({ kind: 'found', difference: spiceDifference(view, circuit, volts), seconds, size })
    } catch (error) {
      if (controller.signal.aborted) setState({ kind: 'idle' })
      else setState({ kind: 'failed', why: (error as Error).message })
    }
  }

  async function save(): Promise<void> {
    try {
      const { circuit } = await engine.ask('netlist', { frame, drive })
      saveText(`${doc.value?.scenario.name ?? 'array'}.cir`, circuit.netlist)
    } catch (error) {
      setState({ kind: 'failed', why: (error as Error).message })
    }
  }

  const large = size[0] * size[1] > MOST_CELLS
  return (
    <section class="panel check-me" aria-labelledby="check-me">
      <h2 id="check-me">Check me</h2>
      <p class="soft">
        {HAS_SPICE
          ? 'The same array under the same drive, solved by ngspice in this page (5.7 MB, loaded for it).'
          : 'The same array under the same drive as a netlist for ngspice.'}
      </p>
      <div class="check-tools">
        {HAS_SPICE && state.kind !== 'running' && (
          <button type="button" onClick={() => void check()} disabled={large}>
            Check against ngspice
          </button>
        )}
        {state.kind === 'running' && (
          <button type="button" onClick={() => stop.current?.abort()}>
            <Icon name="stop" /> Stop
          </button>
        )}
        <button type="button" onClick={() => void save()}>
          <Icon name="save" /> Save netlist
        </button>
      </div>
      <div aria-live="polite">
        {HAS_SPICE && large && (
          <p class="soft">ngspice takes arrays to 64 × 64 here; save the netlist of this one.</p>
        )}
        {state.kind === 'running' && <p class="soft">ngspice works …</p>}
        {state.kind === 'failed' && <p class="notice bad">ngspice: {state.why}</p>}
        {state.kind === 'found' && <Found {...state} />}
      </div>
    </section>
  )
}

function Found({ difference, seconds, size }: Extract<State, { kind: 'found' }>) {
  const { cellVolts, worst, relative } = difference
  const scale = valueScale([cellVolts], 'V', 'diverging')
  return (
    <>
      <p>
        Largest difference of any voltage: <strong>{worst === 0 ? '0 V' : formatSi(worst, 'V')}</strong>,{' '}
        {relative.toExponential(1)} of the largest. ngspice took {formatSi(seconds, 's')}.
      </p>
      <ValueMap size={size} values={cellVolts} scale={scale} />
      <ValueBar title="Cell voltage, ours less ngspice" scale={scale} />
    </>
  )
}

function saveText(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
