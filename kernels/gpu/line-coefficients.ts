import { GROUP } from './line-kernels.ts'

/** Coefficients of one stage of the solution of many lines; planes as line-kernels.ts reads them. */
export interface LineStage {
  /** Nodes of a line at this stage: those of the stage before that are joints. */
  readonly length: number
  readonly passRight: Float32Array
  readonly passLeft: Float32Array
  readonly ohms: Float32Array
  /** Place of node `n` of line `l` in the planes: l * lineStep + n * nodeStep. */
  readonly lineStep: number
  readonly nodeStep: number
}

/** Lengths of the stages of a line: a joint of each full group remains, until one group is left. */
export function stageLengths(length: number): number[] {
  const lengths = [length]
  for (let n = length; n > GROUP; ) {
    n = Math.floor(n / GROUP)
    lengths.push(n)
  }
  return lengths
}

/** Empty stages of `lines` lines of `length` nodes. @param across lines lie side by side (bit lines), not one after the other */
export function createStages(lines: number, length: number, across: boolean): LineStage[] {
  return stageLengths(length).map(n => {
    const plane = () => new Float32Array(lines * n)
    return {
      length: n,
      passRight: plane(),
      passLeft: plane(),
      ohms: plane(),
      lineStep: across ? 1 : n,
      nodeStep: across ? lines : 1,
    }
  })
}

/** Fills the coefficients of single lines at all their stages. */
export type LineFactoring = (
  stages: readonly LineStage[],
  line: number,
  ground: Float64Array,
  siemens: Float64Array,
) => void

/**
 * @returns a function that takes the siemens to ground of each node of a line and those of the segment after each node
 * (0 after the last), both used up
 */
export function createLineFactoring(): LineFactoring {
  // Siemens that each node of a group sees to its left, through the nodes before it.
  const seenLeft = new Float64Array(GROUP)
  return (stages, line, ground, siemens) => {
    for (const stage of stages) {
      const joints = stage.length > GROUP ? Math.floor(stage.length / GROUP) : 0
      for (let start = 0, group = 0; start < stage.length; start += GROUP, group++) {
        factorGroup(stage, line, start, group < joints, ground, siemens, seenLeft)
        reduceGroup(stage.length, start, group < joints, ground, siemens)
      }
    }
  }
}

/** Coefficients of the nodes of one group, with the joints on its two sides at 0 V. */
function factorGroup(
  stage: LineStage,
  line: number,
  start: number,
  hasJoint: boolean,
  ground: Float64Array,
  siemens: Float64Array,
  seenLeft: Float64Array,
): void {
  const { length, passRight, passLeft, ohms, lineStep, nodeStep } = stage
  const end = hasJoint ? start + GROUP - 1 : Math.min(start + GROUP, length)
  const place = (node: number): number => line * lineStep + node * nodeStep
  let seen = start > 0 ? siemens[start - 1] : 0
  for (let n = start; n < end; n++) {
    seenLeft[n - start] = seen
    const sum = seen + ground[n]
    const onward = siemens[n]
    const pass = onward > 0 ? onward / (sum + onward) : 0
    passRight[place(n)] = pass
    seen = sum * pass
  }
  seen = hasJoint ? siemens[end - 1] : 0
  for (let n = end - 1; n >= start; n--) {
    const sum = seen + ground[n]
    const all = sum + seenLeft[n - start]
    ohms[place(n)] = all > 0 ? 1 / all : 0
    const onward = n > 0 ? siemens[n - 1] : 0
    const pass = onward > 0 ? onward / (sum + onward) : 0
    passLeft[place(n)] = pass
    seen = sum * pass
  }
  if (!hasJoint) return
  passRight[place(end)] = siemens[end]
  passLeft[place(end)] = siemens[end - 1]
}

/**
 * Eliminates the nodes of a group between its joints, each by the star-mesh rule, and writes what the joints then see over
 * the front of the arrays, where nothing is needed any more.
 */
function reduceGroup(
  length: number,
  start: number,
  hasJoint: boolean,
  ground: Float64Array,
  siemens: Float64Array,
): void {
  const group = start / GROUP
  const end = hasJoint ? start + GROUP - 1 : Math.min(start + GROUP, length)
  // Between the joint before and the node at hand; that joint's and that node's share of the grounds passed.
  let between = start > 0 ? siemens[start - 1] : 0
  let atJoint = 0
  let carried = 0
  for (let n = start; n < end; n++) {
    const leak = ground[n] + carried
    const onward = siemens[n]
    const all = between + leak + onward
    if (all > 0) atJoint += (between * leak) / all
    carried = all > 0 ? (leak * onward) / all : 0
    between = all > 0 ? (between * onward) / all : 0
  }
  if (group > 0) {
    ground[group - 1] += atJoint
    siemens[group - 1] = hasJoint ? between : 0
  }
  if (!hasJoint) return
  ground[group] = ground[end] + carried
  // Of the last joint, unless a group comes behind it.
  siemens[group] = 0
}
