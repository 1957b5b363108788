import { mean, sampleStandardDeviation } from 'simple-statistics'
import { costOf, type NonIdealityCost } from '../inference/cost-of-each.ts'
import { type Removal, UNPROTECTED } from './removals.ts'
import type { TrainedJob, TrainingJob } from './training-plan.ts'

/** Accuracy over seeds. */
export interface SeedAccuracy {
  readonly mean: number
  /** Sample standard deviation; absent below two seeds. */
  readonly spread?: number
  /** By seed. */
  readonly accuracies: readonly number[]
}

/** A device beside what it could at best be. */
export interface TrainingComparison {
  readonly device: SeedAccuracy
  readonly ideal?: SeedAccuracy
  readonly float?: SeedAccuracy
  /** Where the accuracy says nothing about the device. */
  readonly note?: string
}

/** Gain of a removal, with its replacement. */
export interface TrainingCost extends NonIdealityCost {
  readonly without: string
}

/** Accuracies of a plan over its seeds. */
export function compareTrainings(
  jobs: readonly TrainingJob[],
  results: readonly TrainedJob[],
): TrainingComparison {
  const of = (role: TrainingJob['role']): number[] =>
    jobs.flatMap((job, k) => (job.role === role ? [results[k].accuracy] : []))
  const [device, ideal, float] = [of('device'), of('ideal'), of('float')]
  if (ideal.length === 0) return { device: overSeeds(device) }
  const note = chanceNote(device, ideal)
  return {
    device: overSeeds(device),
    ideal: overSeeds(ideal),
    float: overSeeds(float),
    ...(note === undefined ? {} : { note }),
  }
}

function overSeeds(accuracies: readonly number[]): SeedAccuracy {
  const all = [...accuracies]
  if (all.length < 2) return { mean: mean(all), accuracies }
  return { mean: mean(all), spread: sampleStandardDeviation(all), accuracies }
}

/** A device that cannot be told from an ideal synapse is no better than others that cannot. */
export function chanceNote(device: readonly number[], ideal: readonly number[]): string | undefined {
  const { points, error, withinChance } = costOf('device', device, ideal)
  if (error === undefined) return 'fewer than 3 seeds: differences may be chance'
  if (withinChance !== true) return undefined
  return `this figure cannot tell the device from an ideal synapse: ${points.toFixed(2)} points apart, standard error ${error.toFixed(2)}; nor from any other device that is as near`
}

/** Cost of each non-ideality, over the seeds of a plan; additions count the other way round. */
export function costsOf(
  removals: readonly Removal[],
  jobs: readonly TrainingJob[],
  results: readonly TrainedJob[],
): TrainingCost[] {
  const whole = results.flatMap((one, k) => (jobs[k].role === 'device' ? [one.accuracy] : []))
  return removals.map(({ name, without }) => {
    const own = results.flatMap((one, k) =>
      jobs[k].role === 'without' && jobs[k].name === name ? [one.accuracy] : [],
    )
    const cost = costOf(name, whole, own)
    return { ...cost, points: name === UNPROTECTED ? -cost.points : cost.points, without }
  })
}
