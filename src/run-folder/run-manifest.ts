import * as z from 'zod'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'

/** A number that is not finite is null, since JSON has no word for it. */
type Finite = number | null

/** Content of a manifest beside the maps. */
export interface RunManifest {
  readonly seed?: number | undefined
  /** By name of the program: sneakpath, node. */
  readonly versions?: Readonly<Record<string, string>> | undefined
  readonly warnings?: readonly string[] | undefined
  /** ISO 8601, UTC. */
  readonly timing?: { readonly started?: string | undefined } | undefined
  readonly cases?: readonly RunCase[] | undefined
}

/** One program of a run. */
export interface RunCase {
  /** '' where the run has one. */
  readonly name: string
  readonly programSeconds: number
  readonly energy?: RunEnergy | undefined
}

/** Joules over the program; `balance` is what the others leave. */
export interface RunEnergy {
  readonly delivered: Finite
  readonly cells: Finite
  readonly wires: Finite
  readonly drivers: Finite
  readonly stored: Finite
  readonly balance: Finite
}

/** Content of a summary. */
export interface RunSummary {
  readonly figures: Readonly<Record<string, { readonly value: Finite; readonly unit: string }>>
  /** Of a figure over the parameter sets of a fitted device. */
  readonly ranges?: Readonly<Record<string, { readonly low: Finite; readonly high: Finite }>> | undefined
  readonly sneak?: readonly RunSneak[] | undefined
  /** The same program in a passive crossbar. */
  readonly beside?: RunSneak | undefined
  readonly claims?: readonly RunClaim[] | undefined
}

/** A statement of a paper and whether the run meets it. */
export interface RunClaim {
  readonly id: string
  readonly quantity: string
  readonly verdict: string
  readonly note?: string | undefined
}

/** Sneak numbers of one case, as in the library's SneakNumbers. Shares are pure numbers. */
export interface RunSneak {
  readonly case: string
  readonly bias: string
  readonly wireOhms?: number | undefined
  readonly read: {
    readonly step?: string | undefined
    readonly volts: number
    readonly by: string
    readonly cells: number
    readonly of: number
  }
  readonly sneakShare: { readonly median: Finite; readonly worst: Finite }
  readonly readMargin?: { readonly smallest: Finite; readonly cells: number } | undefined
  readonly storedContrast?: Finite | undefined
  readonly readContrast?: Finite | undefined
  readonly disturbance?: Finite | undefined
  readonly irDrop?: { readonly share: Finite; readonly cell: readonly [number, number] } | undefined
}

const finite = z.number().nullable()

const EnergySchema = z.object({
  delivered: finite,
  cells: finite,
  wires: finite,
  drivers: finite,
  stored: finite,
  balance: finite,
})

const ManifestSchema = z.object({
  seed: z.number().optional(),
  versions: z.record(z.string(), z.string()).optional(),
  warnings: z.array(z.string()).optional(),
  timing: z.object({ started: z.string().optional() }).optional(),
  cases: z
    .array(z.object({ name: z.string(), programSeconds: z.number(), energy: EnergySchema.optional() }))
    .optional(),
})

const SneakSchema = z.object({
  case: z.string(),
  bias: z.string(),
  wireOhms: z.number().optional(),
  read: z.object({
    step: z.string().optional(),
    volts: z.number(),
    by: z.string(),
    cells: z.number(),
    of: z.number(),
  }),
  sneakShare: z.object({ median: finite, worst: finite }),
  readMargin: z.object({ smallest: finite, cells: z.number() }).optional(),
  storedContrast: finite.optional(),
  readContrast: finite.optional(),
  disturbance: finite.optional(),
  irDrop: z.object({ share: finite, cell: z.tuple([z.number(), z.number()]) }).optional(),
})

const SummarySchema = z.object({
  figures: z.record(z.string(), z.object({ value: finite, unit: z.string() })),
  ranges: z.record(z.string(), z.object({ low: finite, high: finite })).optional(),
  sneak: z.array(SneakSchema).optional(),
  beside: SneakSchema.optional(),
  claims: z
    .array(
      z.object({ id: z.string(), quantity: z.string(), verdict: z.string(), note: z.string().optional() }),
    )
    .optional(),
})

/** @throws ConfigError where it is no manifest of a run */
export function parseManifest(document: SourceDocument): RunManifest {
  return parsed(ManifestSchema, document, 'a manifest of sneakpath')
}

/** @throws ConfigError where it is no summary of a run */
export function parseSummary(document: SourceDocument): RunSummary {
  return parsed(SummarySchema, document, 'a summary of sneakpath')
}

function parsed<T>(schema: z.ZodType<T>, { file, value }: SourceDocument, kind: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new ConfigError(
    { file, path: issue?.path.join('.') ?? '' },
    'what no run writes',
    `${kind} (${issue?.message})`,
  )
}
