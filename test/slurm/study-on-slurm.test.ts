import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { need } from '../require.ts'
import { COMMAND, sneakpath } from '../src/cli/sneakpath.ts'
import { rowsOfStudy } from '../src/study/rows-of-study.ts'
import { hasSlurm, type SlurmCluster, startSlurm, until } from './slurm-cluster.ts'

const STUDY = `
study: spread
scenario: mof-refresh
vary:
  variability.layerConductance: { name: spread, list: [0, 0.1, 0.2, 0.4] }
repeats: 20
seed: 7
figures: [m-pixels-right, o-correlation-margin]
`
const ROWS = 80
/** 20 shards for 10 tasks. */
const SHARD_ROWS = ['--shard-rows', '4']

describe.skipIf(!need('slurm', hasSlurm))(
  'a study on Slurm (needs slurm-wlm and munge)',
  { timeout: 300_000 },
  () => {
    let cluster: SlurmCluster
    let folder: string
    /** Result of one machine: the bytes of every shard. */
    let expected: Map<string, Buffer>

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'sneakpath-study-'))
      writeFileSync(join(folder, 'study.yaml'), STUDY)
      cluster = await startSlurm()
      const { code, stderr } = sneakpath(
        ['study', 'run', 'study.yaml', '--out', 'alone', ...SHARD_ROWS],
        folder,
      )
      expect(stderr).toBe('')
      expect(code).toBe(0)
      expected = shardBytes('alone')
    }, 120_000)

    afterAll(async () => {
      await cluster.stop()
      rmSync(folder, { recursive: true })
    }, 60_000)

    function shardBytes(out: string): Map<string, Buffer> {
      const shards = join(folder, out, 'shards')
      return new Map(readdirSync(shards).map(name => [name, readFileSync(join(shards, name))]))
    }

    /** Whole, each row once, and what one machine gives byte for byte. */
    async function expectWhole(out: string): Promise<void> {
      expect([...shardBytes(out)].sort()).toEqual([...expected].sort())
      const rows = await rowsOfStudy(join(folder, out))
      expect(rows.map(({ point, repeat }) => point * 20 + repeat).sort((a, b) => a - b)).toEqual(
        Array.from({ length: ROWS }, (_, row) => row),
      )
    }

    function onSlurm(out: string, more: readonly string[]): ChildProcess {
      const args = [
        'study',
        'run',
        'study.yaml',
        '--engine',
        'slurm',
        '--out',
        out,
        '--tasks',
        '10',
        ...SHARD_ROWS,
        ...more,
      ]
      return spawn(process.execPath, [COMMAND, ...args], {
        cwd: folder,
        env: { ...process.env, ...cluster.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    }

    async function ended(child: ChildProcess): Promise<{ code: number; stderr: string }> {
      const [[code], stderr] = await Promise.all([once(child, 'close'), text(child.stderr!)])
      return { code: code as number, stderr }
    }

    /** Logs of the tasks, "JOB_TASK". */
    function tasksThatRan(out: string): string[] {
      return readdirSync(join(folder, out, 'jobs')).map(name => /^slurm-(\d+_\d+)\.out$/.exec(name)![1])
    }

    /** A worker with something before it. */
    function worker(name: string, before: string): string {
      const file = join(folder, `${name}.sh`)
      writeFileSync(file, `${before}\nexec ${process.execPath} ${COMMAND} "$@"\n`)
      return `sh ${file}`
    }

    it('runs an array of 10 tasks', async () => {
      expect(await ended(onSlurm('array', []))).toEqual({ code: 0, stderr: '' })
      expect(
        tasksThatRan('array')
          .map(task => Number(task.split('_')[1]))
          .sort((a, b) => a - b),
      ).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
      await expectWhole('array')
    })

    it('expands nothing in the name of a folder', async () => {
      const out = `of %A %j %% {} $HOME $(touch expanded) \`touch expanded\` it's "x" #! ä`
      expect(await ended(onSlurm(out, []))).toEqual({ code: 0, stderr: '' })
      expect(tasksThatRan(out)).toHaveLength(10)
      await expectWhole(out)
      expect(existsSync(join(folder, 'expanded'))).toBe(false)
    })

    it('submits again what a worker that was killed with -9 left, and nothing else', async () => {
      const killed = worker(
        'killed',
        `if [ "$SLURM_ARRAY_TASK_ID" = 3 ] && mkdir ${folder}/was-killed 2>/dev/null; then
  ${process.execPath} ${COMMAND} "$@" & pid=$!
  sleep 0.2; kill -9 $pid; wait $pid; exit 137
fi`,
      )
      expect(await ended(onSlurm('killed', ['--worker', killed]))).toEqual({ code: 0, stderr: '' })
      expect(existsSync(join(folder, 'was-killed'))).toBe(true)
      const jobs = new Map<string, string[]>()
      for (const task of tasksThatRan('killed')) {
        const [job, number] = task.split('_') as [string, string]
        jobs.set(job, [...(jobs.get(job) ?? []), number])
      }
      const submissions = [...jobs].sort(([a], [b]) => Number(a) - Number(b)).map(([, tasks]) => tasks)
      expect(submissions).toEqual([expect.any(Array), ['3']])
      expect(submissions[0]).toHaveLength(10)
      await expectWhole('killed')
    })

    it('keeps one of the rows of tasks that run twice', async () => {
      expect(sneakpath(['study', 'plan', 'study.yaml', '--out', 'twice', ...SHARD_ROWS], folder).code).toBe(0)
      const task = `exec ${process.execPath} ${COMMAND} study shard ${folder}/twice --of 5`
      const array = ['--array=0-4', `--output=${folder}/twice-%A-%a.out`, `--wrap=${task}`]
      for (let job = 0; job < 2; job++) cluster.slurm('sbatch', array)
      const said = (): string[] => readdirSync(folder).filter(name => name.startsWith('twice-'))
      const ends = (name: string): boolean => readFileSync(join(folder, name), 'utf8').startsWith('task ')
      await until(() => said().length === 10 && said().every(ends))
      await expectWhole('twice')
      expect(readdirSync(join(folder, 'twice/shards')).filter(name => name.startsWith('.'))).toEqual([])
    })

    it('goes on while slurmctld is restarted', async () => {
      const child = onSlurm('restart', ['--worker', worker('slow', 'sleep 1')])
      const outcome = ended(child)
      await until(() => readdirSync(join(folder, 'restart/shards')).length > 0)
      await cluster.stopController()
      await sleep(3000)
      expect(child.exitCode).toBe(null)
      await cluster.startController()
      expect(await outcome).toEqual({ code: 0, stderr: '' })
      await expectWhole('restart')
    })

    it('leaves its job when it is interrupted, and follows it again', async () => {
      const slow = worker('slow', 'sleep 1')
      const first = onSlurm('followed', ['--worker', slow])
      const interrupted = ended(first)
      await until(() => readdirSync(join(folder, 'followed/shards')).length > 0)
      first.kill('SIGINT')
      expect(await interrupted).toMatchObject({
        code: 130,
        stderr: expect.stringMatching(/^sneakpath: interrupted after .* job \d+ goes on/),
      })
      expect(await ended(onSlurm('followed', ['--worker', slow]))).toEqual({ code: 0, stderr: '' })
      expect(new Set(tasksThatRan('followed').map(task => task.split('_')[0])).size).toBe(1)
      await expectWhole('followed')
    })

    it('ends with 3 when shards are missing for good', async () => {
      const { code, stderr } = await ended(onSlurm('failing', ['--worker', 'false', '--attempts', '1']))
      expect(stderr).toMatch(
        /^sneakpath: failing: 20 shards of the study's 80 rows missing for good; .*failing\/jobs\n$/,
      )
      expect(code).toBe(3)
    })

    it('says what sbatch refused', async () => {
      const { code, stderr } = await ended(onSlurm('refused', ['--sbatch=--partition=nowhere']))
      expect(stderr).toMatch(
        /^sneakpath: sbatch: found .*partition.*; expected a job array that Slurm accepts\n$/,
      )
      expect(code).toBe(2)
    })
  },
)
