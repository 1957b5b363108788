/** Written by calibration/review.ts: intervals in which one assumed parameter may move before a claim of its device fails. */
export const assumedIntervals: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> =
  {}
