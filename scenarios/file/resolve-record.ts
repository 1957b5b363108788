import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { isGated } from '../../arrays/gated/any-array.ts'
import { playOnGated } from '../../arrays/program/gated/play-on-gated.ts'
import { playOnCrossbar } from '../../arrays/program/play-on-crossbar.ts'
import type { PlayedArray } from '../../arrays/program/played-array.ts'
import type { RecordRequest, TracedQuantity } from '../../arrays/program/record/record-request.ts'
import { lowerProgram, type Step } from '../../arrays/program/step.ts'
import type { ProgramContext } from './steps/step-kind.ts'
import type { RecordInput } from './steps/step-settings.ts'

/** Rows of one record, and numbers in it. */
const MOST_ROWS = 10_000_000
const MOST_NUMBERS = 2 ** 26

/**
 * The records that a file asks for over some steps.
 * @throws ConfigError for a cell, a line or a quantity that the array has not, or for too many rows
 */
export function resolveRecord(
  input: RecordInput,
  name: string,
  steps: readonly Step[],
  context: ProgramContext,
  path: readonly PropertyKey[],
): RecordRequest {
  const { spec, settings } = context
  if (isGated(spec)) return resolveOn(playOnGated(spec, settings), { input, name, steps, context, path })
  return resolveOn(playOnCrossbar(spec, settings), { input, name, steps, context, path })
}

interface RecordOfSteps {
  readonly input: RecordInput
  readonly name: string
  readonly steps: readonly Step[]
  readonly context: ProgramContext
  readonly path: readonly PropertyKey[]
}

function resolveOn<Drive>(
  array: PlayedArray<Drive>,
  { input, name, steps, context, path }: RecordOfSteps,
): RecordRequest {
  const [rows, columns] = context.spec.size
  const fail = (key: readonly PropertyKey[], found: string, expected: string): never => {
    throw new ConfigError(context.document.place([...path, ...key]), found, expected)
  }
  input.cells?.forEach(([i, j], c) => {
    if (i >= rows || j >= columns)
      fail(['cells', c], `cell [${i}, ${j}]`, `word line below ${rows} and bit line below ${columns}`)
  })
  const quantities = input.quantities.map((quantity, k) => {
    const known = array.traced.map(one => one.name)
    const found = array.traced.find(one => one.name === quantity)
    return found ?? fail(['quantities', k], `"${quantity}"`, expectedName(quantity, known))
  })
  refuseLines(input, quantities, { rows, columns }, fail)
  const cells = input.cells?.map(([i, j]) => i * columns + j) ?? range(rows * columns)
  const linesOf = (of: 'row' | 'column', all: number): readonly number[] => {
    const line = quantities.find(quantity => quantity.of === of)?.line ?? ''
    const touched = input.cells?.map(([i, j]) => (of === 'row' ? i : j))
    return input.lines?.[line] ?? (touched === undefined ? range(all) : [...new Set(touched)])
  }
  const request = {
    name: input.name ?? name,
    every: input.every === 'step' ? ('drive' as const) : input.every,
    cells,
    rows: linesOf('row', rows),
    columns: linesOf('column', columns),
    quantities: input.quantities,
  }
  const count = countRows(array, steps, input.every)
  if (count > MOST_ROWS) fail(['every'], `${count} rows`, `at most ${MOST_ROWS}: a longer time between them`)
  const width = quantities.reduce((sum, { of }) => sum + widthOf(request, of), 0)
  if (count * width > MOST_NUMBERS)
    fail(
      ['every'],
      `${count} rows of ${width} numbers`,
      `at most ${MOST_NUMBERS} numbers: fewer cells or rows`,
    )
  return request
}

function widthOf({ cells, rows, columns }: RecordRequest, of: TracedQuantity['of']): number {
  return (of === 'cell' ? cells : of === 'row' ? rows : columns).length
}

function refuseLines(
  { lines }: RecordInput,
  quantities: readonly TracedQuantity[],
  { rows, columns }: { readonly rows: number; readonly columns: number },
  fail: (key: readonly PropertyKey[], found: string, expected: string) => never,
): void {
  for (const [side, own] of Object.entries(lines ?? {})) {
    const of = quantities.find(({ line }) => line === side)?.of
    if (of === undefined)
      fail(['lines', side], `${side} lines`, `a quantity of them, such as "${side}-current"`)
    const most = of === 'row' ? rows : columns
    own.forEach((line, k) => {
      if (line >= most) fail(['lines', side, k], `${side} line ${line}`, `a line below ${most}`)
    })
  }
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k)
}

/** Rows that a record will have. */
function countRows<Drive>(
  array: PlayedArray<Drive>,
  steps: readonly Step[],
  every: RecordInput['every'],
): number {
  let [seconds, drives] = [0, 0]
  for (const event of lowerProgram(steps, array)) {
    if (event.kind !== 'drive' || event.seconds === 0) continue
    seconds += event.seconds
    drives++
    if (drives > MOST_ROWS) break
  }
  return every === 'step' ? 2 * drives : Math.floor(seconds / every) + 1
}
