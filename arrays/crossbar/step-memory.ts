import type { Drive } from './drive.ts'

/** Lengths of first steps, by what was applied; as long as the run that they belong to. */
export interface StepMemory {
  /**
   * Seconds of a first step under a drive: as it was under the same drive, times what changed under the one before since it came last,
   * or as under the one before; undefined in the first segment.
   */
  recall(key: string): number | undefined
  keep(key: string, seconds: number): void
  /** Notes that parted steps (PartedSteps) did not serve a drive, so that they are not tried under it again. */
  refuse(key: string): void
  refuses(key: string): boolean
}

interface Kept {
  readonly steps: ReadonlyMap<string, number>
  readonly last: number | undefined
  readonly trend: number
  readonly refused: ReadonlySet<string>
}

interface CopiedMemory extends StepMemory {
  kept(): Kept
}

const memories = new WeakMap<object, CopiedMemory>()

/** The memory of a run, which its recorder stands for, so that a run is the same whatever ran before it. */
export function stepMemory(run: object | undefined): StepMemory | undefined {
  if (run === undefined) return undefined
  const known = memories.get(run)
  if (known !== undefined) return known
  const memory = createMemory({ steps: new Map(), last: undefined, trend: 1, refused: new Set() })
  memories.set(run, memory)
  return memory
}

/** Lets a copy of a run go on as the run itself would. */
export function copyStepMemory(run: object, copy: object): void {
  const known = memories.get(run)
  if (known !== undefined) memories.set(copy, createMemory(known.kept()))
}

function createMemory(from: Kept): CopiedMemory {
  const steps = new Map(from.steps)
  const refused = new Set(from.refused)
  let { last, trend } = from
  return {
    recall(key) {
      const own = steps.get(key)
      return own === undefined ? last : own * trend
    },
    keep(key, seconds) {
      trend = seconds / (steps.get(key) ?? seconds)
      steps.set(key, seconds)
      last = seconds
    },
    refuse(key) {
      refused.add(key)
    },
    refuses: key => refused.has(key),
    kept: () => ({ steps: new Map(steps), last, trend, refused: new Set(refused) }),
  }
}

/** Key of a drive and its duration: the same text for the same drive. */
export function driveKey(drive: Drive, seconds: number): string {
  if (drive.kind === 'isolated') return `${seconds} alone ${drive.volts.join()}`
  const ends = [drive.left, drive.right, drive.top, drive.bottom]
  return [
    seconds,
    drive.gateOn.join(''),
    ...ends.map(({ kind, value }) => `${kind.join('')} ${value.join()}`),
  ].join(' ')
}
