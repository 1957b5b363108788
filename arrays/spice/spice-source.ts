/** A value that is held, or moves in a straight line, in each segment of a program; it may jump between them. */
export interface SpiceSignal {
  /** At the start of each segment. */
  readonly values: readonly number[]
  /** At the end of each; as at its start unless given. */
  readonly ends?: readonly number[]
  /** Seconds at which the segments begin, the first 0, and at which the last ends. */
  readonly starts: readonly number[]
  /** Seconds that a change takes. */
  readonly edge: number
}

/** Text after the nodes of an independent source: "DC 1", or PWL(...) with an edge after each breakpoint. */
export function sourceText({ values, ends = values, starts, edge }: SpiceSignal): string {
  if ([...values, ...ends].every(value => value === values[0])) return `DC ${values[0]}`
  const points = [`0 ${values[0]}`]
  for (let k = 1; k < values.length; k++) {
    const before = ends[k - 1]
    const bends = values[k - 1] !== before || values[k] !== ends[k]
    if (values[k] !== before || bends) points.push(`${starts[k]} ${before}`)
    if (values[k] !== before) points.push(`${starts[k] + edge} ${values[k]}`)
  }
  const last = values.length - 1
  if (values[last] !== ends[last]) points.push(`${starts[values.length]} ${ends[last]}`)
  return `PWL(${points.join(' ')})`
}

/** A line of a netlist, continued with "+ " where it gets long; it is cut at blanks only. */
export function wrapped(line: string, width = 110): string {
  const lines: string[] = []
  let rest = line
  while (rest.length > width) {
    const cut = rest.lastIndexOf(' ', width)
    const at = cut > 0 ? cut : rest.indexOf(' ', width)
    if (at < 0) break
    lines.push(rest.slice(0, at))
    rest = `+ ${rest.slice(at + 1)}`
  }
  return [...lines, rest].join('\n')
}
