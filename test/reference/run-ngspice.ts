import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { need } from '../require.ts'

/** Whether ngspice is there to referee. */
export function needNgspice(): boolean {
  return need('ngspice', hasNgspice)
}

export function hasNgspice(): boolean {
  return spawnSync('ngspice', ['--version']).status === 0
}

/** ngspice understood the netlist and found no answer. */
export class GaveUp extends Error {}

/**
 * Runs a netlist as it is.
 * @returns what it printed for each vector: one number for an operating point, one for each sample of a transient
 * @throws GaveUp where its iteration did not converge; Error with its own words where the netlist is at fault
 */
export function runNgspice(netlist: string): ReadonlyMap<string, readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-ngspice-'))
  try {
    const file = join(folder, 'netlist.cir')
    writeFileSync(file, netlist)
    const run = spawnSync('ngspice', ['-b', file], { encoding: 'utf8', maxBuffer: 2 ** 28 })
    const printed = parse(run.stdout)
    if (/simulation\(s\) aborted/.test(run.stdout + run.stderr)) throw new GaveUp(run.stderr.slice(-400))
    if (run.status !== 0 || printed.size === 0) {
      throw new Error(`ngspice: exit ${run.status}\n${run.stdout.slice(-2000)}\n${run.stderr.slice(-2000)}`)
    }
    return printed
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function parse(output: string): Map<string, number[]> {
  const vectors = new Map<string, number[]>()
  let table: number[] = []
  for (const line of output.split('\n')) {
    const single = /^(\S+) = (\S+)\s*$/.exec(line)
    if (single !== null) vectors.set(single[1], [Number(single[2])])
    const head = /^Index\s+(\S+)\s*$/.exec(line)
    if (head !== null) {
      table = []
      vectors.set(head[1], table)
    }
    const row = /^\d+\s+(\S+)\s*$/.exec(line)
    if (row !== null) table.push(Number(row[1]))
  }
  return vectors
}
