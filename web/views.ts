import type { ComponentType } from 'preact'
import { PlaygroundView } from './playground/playground-view.tsx'
import { RunView } from './run/run-view.tsx'

/** One view of the page, under its own tab. */
export interface View {
  /** The first part of the fragment of its address: `#play`. */
  readonly route: string
  /** On its tab. */
  readonly title: string
  /** The rest of the fragment is handed to it. */
  readonly Component: ComponentType<{ readonly rest: string }>
}

/** All views, the first of them where the address names none. */
export const VIEWS: readonly View[] = [
  { route: 'play', title: 'Playground', Component: PlaygroundView },
  { route: 'run', title: 'Run', Component: RunView },
]
