/** Stands for a break and for an end where nothing is: far above any cell, far below float32's largest. */
export const BREAK_OHMS = 1e25

/** Resistances of one kind of line: `lines` lines of `length` nodes, their segments and what holds both ends. */
export interface LineOhms {
  readonly lines: number
  readonly length: number
  /** Segment after node `position` of line `line` at (line * lineStep + position * positionStep) * stride. */
  readonly ohms: Float64Array
  readonly stride: number
  readonly lineStep: number
  readonly positionStep: number
  readonly from: Float64Array
  readonly to: Float64Array
}

/**
 * Resistances after merging neighbours: along a line, half of each inner segment and the boundary one in series; then
 * the merged lines in parallel. A break inside a merged pair is forgotten, so that no coarse part loses its ground.
 * @param across lines merged into one, 1 or 2
 * @param along nodes of a line merged into one, 1 or 2
 * @param rowMajor segments of one line lie side by side in the result (word lines), rather than a row apart
 */
export function coarseOhms(fine: LineOhms, across: number, along: number, rowMajor: boolean): LineOhms {
  const { lines, length, ohms, stride, lineStep, positionStep } = fine
  const coarseLines = Math.ceil(lines / across)
  const coarseLength = Math.ceil(length / along)
  const half = (line: number, group: number): number => {
    const position = group * along
    if (along === 1 || position + 1 >= length) return 0
    const inner = ohms[(line * lineStep + position * positionStep) * stride]
    return inner >= BREAK_OHMS ? 0 : inner / 2
  }
  // Sums siemens over the merged lines; 0 ohm gives Infinity and back.
  const merge = (group: number, series: (line: number) => number): number => {
    let siemens = 0
    const end = Math.min(lines, (group + 1) * across)
    for (let line = group * across; line < end; line++) siemens += 1 / Math.min(series(line), BREAK_OHMS)
    return 1 / siemens
  }
  const from = new Float64Array(coarseLines)
  const to = new Float64Array(coarseLines)
  for (let group = 0; group < coarseLines; group++) {
    from[group] = merge(group, line => fine.from[line] + half(line, 0))
    to[group] = merge(group, line => fine.to[line] + half(line, coarseLength - 1))
  }
  const shape = {
    lines: coarseLines,
    length: coarseLength,
    from,
    to,
    lineStep: rowMajor ? coarseLength - 1 : 1,
    positionStep: rowMajor ? 1 : coarseLines,
  }
  // Equal segments stay equal; that the last line or group may be an odd one is left to the iteration.
  if (stride === 0) return { ...shape, ohms: Float64Array.of((ohms[0] * along) / across), stride: 0 }
  const merged = new Float64Array(coarseLines * (coarseLength - 1))
  for (let group = 0; group < coarseLines; group++) {
    for (let position = 0; position < coarseLength - 1; position++) {
      merged[group * shape.lineStep + position * shape.positionStep] = merge(group, line => {
        const boundary = ((position + 1) * along - 1) * positionStep
        return half(line, position) + ohms[(line * lineStep + boundary) * stride] + half(line, position + 1)
      })
    }
  }
  return { ...shape, ohms: merged, stride: 1 }
}
