import { describe, expect, it } from 'vitest'
import { tasksOf } from '../../../../src/study/cluster/scheduler.ts'
import { arrayText } from '../../../../src/study/cluster/slurm.ts'
import { isActive, readQueue } from '../../../../src/study/cluster/slurm-queue.ts'
import { chooseRowsPerShard, shardName, shardRows } from '../../../../src/study/shards/shard-layout.ts'
import { taskIndex, taskShards } from '../../../../src/study/shards/task-shards.ts'

describe('the number of a task', () => {
  it.each([
    [{ SLURM_ARRAY_TASK_ID: '7' }, 7],
    [{ PBS_ARRAY_INDEX: '0' }, 0],
    [{ SGE_TASK_ID: '1' }, 0],
    [{ JOB_COMPLETION_INDEX: '12' }, 12],
    // SGE says this in a job that is no array, and may be what submits to another scheduler.
    [{ SGE_TASK_ID: 'undefined', JOB_COMPLETION_INDEX: '2' }, 2],
  ])('%j', (environment, index) => {
    expect(taskIndex(environment)).toBe(index)
  })

  it('must be one', () => {
    expect(() => taskIndex({})).toThrow(
      /--index: found nothing; expected a number, or one of SLURM_ARRAY_TASK_ID/,
    )
    expect(() => taskIndex({ SGE_TASK_ID: '0' })).toThrow(
      /SGE_TASK_ID: found "0"; expected a whole number from 1/,
    )
    expect(() => taskIndex({ SLURM_ARRAY_TASK_ID: 'x' })).toThrow(/SLURM_ARRAY_TASK_ID: found "x"/)
  })
})

describe('shards', () => {
  it('are dealt to tasks so that each has one task', () => {
    const dealt = [0, 1, 2].flatMap(task => taskShards(task, 3, 10))
    expect(taskShards(1, 3, 10)).toEqual([1, 4, 7])
    expect(dealt.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(tasksOf([7, 4, 9], 3)).toEqual([0, 1])
  })

  it('have names that sort as their rows', () => {
    const layout = { rows: 12_345_678, rowsPerShard: 1000 }
    expect(shardRows(layout, 12_345)).toEqual({ from: 12_345_000, to: 12_345_678 })
    expect(shardName(layout, 0)).toBe('00000000-00000999')
    expect(shardName(layout, 12_345)).toBe('12345000-12345677')
  })

  it.each([
    // A row of 4 s; one of 1 ms; few rows; a number of rows that would give too many shards.
    [10_000, 4, 1],
    [1_000_000, 1e-3, 2048],
    [320, 1e-3, 8],
    [1_000_000_000, 1, 65_536],
  ])('of %i rows of %f s hold %i', (rows, seconds, expected) => {
    expect(chooseRowsPerShard(rows, seconds)).toBe(expected)
  })
})

describe('the queue of Slurm', () => {
  it('is read from the JSON of old and new versions', () => {
    const json = JSON.stringify({
      jobs: [
        { name: 'a', job_state: 'RUNNING' },
        { name: 'b', job_state: ['FAILED', 'REQUEUED'] },
      ],
    })
    expect(readQueue(json)).toEqual([
      { name: 'a', states: ['RUNNING'] },
      { name: 'b', states: ['FAILED', 'REQUEUED'] },
    ])
  })

  it.each([
    [['PENDING'], true],
    [['COMPLETING'], true],
    [['COMPLETED'], false],
    [['FAILED', 'REQUEUED'], true],
    [['OUT_OF_MEMORY'], false],
  ])('%j goes on: %s', (states, active) => {
    expect(isActive({ name: '', states })).toBe(active)
  })

  it('takes tasks as ranges', () => {
    expect(arrayText([0, 1, 2, 5, 7, 8])).toBe('0-2,5,7-8')
  })
})
