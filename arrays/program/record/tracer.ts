import type { ArrayRun, PlayedSpec } from '../array-run.ts'
import type { DriveEvent } from '../events.ts'
import { playDrive } from '../play-drive.ts'
import { createChargeIntegrals } from './charge-integrals.ts'
import { partOf } from './part-of.ts'
import type { RecordRequest, Trace } from './record-request.ts'
import { createTraceTable, type TraceTable } from './trace-table.ts'

/** A row is due that is at most this much of the interval ahead: sums of times are rounded. */
const ROUNDING = 1e-6

/** Records quantities of a run over time. */
export interface Tracer<D> {
  /** Something is being recorded. */
  readonly active: boolean
  begin(request: RecordRequest): void
  /** Plays a drive and records on the way. */
  play(event: DriveEvent<D>): void
  end(request: RecordRequest): Trace
}

interface ActiveRecord {
  readonly request: RecordRequest
  readonly table: TraceTable
  /** Seconds since the start of the program, at which it began. */
  readonly start: number
  /** Rows of equal times so far. */
  rows: number
  /** Integrals at its start, by quantity. */
  readonly before: Readonly<Record<string, Float64Array>>
}

/**
 * Drives are cut at the times of rows. At a time where one drive ends and the next begins a row of equal times shows the next; at the end of
 * the record it shows the last.
 */
export function createTracer<D, Spec extends PlayedSpec>(run: ArrayRun<D, Spec>): Tracer<D> {
  const records: ActiveRecord[] = []
  const integrals = createChargeIntegrals(run)
  const { array } = run
  let last = array.rest

  function takeRow(record: ActiveRecord, drive: D, time: number): void {
    const now: Record<string, Float64Array> = { ...array.instant(drive, run.states, run.recorder) }
    run.spec.model.states.forEach(({ name }, s) => {
      now[`state-${name}`] = run.states[s]
    })
    for (const [quantity, before] of Object.entries(record.before))
      now[quantity] = integrals.of(integrandOf(quantity)).map((value, k) => value - before[k])
    record.table.add(time, now)
  }

  function integrandOf(quantity: string): string {
    return array.traced.find(({ name }) => name === quantity)?.integralOf ?? ''
  }

  /** Seconds since the start of the program of the next row of equal times. */
  function dueAt({ request, start, rows }: ActiveRecord): number {
    return typeof request.every === 'number' ? start + rows * request.every : Number.POSITIVE_INFINITY
  }

  function takeDueRows(drive: D): void {
    for (const record of records) {
      const { every } = record.request
      if (typeof every !== 'number') continue
      while (dueAt(record) - run.time <= ROUNDING * every) {
        takeRow(record, drive, dueAt(record))
        record.rows++
      }
    }
  }

  function takeDriveRows(drive: D): void {
    for (const record of records) if (record.request.every === 'drive') takeRow(record, drive, run.time)
  }

  return {
    get active() {
      return records.length > 0
    },
    begin(request) {
      const before: Record<string, Float64Array> = {}
      for (const quantity of request.quantities) {
        const integrand = integrandOf(quantity)
        if (integrand === '') continue
        integrals.want(integrand)
        before[quantity] = integrals.of(integrand).slice()
      }
      const table = createTraceTable(request, array.traced, run.spec.size)
      records.push({ request, table, start: run.time, rows: 0, before })
    },
    play(event) {
      if (event.seconds === 0) return
      const start = run.time
      let place = 0
      takeDriveRows(event.from)
      takeDueRows(event.from)
      while (place < 1) {
        const due = Math.min(...records.map(dueAt))
        const to = Math.min(1, (due - start) / event.seconds)
        const part = partOf(array, event, place, to)
        if (integrals.wanted) integrals.play(part)
        else playDrive(run, part)
        place = to
        // Sums of many short times are rounded.
        run.time = start + place * event.seconds
        if (place < 1) takeDueRows(part.to)
      }
      takeDriveRows(event.to)
      last = event.to
    },
    end(request) {
      const index = records.findIndex(record => record.request === request)
      takeDueRows(last)
      const [{ table }] = records.splice(index, 1)
      return table.trace()
    },
  }
}
