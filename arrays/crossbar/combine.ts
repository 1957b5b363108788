type Three<T> = readonly [T, T, T]

/** Fills a plane with the sum of three, each with its weight. */
export function combine(sum: Float64Array, [a, b, c]: Three<Float64Array>, [u, v, w]: Three<number>): void {
  for (let k = 0; k < sum.length; k++) sum[k] = u * a[k] + v * b[k] + w * c[k]
}
