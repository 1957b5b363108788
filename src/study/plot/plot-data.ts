import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { StudyManifest } from '../file/study-manifest.ts'
import { readAnyQuantity } from '../points/any-quantity.ts'
import type { StudyColumn } from '../rows/study-columns.ts'
import { readShards } from '../shards/read-shards.ts'

/** Columns of a study that are drawn. */
export interface PlotSelection {
  readonly x: string
  readonly y: string
  /** A third column: the hue of lines, or what a heat map shows. */
  readonly third?: string | undefined
  /** Only rows with these values, by column, as text. */
  readonly where?: Readonly<Record<string, string>>
}

/** Values of a plot's columns, row by row; rows without one of them are left out. */
export interface PlotData {
  readonly x: StudyColumn
  readonly y: StudyColumn
  readonly third: StudyColumn | undefined
  readonly rows: readonly (readonly [x: number | string, y: number | string, third: number | string])[]
  /** Rows that were left out because a value is missing. */
  readonly empty: number
  /** Settings that vary among the rows and are not drawn: a plot is over all of their values. */
  readonly over: readonly string[]
}

/**
 * Reads what a plot needs.
 * @throws ConfigError for a column that is not there, or where no row is left
 */
export async function readPlotData(
  folder: string,
  manifest: StudyManifest,
  { x, y, third, where = {} }: PlotSelection,
): Promise<PlotData> {
  const column = (name: string, flag: string): StudyColumn => {
    const found = manifest.columns.find(one => one.name === name && one.kind !== 'failure')
    if (found !== undefined) return found
    const names = manifest.columns.filter(({ kind }) => kind !== 'failure').map(one => one.name)
    throw new ConfigError({ file: flag }, `"${name}"`, expectedName(name, names))
  }
  const columns = {
    x: column(x, '--x'),
    y: column(y, '--y'),
    third: third === undefined ? undefined : column(third, '--hue or --heat'),
  }
  const conditions = Object.entries(where).map(([name, text]) => condition(column(name, '--where'), text))
  const settings = manifest.columns.filter(({ kind }) => kind === 'setting').map(({ name }) => name)
  const wanted = [x, y, ...(third === undefined ? [] : [third]), ...Object.keys(where), ...settings]
  const seen = new Map<string, Set<number | string | null>>(settings.map(name => [name, new Set()]))
  const rows: [number | string, number | string, number | string][] = []
  let empty = 0
  const place = { folder, layout: manifest, hash: manifest.hash }
  const names = manifest.columns.map(one => one.name)
  for await (const table of readShards(place, names, [...new Set(wanted)])) {
    for (let row = 0; row < table[x].length; row++) {
      if (!conditions.every(({ name, holds }) => holds(table[name][row]))) continue
      for (const [name, values] of seen) if (values.size < 2) values.add(table[name][row])
      const values = [table[x][row], table[y][row], third === undefined ? '' : table[third][row]] as const
      if (values.some(value => value === null || (typeof value === 'number' && !Number.isFinite(value))))
        empty++
      else rows.push(values as [number | string, number | string, number | string])
    }
  }
  if (rows.length === 0)
    throw new ConfigError({ file: folder }, 'no row with values for this plot', 'at least one')
  const over = settings.filter(name => seen.get(name)!.size > 1 && ![x, y, third].includes(name))
  return { ...columns, rows, empty, over }
}

interface Condition {
  readonly name: string
  readonly holds: (value: number | string | null) => boolean
}

function condition({ name, type, unit }: StudyColumn, text: string): Condition {
  if (type === 'text') return { name, holds: value => value === text }
  const quantity = readAnyQuantity(text)
  if (quantity === undefined || (quantity.unit !== '' && quantity.unit !== unit)) {
    throw new ConfigError(
      { file: `--where ${name}` },
      JSON.stringify(text),
      `a number${unit === '' ? '' : ` in ${unit}`}`,
    )
  }
  const wanted = quantity.value
  return {
    name,
    holds: value => typeof value === 'number' && Math.abs(value - wanted) <= 1e-9 * Math.abs(wanted),
  }
}
