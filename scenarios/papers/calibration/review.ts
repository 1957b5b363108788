/**
 * Fits the parameters of the review's devices that no rule gives, prints all their claims, and writes how far each assumed
 * parameter may move: `npx tsx scenarios/papers/calibration/review.ts`. Some minutes. The printed values are those in
 * arrays/devices/review/; the intervals go to arrays/devices/review/assumed-intervals.ts.
 */
import { writeFileSync } from 'node:fs'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import type { ParameterSpec } from '../../../arrays/devices/model.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import type { ClaimRun } from '../claims/claim-run.ts'
import { type DeviceClaims, reviewDeviceClaims } from '../claims/review.ts'
import { keepingInterval } from './keeping-interval.ts'
import { printChecks } from './print-checks.ts'
import { fitReviewDevices } from './review-fits.ts'
import { reviewRanges } from './review-ranges.ts'

/** E31 contradicts E07 and E29 whatever the parameters. */
const CONFLICTING = 'E31'

const ranges = await reviewRanges()
console.log('fitted parameters:')
console.log(fitReviewDevices())

const intervals: Record<string, Record<string, [number, number]>> = {}
for (const [device, claimsOf] of Object.entries(reviewDeviceClaims)) {
  console.log(`\n${device}`)
  printChecks(claimsOf(), ranges)
  const model = [...GATED_DEVICE_MODELS, ...DEVICE_MODELS].find(({ name }) => name === device)!
  const own: Record<string, [number, number]> = {}
  for (const spec of model.parameters.filter(({ source }) => /^assumed([;,]|$)/.test(source))) {
    const interval = keepingSteps(claimsOf, spec)
    own[spec.name] = interval
    console.log(`${spec.name} = ${spec.value}: ${interval.join(' to ')} keeps all claims`)
  }
  intervals[device] = own
}
writeIntervals()

/** Steps of 10 %; of 1 % or 0.1 % where a claim does not bear one step in either direction. */
function keepingSteps(claimsOf: DeviceClaims, spec: ParameterSpec): [number, number] {
  const walk = (factor: number): [number, number] =>
    keepingInterval(spec.value, spec.range, trial => claimsAt(claimsOf, spec, trial), ranges, factor)
  const tight = (interval: readonly number[], share: number): boolean =>
    interval.some(end => Math.abs(end / spec.value - 1) < share)
  const coarse = walk(1.1)
  if (!tight(coarse, 0.05)) return coarse
  const fine = walk(1.01)
  return tight(fine, 0.005) ? walk(1.001) : fine
}

/** A value outside the physical range keeps nothing. */
function claimsAt(
  claimsOf: DeviceClaims,
  { name, range: [low, high] }: ParameterSpec,
  trial: number,
): readonly ClaimRun[] {
  if (!(trial >= low && trial <= high)) {
    return [{ id: name, run: () => ({ simulated: [], unit: '1', holds: false }) }]
  }
  return claimsOf({ [name]: trial }).filter(({ id }) => id !== CONFLICTING)
}

function writeIntervals(): void {
  const rows = Object.entries(intervals).map(([device, own]) => {
    const lines = Object.entries(own).map(([name, [from, to]]) => `    ${name}: [${from}, ${to}],\n`)
    return `  '${device}': {\n${lines.join('')}  },\n`
  })
  writeFileSync(
    new URL('../../../arrays/devices/review/assumed-intervals.ts', import.meta.url),
    `/** By parameter. */
type Intervals = Readonly<Record<string, readonly [number, number]>>

/** Written by scenarios/papers/calibration/review.ts: intervals in which one assumed parameter may move before a claim of its device fails. */
export const assumedIntervals: Readonly<Record<string, Intervals>> = {
${rows.join('')}}
`,
  )
}
