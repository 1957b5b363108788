import type { ArrayEngine } from '../../../arrays/engine/array-engine.ts'
import { ownValue } from '../../../arrays/own-value.ts'
import type { Frame, ReadSample } from '../../../arrays/program/program.ts'
import type { BatchLook, IsolatedProgram } from '../../../scenarios/batch/isolated-program.ts'
import { runFigures } from '../../../scenarios/figures/run-figures.ts'
import { spreadCase } from '../../../scenarios/file/prepare-case.ts'
import type { PreparedScenario } from '../../../scenarios/file/prepare-scenario.ts'
import { requireTwoTerminal, type TwoTerminalCase } from '../../../scenarios/file/two-terminal.ts'
import type { Named } from '../../../scenarios/run/case-frames.ts'
import type { StudyFile } from '../file/study-file.ts'
import { mapOf, type PointResult } from '../rows/run-point.ts'
import type { Wanted } from '../rows/study-figures.ts'

/** One row of a batch: a prepared point and the seed of its cells. */
export interface BatchRow {
  readonly prepared: PreparedScenario
  readonly seed: number
}

/**
 * Runs rows of one program side by side on a GPU: isolated cells of one shape whose parameters differ. A row's answer does not
 * depend on the others.
 * @param programs of the wanted cases, by name
 * @throws GpuError where the GPU fails
 */
export function runBatch(
  rows: readonly BatchRow[],
  programs: ReadonlyMap<string, IsolatedProgram>,
  engine: ArrayEngine,
  study: Pick<StudyFile, 'figures' | 'maps'>,
  wanted: Wanted,
): PointResult[] {
  const frames: Named<Frame>[][] = rows.map(() => [])
  const reads: Named<ReadSample>[][] = rows.map(() => [])
  for (const [name, program] of programs) {
    const drawn = rows.map(({ prepared, seed }) => {
      const one = prepared.cases.find(known => known.name === name)!
      return spreadCase(requireTwoTerminal(one, prepared.document, 'a batch'), prepared.file, seed)
    })
    const planes = readPlanes(drawn, program, engine)
    rows.forEach((_, r) => {
      program.reads.forEach((read, k) => {
        keepRead(name, read, planes[k][r], frames[r], reads[r])
      })
    })
  }
  return rows.map(({ prepared }, r) => {
    const { file, document, images, known } = prepared
    const unitOf = (quantity: string): string => ownValue(known, quantity)?.unit ?? '1'
    const source = { frames: frames[r], reads: reads[r], images, unitOf }
    const own = runFigures(wanted.specs, source, document, file.figures)
    return {
      figures: study.figures.map(figure => own[figure].value),
      maps: study.maps.map(map => mapOf(map, source.frames, file.array.size)),
    }
  })
}

/** Conductance of every cell, S: [read][row], N*M values. */
function readPlanes(
  drawn: readonly TwoTerminalCase[],
  { patterns, events, reads }: IsolatedProgram,
  engine: ArrayEngine,
): Float64Array[][] {
  const [{ spec }] = drawn as [TwoTerminalCase]
  const cells = spec.size[0] * spec.size[1]
  const parameters = spec.model.parameters.map((_, p) => {
    const planes = drawn.map(one => one.spec.parameters[p])
    const [first] = planes as [Float64Array]
    if (planes.every(plane => plane.length === 1 && plane[0] === first[0])) return first
    const all = new Float64Array(cells * drawn.length)
    planes.forEach((plane, r) => {
      if (plane.length === 1) all.fill(plane[0], r * cells, (r + 1) * cells)
      else all.set(plane, r * cells)
    })
    return all
  })
  const alone = Array.from({ length: cells }, (_, k) =>
    Float64Array.from({ length: cells }, (_, j) => (j === k ? 1 : 0)),
  )
  const { model, initial } = spec
  const batch = { model, cells, samples: drawn.length, patterns, events, parameters, initial, groups: alone }
  const means = reads.length === 0 ? [] : engine.runProgram(batch)
  return means.map(all => drawn.map((_, r) => all.slice(r * cells, (r + 1) * cells)))
}

function keepRead(
  caseName: string,
  { label, timeS, inputs, only, isRead, frame }: BatchLook,
  all: Float64Array,
  frames: Named<Frame>[],
  reads: Named<ReadSample>[],
): void {
  const name = caseName === '' ? label : `${caseName}/${label}`
  const conductance = only === undefined ? all : all.map((siemens, k) => (only.has(k) ? siemens : Number.NaN))
  if (isRead) {
    const sneakShare = conductance.map(siemens => siemens * 0)
    reads.push({ name, label, timeS, inputs, conductance, sneakShare })
  }
  if (frame) frames.push({ name, label, timeS, quantities: { conductance, 'read-conductance': conductance } })
}
