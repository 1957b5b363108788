import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { queryStudy } from '../../../../src/study/export/query-study.ts'
import { createStudyFolder, type StudyFolder } from '../../../../src/study/file/study-folder.ts'
import { computeShard } from '../../../../src/study/shards/compute-shard.ts'
import { inspectShards } from '../../../../src/study/shards/inspect-shards.ts'
import { shardPath } from '../../../../src/study/shards/read-shards.ts'
import { planStudy } from '../../../../src/study/work/plan-study.ts'
import { resistors, studyOf } from '../study-of.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-query-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const YAML = `
study: asked
scenario: by-hand
vary: { wire: { list: [0, 10, 100] }, network: { list: [isolated, crossbar] } }
repeats: 2
figures: [corner]
`
const secret = join(scratch, 'secret.csv')
const target = join(scratch, 'written')
let study: StudyFolder
let shard: string
beforeAll(async () => {
  writeFileSync(secret, 'password\n')
  // Letters that stand for others in a pattern, and what ends a text in SQL.
  const folder = join(scratch, "it's [a] *study?")
  const plan = await planStudy(studyOf(YAML, resistors()))
  study = await createStudyFolder(plan, folder, { rowsPerShard: 4 })
  for (const number of (await inspectShards(study)).missing) await computeShard(study, number)
  shard = shardPath(study, 0)
})

describe('a query', () => {
  it.each<[string, unknown]>([
    ['SELECT count(*) FROM points', 12],
    ['FROM points SELECT max(wire)', 100],
    ['WITH many AS (FROM points WHERE wire > 0) SELECT count(*) FROM many', 8],
    ['SELECT sum(x) FROM range(4) AS t(x)', 6],
    ["SELECT count(*) FROM points, unnest(['a', 'b']) u", 24],
    ["SELECT isolated FROM (PIVOT points ON network IN ('isolated') USING count(*)) LIMIT 1", 1],
    ['SELECT column_name FROM (DESCRIBE points) LIMIT 1', 'point'],
    ["SELECT 'COPY read_text(1)' -- ; COPY points TO 'x'", 'COPY read_text(1)'],
  ])('reads: %s', async (sql, answer) => {
    expect((await queryStudy(study.folder, sql)).rows[0][0]).toBe(answer)
  })

  const q = (path: string): string => `'${path.replaceAll("'", "''")}'`
  it.each<[string, () => string]>([
    ['COPY out', () => `COPY points TO ${q(target)}`],
    ['COPY over a shard', () => `COPY (SELECT 1) TO ${q(shard)} (FORMAT parquet, USE_TMP_FILE false)`],
    ['COPY behind EXPLAIN', () => `EXPLAIN ANALYZE COPY (SELECT 1) TO ${q(shard)} (USE_TMP_FILE false)`],
    ['COPY behind a SELECT', () => `SELECT 1; COPY points TO ${q(target)}`],
    ['COPY behind a comment', () => `/* SELECT */ COPY points TO ${q(target)}`],
    ['COPY through query()', () => `SELECT * FROM query('COPY points TO ''x''')`],
    ['COPY in', () => `COPY points FROM ${q(secret)}`],
    ['EXPORT', () => `EXPORT DATABASE ${q(target)}`],
    ['IMPORT', () => `IMPORT DATABASE ${q(target)}`],
    ['ATTACH', () => `ATTACH ${q(target)} AS other`],
    ['INSTALL', () => 'INSTALL httpfs'],
    ['LOAD', () => `LOAD ${q(target)}`],
    ['SET', () => 'SET enable_external_access = true'],
    ['RESET', () => 'RESET enable_external_access'],
    ['PRAGMA', () => `PRAGMA profiling_output = ${q(target)}`],
    ['CALL', () => `CALL enable_logging(storage = 'file', storage_config = {'path': ${q(target)}})`],
    ['CREATE', () => 'CREATE TABLE mine AS SELECT 1'],
    ['INSERT', () => 'INSERT INTO points SELECT * FROM points'],
    ['DELETE', () => 'DELETE FROM points'],
    ['DROP', () => 'DROP VIEW points'],
    ['PREPARE', () => 'PREPARE p AS SELECT 1'],
    ['read_text', () => `SELECT content FROM read_text(${q(secret)})`],
    ['read_blob of a shard', () => `SELECT content FROM read_blob(${q(shard)})`],
    ['read_csv in a subquery', () => `SELECT (SELECT count(*) FROM read_csv(${q(secret)}))`],
    [
      'READ_TEXT in a condition',
      () => `FROM points WHERE 'a' IN (SELECT content FROM READ_TEXT(${q(secret)}))`,
    ],
    ['read_json in a CTE', () => `WITH a AS (FROM read_json(${q(secret)})) FROM a`],
    ['parquet_scan', () => `FROM parquet_scan(${q(secret)})`],
    ['glob', () => `FROM glob('${scratch}/*')`],
    ['sniff_csv', () => `FROM sniff_csv(${q(secret)})`],
    ['a file as a table', () => `FROM ${q(secret)}`],
    ['the network', () => `FROM 'http://127.0.0.1:9/x.csv'`],
    ['getenv', () => "SELECT getenv('HOME')"],
    [
      'logging as a table',
      () => `FROM enable_logging(storage = 'file', storage_config = {'path': ${q(target)}})`,
    ],
    ['profiling as a table', () => `FROM enable_profiling(save_location = ${q(target)})`],
    ['secrets', () => 'FROM duckdb_secrets()'],
    ['serialised SQL', () => "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))"],
  ])('does nothing else: %s', async (_, sql) => {
    const before = readFileSync(shard)
    await expect(queryStudy(study.folder, sql())).rejects.toThrow(/^SQL: found .*; expected .*$/)
    expect(readFileSync(shard).equals(before)).toBe(true)
    expect(readdirSync(join(study.folder, 'shards'))).toHaveLength(3)
    expect(existsSync(target)).toBe(false)
  })

  it('may do anything where it is told so', async () => {
    const read = `SELECT content FROM read_text(${q(secret)})`
    const { rows } = await queryStudy(study.folder, read, { unrestricted: true })
    expect(rows).toEqual([['password\n']])
    await queryStudy(study.folder, `COPY points TO ${q(join(scratch, 'copy.csv'))}`, { unrestricted: true })
    expect(existsSync(join(scratch, 'copy.csv'))).toBe(true)
  })

  it('stops when it is aborted', async () => {
    const stop = new AbortController()
    const long = queryStudy(
      study.folder,
      'SELECT sum(a.x * b.x) FROM range(10000000) a(x), range(1000000) b(x)',
      {
        signal: stop.signal,
      },
    )
    setTimeout(() => stop.abort(new Error('enough')), 300)
    await expect(long).rejects.toThrow('enough')
  }, 20_000)
})
