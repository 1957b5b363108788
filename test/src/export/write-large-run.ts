import { writeRunFolder } from '../../../src/export/write-run-folder.ts'
import { planes, sampleRecord } from './sample-record.ts'

/** Run as a program of its own by the tests that kill it or fill its disk: writes a run that takes a while. */
const size = [64, 64] as const
const frames = Array.from({ length: 60 }, (_, k) => ({ label: `read ${k}`, timeS: k }))
const quantities = ['first', 'second', 'third', 'fourth', 'fifth'].map(name => ({
  name,
  unit: 'A',
  title: name,
  planes: planes(size, frames.length, (i, j, k) => Math.sin(i * j + k)),
}))
const [, , folder, interruptible] = process.argv
if (interruptible === 'exit-on-interrupt') process.on('SIGINT', () => process.exit(130))
try {
  await writeRunFolder(sampleRecord({ size, frames, quantities }), folder ?? '')
} catch (error) {
  process.stderr.write(`${(error as Error).name}: ${(error as Error).message}\n`)
  process.exitCode = 2
}
