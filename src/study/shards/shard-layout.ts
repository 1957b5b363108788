/** How the rows of a study are parted into files. */
export interface ShardLayout {
  readonly rows: number
  readonly rowsPerShard: number
}

/** The rows from `from` to before `to`. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** A shard is lost with a killed worker, so that it should not take longer than this, s. */
const TARGET_SECONDS = 4
const LEAST_SHARDS = 32
/** A folder of more files is slow to list on many file systems. */
const MOST_SHARDS_CHOSEN = 16_384
/** Options for the layout of shards. */
export const MOST_SHARDS = 1_000_000
const MOST_ROWS_PER_SHARD = 65_536

/**
 * Rows of a shard for rows that take this long: a power of two.
 * @param leastShards so that many workers find something to do; 1 where a device wants many rows at a time
 */
export function chooseRowsPerShard(
  rows: number,
  secondsPerRow: number,
  leastShards: number = LEAST_SHARDS,
): number {
  const least = Math.max(1, rows / MOST_SHARDS_CHOSEN)
  const wanted = Math.min(MOST_ROWS_PER_SHARD, TARGET_SECONDS / secondsPerRow, rows / leastShards)
  return 2 ** Math.max(Math.ceil(Math.log2(least)), Math.floor(Math.log2(Math.max(wanted, 1))))
}

export function shardCount({ rows, rowsPerShard }: ShardLayout): number {
  return Math.ceil(rows / rowsPerShard)
}

export function shardRows({ rows, rowsPerShard }: ShardLayout, shard: number): RowRange {
  const from = shard * rowsPerShard
  return { from, to: Math.min(rows, from + rowsPerShard) }
}

/** "000128-000255", first and last row, so that the names sort as the rows do. */
export function shardName(layout: ShardLayout, shard: number): string {
  const { from, to } = shardRows(layout, shard)
  const digits = Math.max(6, String(layout.rows - 1).length)
  return [from, to - 1].map(row => String(row).padStart(digits, '0')).join('-')
}

/** The shard of this name, or undefined where the study has none. */
export function shardOfName(layout: ShardLayout, name: string): number | undefined {
  const shard = Number(/^(\d+)-\d+$/.exec(name)?.[1]) / layout.rowsPerShard
  const isShard = Number.isInteger(shard) && shard < shardCount(layout)
  return isShard && shardName(layout, shard) === name ? shard : undefined
}
