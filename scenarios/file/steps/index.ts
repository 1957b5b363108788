import { play } from './play.ts'
import { read } from './read.ts'
import type { StepKind } from './step-kind.ts'
import { wait } from './wait.ts'
import { waveKind } from './wave.ts'
import { write } from './write.ts'

/** The kinds of steps that a scenario file knows, beside repeat. A new kind is a file here and its line in this list. */
export const STEP_KINDS: readonly StepKind[] = [write, read, wait, play, waveKind]
