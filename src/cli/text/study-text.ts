import { availableParallelism } from 'node:os'
import { plainText } from '../../../arrays/plain-text.ts'
import { shardCount } from '../../study/shards/shard-layout.ts'
import { type StudyPlan, studyRowsPerShard } from '../../study/work/plan-study.ts'
import type { StudyProbe } from '../../study/work/probe-study.ts'
import type { Terminal } from '../terminal.ts'
import { type Definition, formatDefinitions } from './format-definitions.ts'

/** Estimated cost of a study on this machine. */
export interface StudyEstimate extends StudyProbe {
  readonly jobs: number
  readonly seconds: number
  /** On disk, about; without maps. */
  readonly bytes: number
  readonly rowsPerShard: number
  readonly shards: number
}

/** @param wish worker threads, one for each core unless given; rows of a shard, what takes a few seconds unless given */
export function estimateOf(
  plan: StudyPlan,
  probe: StudyProbe,
  {
    jobs,
    rowsPerShard: wished,
  }: { readonly jobs?: number | undefined; readonly rowsPerShard?: number | undefined },
): StudyEstimate {
  const cores = plan.engine.name === 'float64' ? availableParallelism() : 1
  const threads = Math.max(1, jobs ?? cores)
  const { rows, columns } = plan
  const rowsPerShard = Math.max(1, wished ?? studyRowsPerShard(plan, probe.secondsPerRow))
  const shards = shardCount({ rows, rowsPerShard })
  // Numbers that differ from row to row take their 8 bytes; point, repeat and the settings of a grid next to none.
  const bytesPerRow = 8 * (1 + columns.filter(({ kind }) => kind === 'figure').length)
  return {
    ...probe,
    jobs: threads,
    seconds: (rows * probe.secondsPerRow) / Math.min(threads, shards),
    bytes: rows * bytesPerRow + shards * columns.length * 100,
    rowsPerShard,
    shards,
  }
}

/** Printed text before a study runs. */
export function planText(plan: StudyPlan, estimate: StudyEstimate, terminal: Terminal): string {
  const { file } = plan.source
  const { bold } = terminal.colours
  const sample = file.sample === 'grid' ? 'every combination' : file.sample
  const varied = plan.axes.map(({ column, describe }): Definition => ({ term: column, text: describe }))
  const figures = plan.columns
    .filter(({ kind }) => kind === 'figure')
    .map(({ name, unit }) => (unit === '' ? name : `${name} (${unit})`))
  const { seconds, jobs, secondsPerRow, tried, shards, rowsPerShard, bytes } = estimate
  const rows = [
    { term: 'points', text: `${count(plan.points.count)}, ${sample}` },
    { term: 'rows', text: `${count(plan.rows)}, ${count(file.repeats)} of each point, seed ${file.seed}` },
    { term: 'figures', text: figures.join(', ') },
    ...(file.maps.length === 0 ? [] : [{ term: 'maps', text: file.maps.map(({ name }) => name).join(', ') }]),
    { term: 'engine', text: engineText(plan) },
    {
      term: 'size',
      text: `about ${formatBytes(bytes)} in ${count(shards)} shards of ${count(rowsPerShard)} rows`,
    },
    {
      term: 'time',
      text: `about ${formatSeconds(seconds)} on ${jobs} ${jobs === 1 ? 'thread' : 'threads'} (${formatSeconds(secondsPerRow)} a row, from ${tried} tried)`,
    },
  ]
  return [
    `${bold(plainText(file.study))}: ${plainText(file.title ?? `a study of ${file.scenario}`)}`,
    formatDefinitions(rows, terminal.columns),
    ...(varied.length === 0 ? [] : ['', bold('Varied'), formatDefinitions(varied, terminal.columns)]),
  ].join('\n')
}

function engineText(plan: StudyPlan): string {
  const { name, adapter } = plan.engine
  const why = obstacleText(plan)
  if (why !== undefined) return `${name}; ${why}`
  return adapter === undefined ? name : `${name} on ${adapter}`
}

/** Why a study whose engine is chosen for it runs in float64; undefined where it need not. */
export function obstacleText({ obstacle }: StudyPlan): string | undefined {
  return obstacle === undefined ? undefined : `no batches on a GPU for ${obstacle}`
}

/** "3 ms", "12 s", "4 min", "2.5 h", "3 days"; two digits. */
export function formatSeconds(seconds: number): string {
  const { unit, size } = UNITS.find(({ from }) => seconds >= from) ?? UNITS.at(-1)!
  return `${Number((seconds / size).toPrecision(2))} ${unit}`
}

const UNITS = [
  { unit: 'days', size: 86_400, from: 172_800 },
  { unit: 'h', size: 3600, from: 3600 },
  { unit: 'min', size: 60, from: 60 },
  { unit: 's', size: 1, from: 1 },
  { unit: 'ms', size: 1e-3, from: 0 },
] as const

function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toPrecision(2)} MB` : `${(bytes / 1e9).toPrecision(2)} GB`
}

/** "1 000 000", with thin groups of three. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, number >= 1e4 ? ' ' : '')
}
