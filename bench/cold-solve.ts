import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeNpy } from '../src/files/write-npy.ts'
import { triadSeconds } from './measure.ts'
import { caseSiemens, type NamedCase, nameOf } from './named-cases.ts'

const COMMAND = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url))
const RUNS = 5

/** One `sneakpath solve` of a driven case in a process of its own, again and again: what the solve itself took, reading and printing excluded. */
export async function printColdSolve(print: (text: string) => void, named: NamedCase): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-bench-'))
  try {
    const { rows, columns, wireOhms } = named
    await writeNpy(join(folder, 'cells.npy'), caseSiemens(named), [rows, columns])
    const array = {
      size: [rows, columns],
      wires: { word: wireOhms, bit: wireOhms },
      word: { left: { volts: Array.from({ length: rows }, (_, i) => ((i * 7) % 11) / 10), ohms: 0 } },
      bit: { bottom: 'ground' },
      cells: { device: 'resistor', conductance: 'cells.npy' },
    }
    writeFileSync(join(folder, 'array.json'), JSON.stringify(array))
    const triad = triadSeconds()
    const triads = Array.from({ length: RUNS }, () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [COMMAND, 'solve', 'array.json', '--tolerance', '1e-10', '--json'],
        { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 },
      )
      if (status !== 0) throw new Error(stderr)
      return JSON.parse(stdout).report.seconds / triad
    })
    print(
      `${nameOf(named)}, one solve in a fresh process on as many threads as it takes, reading and printing excluded: ${triads.map(one => one.toFixed(0)).join(', ')} triads of ${(triad * 1000).toFixed(2)} ms.`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
