/** Normal quantile at 97.5 %. */
const Z = 1.959964

/**
 * Interval of 95 % for a share (E. B. Wilson, Journal of the American Statistical Association 22, 209, 1927): right for few rows and for
 * shares near 0 and 1, where the usual one leaves the range.
 * @param met how many of `count` do
 */
export function wilsonInterval(met: number, count: number): readonly [low: number, high: number] {
  const share = met / count
  const middle = (share + (Z * Z) / (2 * count)) / (1 + (Z * Z) / count)
  const reach =
    (Z / (1 + (Z * Z) / count)) * Math.sqrt((share * (1 - share)) / count + (Z * Z) / (4 * count * count))
  return [Math.max(0, middle - reach), Math.min(1, middle + reach)]
}
