const STEPS = [
  [1e-3, 'mJ'],
  [1e-6, 'uJ'],
  [1e-9, 'nJ'],
  [1e-12, 'pJ'],
  [1e-15, 'fJ'],
] as const

/** An energy to two digits with its prefix, "19 pJ"; attojoules below a femtojoule. */
export function formatJoules(joules: number): string {
  const [step, unit] = STEPS.find(([from]) => Math.abs(joules) >= 0.9995 * from) ?? [1e-18, 'aJ']
  return `${Number((joules / step).toPrecision(2))} ${unit}`
}
