/** Bias of the lines that are not selected while cells are addressed with some volts. */
export interface BiasRule<Name extends string = string> {
  readonly name: Name
  /** In a few words, for a list: "all at V/2". */
  readonly about: string
  /** Volts of the lines that are not selected, where a selected word line is at `volts` and a selected bit line at 0 V; NaN leaves them open. */
  unselected(volts: number): { readonly word: number; readonly bit: number }
}
