import { batch, computed, effect, signal } from '@preact/signals'
import { openRunFolder, partLabel, type RunFiles, type RunFolder, valueScale } from 'sneakpath/core'

/** The run that is shown. */
export const run = signal<RunFolder | undefined>(undefined)
/** Why a folder could not be opened or a file of it not be read: one line. */
export const fault = signal<string | undefined>(undefined)
/** A folder is being opened. */
export const opening = signal(false)

/** Name of the quantity and number of the frame that are shown, and the cell whose value is said. */
export const quantity = signal('')
export const at = signal(0)
export const cell = signal<readonly [number, number]>([0, 0])
/** The film runs. */
export const running = signal(false)

/** Maps that stay in memory, and from which the colour scale is made: more frames than fit are sampled evenly. */
const MOST_BYTES = 64 * 2 ** 20

/** Maps of one quantity of a run, by frame. */
interface Maps {
  readonly run: RunFolder | undefined
  readonly quantity: string
  readonly planes: ReadonlyMap<number, Float64Array>
}
const kept = signal<Maps>({ run: undefined, quantity: '', planes: new Map() })
/** The map that is shown; undefined until it is read. */
export const map = signal<Float64Array | undefined>(undefined)

export const info = computed(() => run.value?.index.quantities.find(({ name }) => name === quantity.value))

/** The colour scale over the frames that are kept. */
export const scale = computed(() => {
  const { planes } = kept.value
  const { unit = '', scale: kind, domain } = info.value ?? {}
  return valueScale([...planes.values()], unit, kind, domain === undefined ? {} : { range: domain })
})

/** How many frames the scale was made from, of how many. */
export const scaled = computed(() => ({
  of: run.value?.index.frames.length ?? 0,
  frames: kept.value.planes.size,
}))

/** Names of the cases of the scenario; none where it has one program. */
export const cases = computed((): readonly string[] => {
  const { cases } = (run.value?.settings().value ?? {}) as { cases?: unknown }
  return Array.isArray(cases) ? cases.map(one => String((one as { name?: unknown } | null)?.name)) : []
})

/** The value of the cell over the frames of the case that is shown, where all are in memory; each case has a time of its own. */
export const history = computed(() => {
  const frames = run.value?.index.frames ?? []
  const { planes } = kept.value
  if (run.value === undefined || kept.value.run !== run.value || planes.size < frames.length) return undefined
  const k = cell.value[0] * run.value.index.size[1] + cell.value[1]
  const caseOf = (frame: number) => partLabel(frames[frame].label, cases.value).which
  const shown = caseOf(at.value)
  const own = frames.flatMap((_, frame) => (caseOf(frame) === shown ? [frame] : []))
  return {
    of: cases.value[shown],
    time: Float64Array.from(own, frame => frames[frame].timeS),
    values: Float64Array.from(own, frame => planes.get(frame)?.[k] ?? Number.NaN),
    now: frames[at.value].timeS,
  }
})

/** Opens a run folder and shows its first quantity at its first frame. */
export async function openRun(files: () => RunFiles | Promise<RunFiles>): Promise<void> {
  opening.value = true
  fault.value = undefined
  try {
    const found = await openRunFolder(await files())
    batch(() => {
      run.value = found
      quantity.value = found.index.quantities[0].name
      at.value = 0
      cell.value = [0, 0]
      // A film that nobody asked to stand still.
      running.value = found.index.frames.length > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches
    })
  } catch (error) {
    say(error)
  } finally {
    opening.value = false
  }
}

/** One line of what went wrong; a fault of the program itself is thrown on. */
function say(error: unknown): void {
  fault.value = error instanceof Error ? error.message : String(error)
}

let scan: AbortController | undefined
effect(() => {
  const opened = run.value
  const name = quantity.value
  scan?.abort()
  if (opened === undefined || !opened.index.quantities.some(known => known.name === name)) return
  scan = new AbortController()
  void readMaps(opened, name, scan.signal)
})

/** Reads the maps that the scale is made from. */
async function readMaps(opened: RunFolder, name: string, signal: AbortSignal): Promise<void> {
  const { frames, size } = opened.index
  const room = Math.max(1, Math.floor(MOST_BYTES / (8 * size[0] * size[1])))
  const count = Math.min(frames.length, room)
  const planes = new Map<number, Float64Array>()
  try {
    for (let k = 0; k < count; k++) {
      const frame = count === 1 ? frames.length - 1 : Math.round((k * (frames.length - 1)) / (count - 1))
      planes.set(frame, await opened.map(name, frame, signal))
      if (signal.aborted) return
    }
    kept.value = { run: opened, quantity: name, planes }
  } catch (error) {
    if (!signal.aborted) say(error)
  }
}

let reading: AbortController | undefined
effect(() => {
  const opened = run.value
  const name = quantity.value
  const frame = at.value
  const { run: owner, quantity: of, planes } = kept.value
  reading?.abort()
  if (opened === undefined || frame >= opened.index.frames.length) {
    map.value = undefined
    return
  }
  // Nothing is drawn with the scale of another quantity or run.
  if (owner !== opened || of !== name) {
    map.value = undefined
    return
  }
  const here = planes.get(frame)
  if (here !== undefined) {
    map.value = here
    return
  }
  reading = new AbortController()
  const { signal } = reading
  opened.map(name, frame, signal).then(
    found => {
      if (!signal.aborted) map.value = found
    },
    error => {
      if (!signal.aborted) say(error)
    },
  )
})
