import { useEffect } from 'preact/hooks'
import { CheckMe } from '../check/check-me.tsx'
import { MapTable } from '../maps/map-table.tsx'
import { ArrayPanel } from './array-panel.tsx'
import { FILMS } from './built-in.ts'
import { CellPanel } from './cell-panel.tsx'
import { openFiles, openFilm } from './files.ts'
import { Legend } from './legend.tsx'
import { MapCanvas } from './map-canvas.tsx'
import { picture, scale, shown } from './picture.ts'
import { ProgramPanel } from './program-panel.tsx'
import { PulsePanel } from './pulse-panel.tsx'
import { QuantityBar } from './quantity-bar.tsx'
import { discardEarlier, earlier, freshDoc, notice, resume, start } from './start.ts'
import { doc, fault, loadDevices, redo, replaceDoc, undo } from './store.ts'
import { Timeline } from './timeline.tsx'
import { Toolbar } from './toolbar.tsx'

/** An array to write, read, leave alone and look into. */
export function PlaygroundView({ rest }: { readonly rest: string }) {
  useEffect(() => {
    void loadDevices()
    start(rest)
  }, [rest])
  useEffect(() => {
    addEventListener('keydown', pressShortcut)
    addEventListener('dragover', allowDrop)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('keydown', pressShortcut)
      removeEventListener('dragover', allowDrop)
      removeEventListener('drop', drop)
    }
  }, [])
  const now = doc.value
  if (now === undefined) return null
  const { cases, title } = now.scenario
  return (
    <div class="playground">
      <div class="top">
        <section class="films" aria-label="Scenarios">
          {FILMS.map(({ name, title }) => (
            <button
              key={name}
              type="button"
              aria-pressed={now.scenario.name === name}
              onClick={() => void openFilm(name)}
            >
              {title}
            </button>
          ))}
          <button type="button" onClick={() => replaceDoc(freshDoc(), false)}>
            Empty array
          </button>
        </section>
        <Toolbar />
      </div>
      <Notices />
      <div class="columns">
        <div class="side first">
          <PulsePanel />
          <ArrayPanel doc={now} />
        </div>
        <div class="middle">
          <section class="stage" aria-labelledby="stage-title">
            <div class="heading">
              <h1 id="stage-title">{title}</h1>
              {cases !== undefined && (
                <label class="inline">
                  Case
                  <select
                    value={now.which}
                    onChange={event => replaceDoc({ ...now, which: Number(event.currentTarget.value) }, true)}
                  >
                    {cases.map(({ name, title }, k) => (
                      <option key={name} value={k}>
                        {title ?? name}
                      </option>
                    ))}
                  </select>
                </label>
              )}
            </div>
            <QuantityBar />
            <MapCanvas />
            <Timeline />
            <Legend />
            <PictureTable />
          </section>
          <ProgramPanel doc={now} />
        </div>
        <div class="side">
          <CellPanel />
          <CheckMe />
        </div>
      </div>
    </div>
  )
}

function PictureTable() {
  const { size, values, cell } = picture.value
  const { title, unit } = shown.value
  return (
    <MapTable
      size={size}
      values={values}
      scale={scale.value}
      title={title}
      unit={unit === '1' ? '' : unit}
      cell={cell}
    />
  )
}

function Notices() {
  return (
    <>
      {fault.value !== undefined && (
        <p class="notice bad" role="alert">
          <span>{fault.value.message}</span>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              fault.value = undefined
            }}
          >
            Dismiss
          </button>
        </p>
      )}
      {notice.value !== undefined && (
        <p class="notice" role="status">
          <span>{notice.value}</span>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              notice.value = undefined
            }}
          >
            Dismiss
          </button>
        </p>
      )}
      {earlier.value !== undefined && (
        <p class="notice" role="status">
          <span>Your work of last time is still here: {earlier.value.doc.scenario.title}.</span>
          <span class="row">
            <button type="button" onClick={resume}>
              Go on with it
            </button>
            <button type="button" class="quiet" onClick={discardEarlier}>
              Discard
            </button>
          </span>
        </p>
      )}
    </>
  )
}

function pressShortcut(event: KeyboardEvent): void {
  const typing = event.target instanceof HTMLElement && event.target.matches('input[type=text], textarea')
  if (typing || !(event.ctrlKey || event.metaKey)) return
  const key = event.key.toLowerCase()
  if (key === 'z' && !event.shiftKey) undo()
  else if (key === 'y' || (key === 'z' && event.shiftKey)) redo()
  else return
  event.preventDefault()
}

function allowDrop(event: DragEvent): void {
  event.preventDefault()
}

function drop(event: DragEvent): void {
  event.preventDefault()
  void openFiles([...(event.dataTransfer?.files ?? [])])
}
