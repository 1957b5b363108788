import { type ReadonlySignal, signal } from '@preact/signals'

/** Where the page is: the view, and what its fragment says beside: `#play/REST`. Nothing of it is ever sent. */
export interface Route {
  readonly view: string
  readonly rest: string
}

const current = signal<Route>(routeOf(location.hash))
export const route: ReadonlySignal<Route> = current

addEventListener('hashchange', () => {
  current.value = routeOf(location.hash)
})

/** Writes the address without another entry of the history. */
export function replaceRoute(view: string, rest: string): void {
  const fragment = `#${view}${rest === '' ? '' : `/${rest}`}`
  history.replaceState(history.state, '', fragment)
  current.value = { view, rest }
}

function routeOf(fragment: string): Route {
  const text = fragment.replace(/^#/, '')
  const slash = text.indexOf('/')
  return slash < 0 ? { view: text, rest: '' } : { view: text.slice(0, slash), rest: text.slice(slash + 1) }
}
