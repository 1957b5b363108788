import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import type { RunQuantity } from '../plots/maps/map-series.ts'
import type { RunRecord, RunTrace } from './run-record.ts'

/** Allowed names of a quantity: they become file names. */
export const QUANTITY_NAME: RegExp = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/

/** The same of a record. */
export const TRACE_NAME: RegExp = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,119}$/

/** Keys of the manifest that the writer sets. */
const INDEX_KEYS: readonly string[] = [
  'format',
  'formatVersion',
  'scenario',
  'size',
  'lines',
  'frames',
  'quantities',
  'traces',
]

/**
 * Checks a record before anything is written.
 * @throws RangeError that names what is wrong: shapes that disagree, a name that is no file name
 */
export function checkRecord(record: RunRecord): void {
  const { size, frames, quantities, sheet, manifest } = record
  if (!size.every(side => Number.isInteger(side) && side >= 1))
    fail('size', size.join(' x '), 'whole numbers from 1')
  if (frames.length === 0) fail('frames', 'none', 'at least one')
  const numbers = frames.length * size[0] * size[1]
  if (numbers > INPUT_LIMITS.numbers)
    fail(
      'frames',
      `${frames.length} of ${size.join(' x ')}`,
      `at most ${INPUT_LIMITS.numbers} numbers a quantity, which can be read back`,
    )
  frames.forEach(({ timeS }, k) => {
    if (!Number.isFinite(timeS)) fail(`frames[${k}].timeS`, String(timeS), 'seconds')
  })
  if (sheet !== undefined && !isSheet(sheet, frames.length)) {
    fail('sheet', sheet.join(', '), `ascending numbers of the ${frames.length} frames`)
  }
  if (quantities.length === 0) fail('quantities', 'none', 'at least one')
  quantities.forEach((quantity, k) => {
    checkQuantity(quantity, `quantities[${k}]`, record)
  })
  const names = quantities.map(({ name }) => name.toLowerCase())
  const twice = names.find((name, k) => names.indexOf(name) !== k)
  if (twice !== undefined)
    fail('quantities', `"${twice}" twice`, 'a name of its own for each, regardless of case')
  checkTraces(record.traces ?? [])
  const taken = INDEX_KEYS.find(key => key in manifest)
  if (taken !== undefined) fail('manifest', `the key "${taken}"`, 'the writer to set it')
}

function checkTraces(traces: readonly RunTrace[]): void {
  traces.forEach(({ name, time, columns }, k) => {
    if (!TRACE_NAME.test(name)) fail(`traces[${k}].name`, JSON.stringify(name), `a name like ${TRACE_NAME}`)
    columns.forEach(({ values }, c) => {
      if (values.length !== time.length)
        fail(`traces[${k}].columns[${c}]`, `${values.length} values`, `${time.length}, one a time`)
    })
  })
  const names = traces.map(({ name }) => name.toLowerCase())
  const twice = names.find((name, k) => names.indexOf(name) !== k)
  if (twice !== undefined)
    fail('traces', `"${twice}" twice`, 'a name of its own for each, regardless of case')
}

function isSheet(sheet: readonly number[], frames: number): boolean {
  const inOrder = sheet.every((frame, k) => Number.isInteger(frame) && frame > (sheet[k - 1] ?? -1))
  return sheet.length > 0 && inOrder && sheet.at(-1)! < frames
}

function checkQuantity({ name, unit, planes }: RunQuantity, path: string, { size, frames }: RunRecord): void {
  if (!QUANTITY_NAME.test(name)) fail(`${path}.name`, JSON.stringify(name), `a name like ${QUANTITY_NAME}`)
  if (/[\p{Cc},]/u.test(unit)) fail(`${path}.unit`, JSON.stringify(unit), 'no comma and no control character')
  if (planes.length !== frames.length)
    fail(`${path}.planes`, `${planes.length} planes`, `${frames.length}, one a frame`)
  const cells = size[0] * size[1]
  planes.forEach((plane, k) => {
    if (plane.length !== cells) fail(`${path}.planes[${k}]`, `${plane.length} values`, `${cells}`)
  })
}

function fail(path: string, found: string, expected: string): never {
  throw new RangeError(`writeRunFolder: record.${path}: found ${found}; expected ${expected}`)
}
