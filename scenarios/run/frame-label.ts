const BETWEEN = ' · '

/** Label of a frame in a run: its name, whose case is divided from it by a slash (`case-1/input 1`), as it is shown. */
export function frameLabel(name: string): string {
  return name.replace('/', BETWEEN)
}

/** The case of a frame and its name there. */
export interface PartedLabel {
  /** Number of the case; 0 where the scenario has one program. */
  readonly which: number
  readonly name: string
}

/**
 * @param label of a frame in a run
 * @param cases their names, as the scenario gives them; none where it has one program
 */
export function partLabel(label: string, cases: readonly string[]): PartedLabel {
  const which = cases.findIndex(name => label.startsWith(`${name}${BETWEEN}`))
  return which < 0
    ? { which: 0, name: label }
    : { which, name: label.slice(cases[which].length + BETWEEN.length) }
}
