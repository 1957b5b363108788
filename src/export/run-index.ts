import * as z from 'zod'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { LineNames } from '../plots/maps/map-series.ts'
import { QUANTITY_NAME, TRACE_NAME } from './check-record.ts'
import type { RunTrace } from './run-record.ts'

export const RUN_FORMAT = 'sneakpath-run'

const RunIndexSchema = z.object({
  format: z.literal(RUN_FORMAT),
  formatVersion: z.literal(1),
  scenario: z.string(),
  size: z.tuple([z.int().min(1), z.int().min(1)]),
  lines: z.tuple([z.string().max(60), z.string().max(60)]).optional(),
  frames: z.array(z.object({ label: z.string(), timeS: z.number() })).min(1),
  quantities: z
    .array(
      z.object({
        name: z.string().regex(QUANTITY_NAME),
        unit: z.string(),
        title: z.string(),
        scale: z.enum(['linear', 'log', 'diverging']).optional(),
        domain: z.tuple([z.number(), z.number()]).optional(),
      }),
    )
    .min(1),
  sheet: z.array(z.int().min(0)).min(1).optional(),
  device: z.string().optional(),
  settings: z.unknown().optional(),
  traces: z
    .array(
      z.object({ name: z.string().regex(TRACE_NAME), quantities: z.array(z.string().regex(QUANTITY_NAME)) }),
    )
    .optional(),
})

/** Contents of a run folder, as its manifest lists them. */
export interface RunIndex {
  readonly format: typeof RUN_FORMAT
  readonly formatVersion: 1
  readonly scenario: string
  /** [word lines, bit lines]. */
  readonly size: readonly [number, number]
  /** Names of its rows and columns, where not word line and bit line. */
  readonly lines?: LineNames
  readonly frames: readonly { readonly label: string; readonly timeS: number }[]
  readonly quantities: readonly {
    readonly name: string
    readonly unit: string
    readonly title: string
    readonly scale?: 'linear' | 'log' | 'diverging'
    readonly domain?: readonly [number, number]
  }[]
  /** Frames on the contact sheets, where the scenario names them. */
  readonly sheet?: readonly number[]
  /** Name of the device, and the scenario as it was run. */
  readonly device?: string
  readonly settings?: unknown
  /** Tables of what was recorded over time, each with a plot of each of its quantities. */
  readonly traces?: readonly { readonly name: string; readonly quantities: readonly string[] }[]
}

/**
 * Index of a run folder, from its manifest.
 * @throws ConfigError where it is no manifest of Sneakpath
 */
export function parseRunIndex({ file, value }: SourceDocument): RunIndex {
  const parsed = RunIndexSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const place = { file, path: issue?.path.join('.') ?? '' }
    throw new ConfigError(place, 'what no run writes', `a manifest of sneakpath (${issue?.message})`)
  }
  return parsed.data as RunIndex
}

/** File name of a frame's map: its number, with zeros so that names sort like frames. */
export function frameFile(frame: number, frames: number): string {
  return `${String(frame).padStart(String(frames - 1).length, '0')}.csv`
}

/** Entry of a record in the manifest. */
export function traceIndex({ name, columns }: RunTrace): { name: string; quantities: string[] } {
  return { name, quantities: [...new Set(columns.map(({ quantity }) => quantity))] }
}

/** The table of a record. */
export function traceFile(name: string): string {
  return `traces/${name}.csv`
}

/** The plot of one of its quantities. */
export function tracePlotFile(name: string, quantity: string, format: 'svg' | 'png'): string {
  return `traces/${name}.${quantity}.${format}`
}

/** The files that a run folder of this index holds, relative to it, with '/' between. */
export function runFiles(index: Pick<RunIndex, 'frames' | 'quantities' | 'traces'>): string[] {
  const count = index.frames.length
  const ofQuantity = ({ name }: { readonly name: string }): string[] => [
    `maps/${name}.npy`,
    ...index.frames.map((_, frame) => `maps/${name}/${frameFile(frame, count)}`),
    ...['png', 'svg', 'gif'].map(kind => `pictures/${name}.${kind}`),
  ]
  const traces = (index.traces ?? []).flatMap(({ name, quantities }) => [
    traceFile(name),
    ...quantities.flatMap(quantity =>
      (['svg', 'png'] as const).map(format => tracePlotFile(name, quantity, format)),
    ),
  ])
  return ['manifest.json', 'summary.json', ...index.quantities.flatMap(ofQuantity), ...traces]
}
