import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Icon } from '../app/icon.tsx'
import { replaceRoute } from '../app/route.ts'
import { exportCsv, exportPng, exportSvg, openFiles, saveScenario } from './files.ts'
import { canRedo, canUndo } from './history.ts'
import { lines, quantity } from './look.ts'
import { MOST_CHARACTERS, shareText } from './share.ts'
import { ownLink } from './start.ts'
import { cell, doc, fault, redo, undo } from './store.ts'

/** Undo, link, files. */
export function Toolbar() {
  const file = useRef<HTMLInputElement>(null)
  const said = useSignal('')
  const share = async (): Promise<void> => {
    if (doc.value === undefined) return
    const text = shareText({
      doc: doc.value,
      view: { quantity: quantity.value, cell: cell.value, lines: lines.value },
    })
    if (text.length > MOST_CHARACTERS) {
      fault.value = {
        message: `A link would have ${text.length} characters; ${MOST_CHARACTERS} at most are safe. Save the scenario as a file instead.`,
      }
      return
    }
    ownLink(text)
    replaceRoute('play', text)
    try {
      await navigator.clipboard.writeText(location.href)
      said.value = 'Link copied'
    } catch {
      said.value = 'The link is in the address'
    }
    setTimeout(() => {
      said.value = ''
    }, 3000)
  }
  return (
    <div class="toolbar" role="toolbar" aria-label="Document">
      <button
        type="button"
        class="quiet"
        onClick={undo}
        disabled={!canUndo.value}
        aria-label="Undo"
        title="Undo"
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="quiet"
        onClick={redo}
        disabled={!canRedo.value}
        aria-label="Redo"
        title="Redo"
      >
        <Icon name="redo" />
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => void share()}
        title="A link that restores all of this"
      >
        <Icon name="link" /> <span class="label">Link</span>
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => file.current?.click()}
        title="A scenario, a device or a picture"
      >
        <Icon name="open" /> <span class="label">Open</span>
      </button>
      <input
        ref={file}
        class="unseen"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Scenario, device or picture"
        accept=".yaml,.yml,.json,.png,.csv"
        onChange={event => {
          void openFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <Menu />
      <span class="said" role="status">
        {said.value}
      </span>
    </div>
  )
}

const EXPORTS = [
  ['Scenario file', () => doc.value !== undefined && saveScenario(doc.value)],
  ['Map as SVG', exportSvg],
  ['Map as PNG', () => void exportPng()],
  ['Values as CSV', exportCsv],
] as const

function Menu() {
  const menu = useRef<HTMLDetailsElement>(null)
  const close = (): void => {
    menu.current?.removeAttribute('open')
  }
  return (
    <details
      ref={menu}
      class="menu"
      onKeyDown={event => {
        if (event.key === 'Escape') close()
      }}
      onFocusOut={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) close()
      }}
    >
      <summary class="button quiet" title="Scenario file, picture, data">
        <Icon name="save" /> <span class="label">Save</span>
      </summary>
      <ul>
        {EXPORTS.map(([text, act]) => (
          <li key={text}>
            <button
              type="button"
              class="quiet"
              onClick={() => {
                act()
                close()
              }}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
