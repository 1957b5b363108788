/**
 * Refits each fitted device without one number and predicts it, and says between which ends the prediction lies over the parameter sets found
 * that meet the other numbers: `npx tsx scenarios/papers/calibration/leave-one-out.ts [DEVICE ...]`. Half an hour; it writes
 * leave-one-out.csv beside it, with names only the rows of those devices. `sneakpath reproduce --leave-one-out` shows the table.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { readClaims } from '../claims/read-claims.ts'
import type { FittedDevice } from './fitted-device.ts'
import { fittedDevices } from './fitted-devices.ts'
import { leaveOut } from './leave-out.ts'
import { predictionRange } from './prediction-range.ts'

const FILE = new URL('leave-one-out.csv', import.meta.url)
const HEADER = 'device,number,quantity,published,unit,from,to,refit,meets,low,high'

const asked = process.argv.slice(2)
const claims = new Map((await readClaims()).map(claim => [claim.id, claim]))
const kept = asked.length === 0 ? [] : readFileSync(FILE, 'utf8').trim().split('\n').slice(1)
const rows = new Map<string, string[]>()
for (const line of kept) {
  const device = line.slice(0, line.indexOf(','))
  rows.set(device, [...(rows.get(device) ?? []), line])
}
for (const device of await fittedDevices()) {
  if (asked.length > 0 && !asked.includes(device.name)) continue
  rows.set(device.name, rowsOf(device))
  console.log(rows.get(device.name)!.join('\n'))
  writeFileSync(FILE, `${[HEADER, ...[...rows.values()].flat()].join('\n')}\n`)
}

function rowsOf(device: FittedDevice): string[] {
  const left = device.leave.map(keys => {
    const [id, index] = keys[0].split('.')
    const { quantity, value, unit } = claims.get(id)!
    const ends = device.ranges[id].slice(2 * Number(index), 2 * Number(index) + 2)
    const { refit, meets, range } = leaveOut(device, keys)
    const which = value.length > 1 ? ` (${Number(index) + 1} of ${value.length})` : ''
    const published = value[Number(index)] ?? ''
    const numbers = [...ends, refit].map(figure)
    return [
      device.name,
      id,
      quoted(`${quantity}${which}`),
      published,
      unit,
      ...numbers,
      meets ? 'yes' : 'no',
      ...range.map(figure),
    ].join(',')
  })
  const beyond = (device.beyond ?? []).map(({ what, unit, run }) => {
    const range = predictionRange(device, [device.stored], [], run)
    return [
      device.name,
      '',
      quoted(what),
      '',
      unit,
      '',
      '',
      figure(run(device.stored)),
      'yes',
      ...range.map(figure),
    ].join(',')
  })
  return [...left, ...beyond]
}

function figure(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : ''
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
