/** A piecewise constant value: one entry for each segment of a program. */
export interface SpiceSignal {
  readonly values: readonly number[]
  /** Seconds at which the segments begin, the first 0. */
  readonly starts: readonly number[]
  /** Seconds that a change takes. */
  readonly edge: number
}

/** What follows the nodes of an independent source: "DC 1", or PWL(...) with an edge after each breakpoint. */
export function sourceText({ values, starts, edge }: SpiceSignal): string {
  if (values.every(value => value === values[0])) return `DC ${values[0]}`
  const points = [`0 ${values[0]}`]
  for (let k = 1; k < values.length; k++) {
    if (values[k] !== values[k - 1]) {
      points.push(`${starts[k]} ${values[k - 1]}`, `${starts[k] + edge} ${values[k]}`)
    }
  }
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
