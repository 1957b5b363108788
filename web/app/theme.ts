import { effect, type ReadonlySignal, signal } from '@preact/signals'
import { readStored, writeStored } from './stored.ts'

export type Theme = 'light' | 'dark'

const KEY = 'sneakpath-theme'
const dark = matchMedia('(prefers-color-scheme: dark)')
const asked = signal<Theme | undefined>(themeOf(readStored(KEY)))
const current = signal<Theme>('light')

/** As the user chose, or else as the system has it. */
export const theme: ReadonlySignal<Theme> = current

function follow(): void {
  current.value = asked.value ?? (dark.matches ? 'dark' : 'light')
}

dark.addEventListener('change', follow)
effect(follow)
effect(() => {
  document.documentElement.dataset.theme = current.value
})

export function chooseTheme(wanted: Theme): void {
  asked.value = wanted
  writeStored(KEY, wanted)
}

function themeOf(text: string | undefined): Theme | undefined {
  return text === 'light' || text === 'dark' ? text : undefined
}
