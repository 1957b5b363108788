/** Result of a solve by minimal residuals. */
export interface MinimalResidual {
  readonly solution: Float64Array
  readonly iterations: number
  /** Euclidean norm of what is left of the right-hand side. */
  readonly residual: number
}

/** Basis vectors that are kept before the method starts anew from what it has. */
const RESTART = 40

/**
 * Solves A x = b for a matrix that need not be symmetric, by generalised minimal residuals (Saad and Schultz 1986) from x = 0,
 * with modified Gram-Schmidt and Givens rotations, started anew every 40 iterations.
 * @param multiply fills `product` with A `vector`
 * @param right b; not changed
 * @param enough Euclidean norm of the residual at which it ends
 * @param most iterations
 */
export function minimalResidual(
  multiply: (vector: Float64Array, product: Float64Array) => void,
  right: Float64Array,
  enough: number,
  most: number,
): MinimalResidual {
  const solution = new Float64Array(right.length)
  const rest = right.slice()
  const product = new Float64Array(right.length)
  let residual = norm(rest)
  let iterations = 0
  while (residual > enough) {
    const before = residual
    const made = cycle(multiply, rest, residual, enough, Math.min(RESTART, most - iterations), solution)
    iterations += made.iterations
    residual = made.residual
    if (residual <= enough || iterations >= most || !(residual < 0.99 * before)) break
    multiply(solution, product)
    for (let k = 0; k < rest.length; k++) rest[k] = right[k] - product[k]
    residual = norm(rest)
  }
  return { solution, iterations, residual }
}

/** One cycle from the residual `rest`; adds what it finds to `solution`. */
function cycle(
  multiply: (vector: Float64Array, product: Float64Array) => void,
  rest: Float64Array,
  size: number,
  enough: number,
  most: number,
  solution: Float64Array,
): { iterations: number; residual: number } {
  const basis = [rest.map(value => value / size)]
  const columns: Float64Array[] = []
  const [cosines, sines]: [number[], number[]] = [[], []]
  const target = [size]
  let made = 0
  while (made < most && Math.abs(target[made]) > enough) {
    const next = new Float64Array(rest.length)
    multiply(basis[made], next)
    const column = new Float64Array(made + 2)
    for (let l = 0; l <= made; l++) {
      column[l] = dot(next, basis[l])
      addTo(next, basis[l], -column[l])
    }
    const length = norm(next)
    column[made + 1] = length
    for (let l = 0; l < made; l++) rotate(column, l, cosines[l], sines[l])
    const hypotenuse = Math.hypot(column[made], length)
    if (!(hypotenuse > 0)) break
    cosines.push(column[made] / hypotenuse)
    sines.push(length / hypotenuse)
    rotate(column, made, cosines[made], sines[made])
    columns.push(column)
    target.push(-sines[made] * target[made])
    target[made] = cosines[made] * target[made]
    made++
    if (!(length > 0)) break
    basis.push(next.map(value => value / length))
  }
  const weights = target.slice(0, made)
  for (let l = made - 1; l >= 0; l--) {
    for (let m = l + 1; m < made; m++) weights[l] = weights[l] - columns[m][l] * weights[m]
    weights[l] = weights[l] / columns[l][l]
    addTo(solution, basis[l], weights[l])
  }
  return { iterations: made, residual: Math.abs(target[made]) }
}

function rotate(column: Float64Array, at: number, cosine: number, sine: number): void {
  const [a, b] = [column[at], column[at + 1]]
  column[at] = cosine * a + sine * b
  column[at + 1] = cosine * b - sine * a
}

function addTo(vector: Float64Array, other: Float64Array, factor: number): void {
  for (let k = 0; k < vector.length; k++) vector[k] = vector[k] + factor * other[k]
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector))
}
