/** Distance from each of its values that the table of claims accepts in words, in the claim's unit; elsewhere it is 5 %. */
export const STATED_TOLERANCES: Readonly<Record<string, number>> = {
  A23: 0.2,
  D05: 1,
  // 5 % of the 9 uS between its two values.
  E28: 0.45,
}
