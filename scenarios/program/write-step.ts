import { advance } from '../../arrays/crossbar/advance.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { addressCells } from '../../arrays/crossbar/bias.ts'
import { crossbarDrive, type Drive, quietDrive } from '../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../arrays/crossbar/energy-meter.ts'
import { type ArrayRun, hold, probeConductance, rest, statePlanes, takeDisturbance } from './array-run.ts'
import type { ProgramSettings, WriteStep } from './program.ts'

/**
 * Carries out a write. Isolated cells are pulsed all at once; a crossbar is written row by row (cells of a word line that
 * need the same volts together) or cell by cell, so that it takes longer. Gives way after each pulse, so that an interrupt is served.
 */
export function* runWriteStep(run: ArrayRun, step: WriteStep): Generator<void> {
  const keep = run.settings.keep?.disturbance ?? true
  const before = keep ? run.states.map(x => x.slice()) : []
  const start = run.time
  run.inputs++
  for (let pulse = 0; pulse < step.pulses; pulse++) {
    const volts = pulseVolts(step, pulse, run.spec.size[0] * run.spec.size[1])
    if (run.settings.network === 'isolated') hold(run, { kind: 'isolated', volts }, step.width)
    else {
      for (const drive of writeDrives(run.spec, volts, run.settings)) {
        hold(run, drive, step.width)
        yield
      }
    }
    rest(run, step.interval)
    yield
  }
  if (keep) noteDisturbance(run, disturbance(run, step, before, run.time - start))
  if (!step.frame) return
  run.frames.push({
    label: step.label,
    timeS: run.time,
    quantities: {
      conductance: probeConductance(run.spec, run.states),
      ...takeDisturbance(run),
      ...statePlanes(run),
    },
  })
}

/** Volts of every cell in one pulse; 0 where the cell is not addressed. */
export function pulseVolts(step: WriteStep, pulse: number, count: number): Float64Array {
  const volts = new Float64Array(count)
  for (const { levels, volts: full } of step.targets) {
    for (let k = 0; k < count; k++) {
      const level = levels[k]!
      switch (step.graded) {
        case 'none':
          if (level >= 0.5) volts[k] = full
          break
        case 'pulses':
          if (pulse < Math.round(level * step.pulses)) volts[k] = full
          break
        case 'volts':
          if (level > 0) volts[k] = full * level
          break
        default:
          step.graded satisfies never
      }
    }
  }
  return volts
}

/**
 * Drives that write one pulse into a crossbar, one after the other.
 * @param volts of every cell in this pulse, 0 where it is not addressed
 */
export function* writeDrives(
  spec: ArraySpec,
  volts: Float64Array,
  { write, bias }: Pick<ProgramSettings, 'write' | 'bias'>,
): Generator<Drive> {
  const [rows, columns] = spec.size
  for (let i = 0; i < rows; i++) {
    const row = volts.subarray(i * columns, (i + 1) * columns)
    const gateOn = new Uint8Array(rows)
    gateOn[i] = 1
    for (const selected of rowSelections(row, write)) {
      const level = row[selected.findIndex(on => on !== 0)]!
      yield crossbarDrive(spec, addressCells(spec.size, i, selected, level, bias), gateOn)
    }
  }
}

/** Sets of bit lines of one word line that are written together: those of equal volts, or each alone. */
function rowSelections(row: Float64Array, write: 'cell' | 'row'): Uint8Array[] {
  if (write === 'cell') {
    return [...row.keys()]
      .filter(j => row[j] !== 0)
      .map(j => Uint8Array.from(row, (_, k) => (k === j ? 1 : 0)))
  }
  const levels = [...new Set(row)].filter(level => level !== 0)
  return levels.map(level => Uint8Array.from(row, v => (v === level ? 1 : 0)))
}

function noteDisturbance(run: ArrayRun, latest: Float64Array): void {
  run.disturbance = latest
  for (const change of latest) {
    if (Math.abs(change) > Math.abs(run.worstDisturbance)) run.worstDisturbance = change
  }
}

/**
 * Relative change of the conductance of every cell that the write did not address, against the same array left alone for the same
 * time; NaN for the addressed cells.
 */
function disturbance(
  run: ArrayRun,
  step: WriteStep,
  before: readonly Float64Array[],
  seconds: number,
): Float64Array {
  const alone = before.map(x => x.slice())
  advance(run.spec, quietDrive(run.spec, run.settings.network), seconds, alone, createEnergyMeter())
  const undisturbed = probeConductance(run.spec, alone)
  const now = probeConductance(run.spec, run.states)
  const addressed = new Uint8Array(now.length)
  for (let pulse = 0; pulse < step.pulses; pulse++) {
    pulseVolts(step, pulse, now.length).forEach((v, k) => {
      if (v !== 0) addressed[k] = 1
    })
  }
  return now.map((g, k) =>
    addressed[k] === 1 ? Number.NaN : g === undisturbed[k] ? 0 : g / undisturbed[k]! - 1,
  )
}
