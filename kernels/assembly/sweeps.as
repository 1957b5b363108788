// The inner loops of the multigrid, of the conjugate gradients and of Kirchhoff's law, in AssemblyScript: TypeScript with typed
// loads and stores, compiled to WebAssembly by compile-sweeps.mjs. Arrays are addresses in one memory; `at4` and `at8` are the
// bytes of element k of a float32 and a float64 plane. Storage of the cycle is float32, sums are taken in float64. What
// each loop computes is said in level.ts, conjugate-gradients.ts and kirchhoff.ts.
//
// Each loop takes one half of the rows, so that two threads can share it: half 0 the rows above `middle`, half 1 those from
// `middle` on. Along the bit lines both halves eliminate from their end towards the middle and come back from there (a
// twisted factorisation); the first row of half 1 is where they meet.

// @ts-ignore: decorator
@inline
function at4(k: i32): usize {
  return <usize>k << 2
}

// @ts-ignore: decorator
@inline
function at8(k: i32): usize {
  return <usize>k << 3
}

// @ts-ignore: decorator
@inline
function single(address: usize): f64 {
  return <f64>load<f32>(address)
}

/** Element k of a plane of float64 (wide 1) or float32. */
// @ts-ignore: decorator
@inline
function either(wide: i32, plane: usize, k: i32): f64 {
  return wide ? load<f64>(plane + at8(k)) : single(plane + at4(k))
}

/** The larger of a number that is not negative and a magnitude; by a branch, as WebAssembly's own max is slow. NaN is passed over. */
// @ts-ignore: decorator
@inline
function larger(most: f64, value: f64): f64 {
  const size = abs(value)
  return size > most ? size : most
}

/** A level of the multigrid: words in the order of LEVEL_WORDS in level.ts. */
// @ts-ignore: decorator
@unmanaged
class Level {
  rows!: i32
  columns!: i32
  /** First row of half 1; even, so that merged rows stay in one half. */
  middle!: i32
  /** 1: conductance, passRight and input are float64. */
  wide!: i32
  /** Rows and columns merged into one of the next level, as shifts. */
  rowShift!: i32
  columnShift!: i32
  wordStride!: i32
  bitStride!: i32
  conductance!: usize
  passRight!: usize
  passLeft!: usize
  share!: usize
  passDown!: usize
  input!: usize
  output!: usize
  carried!: usize
  wordOhms!: usize
  left!: usize
  right!: usize
  bitOhms!: usize
  top!: usize
  bottom!: usize
  /** 5 rows of float64 for each half, and one where they meet. */
  scratch!: usize

  // @ts-ignore: decorator
  @inline
  count(half: i32): i32 {
    return half ? this.rows - this.middle : this.middle
  }

  // @ts-ignore: decorator
  @inline
  outermost(half: i32): i32 {
    return half ? this.rows - 1 : 0
  }

  // @ts-ignore: decorator
  @inline
  innermost(half: i32): i32 {
    return half ? this.middle : this.middle - 1
  }

  /** Row `n` of the scratch of a half; row 0 keeps what the half carries into the middle. */
  // @ts-ignore: decorator
  @inline
  room(half: i32, n: i32): usize {
    return this.scratch + at8((half * 5 + n) * this.columns)
  }

  /** Voltages of the row where the halves meet. */
  // @ts-ignore: decorator
  @inline
  meeting(): usize {
    return this.scratch + at8(10 * this.columns)
  }

  /** Ohms of the bit-line segment from row i towards the middle. */
  // @ts-ignore: decorator
  @inline
  inward(half: i32, i: i32, j: i32): f64 {
    return load<f64>(this.bitOhms + at8(((i - half) * this.columns + j) * this.bitStride))
  }
}

/** Planes of the conjugate gradients: words in the order of their room in conjugate-gradients.ts. */
// @ts-ignore: decorator
@unmanaged
class Gradients {
  /** The net currents into the word nodes before the first product. */
  product!: usize
  direction!: usize
  pull!: usize
  solution!: usize
  rest!: usize
  wordStep!: usize
  /** z r, z S z and the largest |z|, for each half. */
  sums!: usize
}

/** Sets the coefficients of the rows of a half from their conductances, and sums these into the next level's. */
export function factorLevel(half: i32, level: Level, coarse: Level): void {
  const columns = level.columns
  const wide = level.wide
  const g = level.room(half, 0)
  const seenLeft = level.room(half, 1)
  const seenRight = level.room(half, 2)
  const above = level.room(half, 3)
  clearHalf(half, level, coarse, coarse.conductance)
  const end = half ? level.bottom : level.top
  for (let j = 0; j < columns; j++) store<f64>(above + at8(j), 1 / load<f64>(end + at8(j)))
  const count = level.count(half)
  const step = half ? -1 : 1
  for (let n = 0, i = level.outermost(half); n < count; n++, i += step) {
    const start = i * columns
    const segments = start - i
    const sums = coarse.conductance + at4((i >> level.rowShift) * coarse.columns)
    for (let j = 0; j < columns; j++) {
      store<f64>(g + at8(j), either(wide, level.conductance, start + j))
    }
    for (let j = 0, group = sums; j < columns; j += 1 << level.columnShift, group += 4) {
      let sum = load<f64>(g + at8(j))
      if (level.columnShift && j + 1 < columns) sum += load<f64>(g + at8(j + 1))
      store<f32>(group, <f32>(single(group) + sum))
    }
    // Both directions in one loop: two chains of divisions, neither of which waits for the other.
    let fromLeft = 1 / load<f64>(level.left + at8(i))
    let fromRight = 1 / load<f64>(level.right + at8(i))
    for (let j = 0, back = columns - 1; j < columns; j++, back--) {
      store<f64>(seenLeft + at8(j), fromLeft)
      store<f64>(seenRight + at8(back), fromRight)
      const sumLeft = fromLeft + load<f64>(g + at8(j))
      const sumRight = fromRight + load<f64>(g + at8(back))
      const ohmsRight =
        back > 0
          ? load<f64>(level.wordOhms + at8((segments + j) * level.wordStride))
          : load<f64>(level.right + at8(i))
      const ohmsLeft =
        back > 0
          ? load<f64>(level.wordOhms + at8((segments + back - 1) * level.wordStride))
          : load<f64>(level.left + at8(i))
      const p = sumLeft == Infinity ? 0 : 1 / (1 + ohmsRight * sumLeft)
      const q = sumRight == Infinity ? 0 : 1 / (1 + ohmsLeft * sumRight)
      fromLeft = sumLeft == Infinity ? 1 / ohmsRight : sumLeft * p
      fromRight = sumRight == Infinity ? 1 / ohmsLeft : sumRight * q
      if (wide) store<f64>(level.passRight + at8(start + j), p)
      else store<f32>(level.passRight + at4(start + j), <f32>p)
      store<f32>(level.passLeft + at4(start + back), <f32>q)
    }
    const meets = half == 1 && i == level.middle
    for (let j = 0; j < columns; j++) {
      const k = start + j
      const own = load<f64>(g + at8(j))
      const others = load<f64>(seenLeft + at8(j)) + load<f64>(seenRight + at8(j))
      const held = others == Infinity
      const part = held ? 0 : own / (own + others)
      store<f32>(level.share + at4(k), <f32>part)
      // Through its own cell a bit node sees the cell in series with the word line's two sides.
      const sum = load<f64>(above + at8(j)) + (held ? own : part * others)
      if (meets) {
        store<f64>(above + at8(j), sum)
        continue
      }
      const onward = level.inward(half, i, j)
      const p = sum == Infinity ? 0 : 1 / (1 + onward * sum)
      store<f32>(level.passDown + at4(k), <f32>p)
      store<f64>(above + at8(j), sum == Infinity ? 1 / onward : sum * p)
    }
  }
}

/** Where the halves meet a bit node sees all there is, and its coefficient is that in ohms. */
export function factorMiddle(level: Level): void {
  const columns = level.columns
  const row = level.passDown + at4(level.middle * columns)
  for (let j = 0; j < columns; j++) {
    const sum = load<f64>(level.room(0, 3) + at8(j)) + load<f64>(level.room(1, 3) + at8(j))
    store<f32>(row + at4(j), <f32>(1 / sum))
  }
}

/** Sets the rows of a coarse plane to 0 that a half of the finer level adds to. */
// @ts-ignore: decorator
@inline
function clearHalf(half: i32, level: Level, coarse: Level, plane: usize): void {
  const middle = level.middle >> level.rowShift
  const from = half ? middle : 0
  const to = half ? coarse.rows : middle
  memory.fill(plane + at4(from * coarse.columns), 0, at4((to - from) * coarse.columns))
}

/**
 * Contributions of the values of one row of bit nodes along the word line: fromLeft and fromRight of the row, so that N x is
 * share * (fromLeft + fromRight). `start` is the row's first element. Two chains that do not wait for each other.
 */
// @ts-ignore: decorator
@inline
function spreadRow(
  columns: i32,
  start: i32,
  wide: i32,
  conductance: usize,
  passRight: usize,
  passLeft: usize,
  values: usize,
  fromLeft: usize,
  fromRight: usize,
): void {
  let a: f64 = 0
  let b: f64 = 0
  for (let j = 0, back = columns - 1; j < columns; j++, back--) {
    store<f64>(fromLeft + at8(j), a)
    store<f64>(fromRight + at8(back), b)
    const own = either(wide, conductance, start + j)
    const other = either(wide, conductance, start + back)
    a = (a + own * load<f64>(values + at8(j))) * either(wide, passRight, start + j)
    b = (b + other * load<f64>(values + at8(back))) * single(passLeft + at4(start + back))
  }
}

/** Carries the input along the bit lines towards the middle: first half of T^-1. */
export function carryInput(half: i32, level: Level): void {
  const columns = level.columns
  const carries = level.room(half, 0)
  const input = level.input
  const carried = level.carried
  const passDown = level.passDown
  memory.fill(carries, 0, at8(columns))
  const count = level.count(half)
  const step = half ? -1 : 1
  for (let n = 0, i = level.outermost(half); n < count; n++, i += step) {
    for (let j = 0, k = i * columns; j < columns; j++, k++) {
      const carry = carries + at8(j)
      const current = single(input + at4(k)) + load<f64>(carry)
      store<f32>(carried + at4(k), <f32>current)
      store<f64>(carry, current * single(passDown + at4(k)))
    }
  }
}

/**
 * A step of smoothing, first half: adds the coarse correction (`coarse` null: none) to the output, sets the currents
 * input + N output and carries them along the bit lines towards the middle.
 */
export function smoothDown(half: i32, level: Level, coarse: Level | null): void {
  const columns = level.columns
  const wide = level.wide
  const output = level.output
  const carried = level.carried
  const passDown = level.passDown
  const share = level.share
  const input = level.input
  const columnShift = level.columnShift
  const carries = level.room(half, 0)
  const values = level.room(half, 1)
  const fromLeft = level.room(half, 2)
  const fromRight = level.room(half, 3)
  memory.fill(carries, 0, at8(columns))
  const count = level.count(half)
  const step = half ? -1 : 1
  for (let n = 0, i = level.outermost(half); n < count; n++, i += step) {
    const start = i * columns
    if (coarse === null) {
      for (let j = 0; j < columns; j++) store<f64>(values + at8(j), single(output + at4(start + j)))
    } else {
      const correction = coarse.output + at4((i >> level.rowShift) * coarse.columns)
      for (let j = 0; j < columns; j++) {
        const k = output + at4(start + j)
        const volts = single(k) + single(correction + at4(j >> columnShift))
        store<f64>(values + at8(j), volts)
        store<f32>(k, <f32>volts)
      }
    }
    spreadRow(columns, start, wide, level.conductance, level.passRight, level.passLeft, values, fromLeft, fromRight)
    for (let j = 0; j < columns; j++) {
      const k = at4(start + j)
      const spread = single(share + k) * (load<f64>(fromLeft + at8(j)) + load<f64>(fromRight + at8(j)))
      const current = either(wide, input, start + j) + spread + load<f64>(carries + at8(j))
      store<f32>(carried + k, <f32>current)
      store<f64>(carries + at8(j), current * single(passDown + k))
    }
  }
}

/** Voltages where the halves meet, from what both have carried there. */
export function meet(level: Level): void {
  const columns = level.columns
  const start = level.middle * columns
  for (let j = 0; j < columns; j++) {
    const k = at4(start + j)
    const current = single(level.carried + k) + load<f64>(level.room(0, 0) + at8(j))
    store<f64>(level.meeting() + at8(j), single(level.passDown + k) * current)
  }
}

/** Second half of T^-1: voltages from the carried currents, along the bit lines away from the middle. */
export function riseOutput(half: i32, level: Level): void {
  const columns = level.columns
  const output = level.output
  const carried = level.carried
  const passDown = level.passDown
  const inner = level.room(half, 1)
  memory.copy(inner, level.meeting(), at8(columns))
  const count = level.count(half)
  const step = half ? 1 : -1
  for (let n = 0, i = level.innermost(half); n < count; n++, i += step) {
    const start = i * columns
    if (half == 1 && n == 0) {
      for (let j = 0; j < columns; j++) store<f32>(output + at4(start + j), <f32>load<f64>(inner + at8(j)))
      continue
    }
    for (let j = 0; j < columns; j++) {
      const k = at4(start + j)
      const volts =
        single(passDown + k) * (level.inward(half, i, j) * single(carried + k) + load<f64>(inner + at8(j)))
      store<f64>(inner + at8(j), volts)
      store<f32>(output + k, <f32>volts)
    }
  }
}

/**
 * Second half of T^-1, and the imbalance that it leaves summed into the coarse input: after a step from x to y that is
 * N (y - x). `fromZero` 1: the step began at x = 0; else at the output as it is.
 */
export function riseAndRestrict(half: i32, level: Level, coarse: Level, fromZero: i32): void {
  const columns = level.columns
  const wide = level.wide
  const output = level.output
  const carried = level.carried
  const passDown = level.passDown
  const share = level.share
  const columnShift = level.columnShift
  const inner = level.room(half, 1)
  const values = level.room(half, 2)
  const fromLeft = level.room(half, 3)
  const fromRight = level.room(half, 4)
  memory.copy(inner, level.meeting(), at8(columns))
  clearHalf(half, level, coarse, coarse.input)
  const count = level.count(half)
  const step = half ? 1 : -1
  for (let n = 0, i = level.innermost(half); n < count; n++, i += step) {
    const start = i * columns
    if (half == 1 && n == 0) {
      for (let j = 0; j < columns; j++) {
        const k = output + at4(start + j)
        const volts = load<f64>(inner + at8(j))
        store<f64>(values + at8(j), fromZero ? volts : volts - single(k))
        store<f32>(k, <f32>volts)
      }
    } else {
      for (let j = 0; j < columns; j++) {
        const k = at4(start + j)
        const volts =
          single(passDown + k) * (level.inward(half, i, j) * single(carried + k) + load<f64>(inner + at8(j)))
        store<f64>(inner + at8(j), volts)
        store<f64>(values + at8(j), fromZero ? volts : volts - single(output + k))
        store<f32>(output + k, <f32>volts)
      }
    }
    spreadRow(columns, start, wide, level.conductance, level.passRight, level.passLeft, values, fromLeft, fromRight)
    const sums = coarse.input + at4((i >> level.rowShift) * coarse.columns)
    for (let j = 0, group = sums; j < columns; j += 1 << columnShift, group += 4) {
      let sum = single(share + at4(start + j)) * (load<f64>(fromLeft + at8(j)) + load<f64>(fromRight + at8(j)))
      if (columnShift && j + 1 < columns) {
        const next = at8(j + 1)
        sum += single(share + at4(start + j + 1)) * (load<f64>(fromLeft + next) + load<f64>(fromRight + next))
      }
      store<f32>(group, <f32>(single(group) + sum))
    }
  }
}

/** The currents r of the first cycle carried along the bit lines towards the middle. Returns the largest |r|. */
export function begin(half: i32, level: Level, gradients: Gradients): f64 {
  const columns = level.columns
  const rest = gradients.rest
  const carried = level.carried
  const passDown = level.passDown
  const carries = level.room(half, 0)
  memory.fill(carries, 0, at8(columns))
  let worst: f64 = 0
  const count = level.count(half)
  const step = half ? -1 : 1
  for (let n = 0, i = level.outermost(half); n < count; n++, i += step) {
    for (let j = 0, k = i * columns; j < columns; j++, k++) {
      const narrow = at4(k)
      const r = load<f64>(rest + at8(k))
      worst = larger(worst, r)
      const carry = carries + at8(j)
      const current = r + load<f64>(carry)
      store<f32>(carried + narrow, <f32>current)
      store<f64>(carry, current * single(passDown + narrow))
    }
  }
  return worst
}

/**
 * p = z + beta p, s = S z + beta s, x = x + alpha p, r = r - alpha s, and the new r carried along the bit lines for the
 * cycle. `first` 1: p, s and x are 0 so far, and their planes hold anything. Returns the largest |r|.
 */
export function update(half: i32, level: Level, gradients: Gradients, first: i32, alpha: f64, beta: f64): f64 {
  const columns = level.columns
  const z = level.output
  const product = gradients.product
  const direction = gradients.direction
  const pull = gradients.pull
  const solution = gradients.solution
  const rest = gradients.rest
  const carried = level.carried
  const passDown = level.passDown
  const carries = level.room(half, 0)
  memory.fill(carries, 0, at8(columns))
  let worst: f64 = 0
  const count = level.count(half)
  const step = half ? -1 : 1
  for (let n = 0, i = level.outermost(half); n < count; n++, i += step) {
    for (let j = 0, k = i * columns; j < columns; j++, k++) {
      const wide = at8(k)
      const narrow = at4(k)
      let p = single(z + narrow)
      let s = load<f64>(product + wide)
      let x: f64 = 0
      if (!first) {
        p += beta * load<f64>(direction + wide)
        s += beta * load<f64>(pull + wide)
        x = load<f64>(solution + wide)
      }
      store<f64>(direction + wide, p)
      store<f64>(pull + wide, s)
      store<f64>(solution + wide, x + alpha * p)
      const r = load<f64>(rest + wide) - alpha * s
      store<f64>(rest + wide, r)
      worst = larger(worst, r)
      const carry = carries + at8(j)
      const current = r + load<f64>(carry)
      store<f32>(carried + narrow, <f32>current)
      store<f64>(carry, current * single(passDown + narrow))
    }
  }
  return worst
}

/** Word nodes of one row for the currents in `row` (float64), in place: Aw^-1 row. The level is a finest one. */
// @ts-ignore: decorator
@inline
function solveWordRow(level: Level, i: i32, row: usize): void {
  const columns = level.columns
  const passRight = level.passRight
  const start = i * columns
  const segments = start - i
  let current: f64 = 0
  for (let j = 0; j < columns; j++) {
    current += load<f64>(row + at8(j))
    store<f64>(row + at8(j), current)
    current *= load<f64>(passRight + at8(start + j))
  }
  const wordOhms = level.wordOhms
  const wordStride = level.wordStride
  let volts: f64 = 0
  for (let j = columns - 1; j >= 0; j--) {
    const ohms =
      j == columns - 1
        ? load<f64>(level.right + at8(i))
        : load<f64>(wordOhms + at8((segments + j) * wordStride))
    volts = load<f64>(passRight + at8(start + j)) * (ohms * load<f64>(row + at8(j)) + volts)
    store<f64>(row + at8(j), volts)
  }
}

/** Eliminates the word nodes: wordStep = Aw^-1 wordIn, and rest = rest + D wordStep. */
export function eliminateWords(half: i32, level: Level, gradients: Gradients): void {
  const columns = level.columns
  const row = level.room(half, 1)
  const from = half ? level.middle : 0
  const to = half ? level.rows : level.middle
  for (let i = from; i < to; i++) {
    const start = i * columns
    memory.copy(row, gradients.product + at8(start), at8(columns))
    solveWordRow(level, i, row)
    memory.copy(gradients.wordStep + at8(start), row, at8(columns))
    for (let j = 0; j < columns; j++) {
      const k = at8(start + j)
      const rest = gradients.rest + k
      store<f64>(rest, load<f64>(rest) + load<f64>(level.conductance + k) * load<f64>(row + at8(j)))
    }
  }
}

/** Gives the word nodes what the bit nodes found: wordStep = wordStep + Aw^-1 D solution. */
export function returnWords(half: i32, level: Level, gradients: Gradients): void {
  const columns = level.columns
  const row = level.room(half, 1)
  const from = half ? level.middle : 0
  const to = half ? level.rows : level.middle
  for (let i = from; i < to; i++) {
    const start = i * columns
    for (let j = 0; j < columns; j++) {
      const k = at8(start + j)
      store<f64>(row + at8(j), load<f64>(level.conductance + k) * load<f64>(gradients.solution + k))
    }
    solveWordRow(level, i, row)
    for (let j = 0; j < columns; j++) {
      const k = gradients.wordStep + at8(start + j)
      store<f64>(k, load<f64>(k) + load<f64>(row + at8(j)))
    }
  }
}

/**
 * Last half of the cycle, along the bit lines away from the middle, and the product S z of what it finds, row by row behind it.
 * Stores the sums z r, z S z and the largest |z| of its half.
 */
export function riseAndMultiply(half: i32, level: Level, gradients: Gradients): void {
  const columns = level.columns
  const output = level.output
  const carried = level.carried
  const passDown = level.passDown
  const conductance = level.conductance
  const product = gradients.product
  const rest = gradients.rest
  const bitStride = level.bitStride
  const inner = level.room(half, 1)
  const wordRow = level.room(half, 2)
  const inflow = level.room(half, 3)
  let gamma: f64 = 0
  let delta: f64 = 0
  let largest: f64 = 0
  const uniform = load<f64>(level.bitOhms)
  const uniformSiemens = uniform > 0 ? 1 / uniform : 0
  // z is what float32 holds of it, here and in the recurrences.
  for (let j = 0; j < columns; j++) {
    store<f64>(inner + at8(j), <f64><f32>load<f64>(level.meeting() + at8(j)))
  }
  const count = level.count(half)
  const step = half ? 1 : -1
  for (let n = 0, i = level.innermost(half); n < count; n++, i += step) {
    const start = i * columns
    if (half == 1 && n == 0) {
      for (let j = 0; j < columns; j++) {
        const volts = load<f64>(inner + at8(j))
        store<f32>(output + at4(start + j), <f32>volts)
        largest = larger(largest, volts)
        gamma += volts * load<f64>(rest + at8(start + j))
        store<f64>(wordRow + at8(j), load<f64>(conductance + at8(start + j)) * volts)
        // Current to the last row of the other half, whose voltage that half finds as well; or to the end of the line.
        let across = volts
        let ohms = load<f64>(level.top + at8(j))
        if (i > 0) {
          const k = at4(start - columns + j)
          ohms = level.inward(1, i, j)
          across -= <f64><f32>(single(passDown + k) * (ohms * single(carried + k) + volts))
        }
        store<f64>(inflow + at8(j), ohms > 0 ? across / ohms : 0)
      }
    } else {
      // The row before it in this half gets its last flow; that of the other half sees to itself.
      const completes = n > 0
      const before = product + at8(start - step * columns)
      for (let j = 0; j < columns; j++) {
        const k = start + j
        const wide = at8(k)
        const at = load<f64>(inner + at8(j))
        let ohms = uniform
        let siemens = uniformSiemens
        if (bitStride != 0) {
          ohms = level.inward(half, i, j)
          siemens = ohms > 0 ? 1 / ohms : 0
        }
        const narrow = <f32>(single(passDown + at4(k)) * (ohms * single(carried + at4(k)) + at))
        const volts = <f64>narrow
        store<f32>(output + at4(k), narrow)
        store<f64>(inner + at8(j), volts)
        store<f64>(wordRow + at8(j), load<f64>(conductance + wide) * volts)
        largest = larger(largest, volts)
        gamma += volts * load<f64>(rest + wide)
        const flow = (volts - at) * siemens
        store<f64>(inflow + at8(j), flow)
        if (completes) {
          const complete = load<f64>(before + at8(j)) - flow
          store<f64>(before + at8(j), complete)
          delta += complete * at
        }
      }
    }
    solveWordRow(level, i, wordRow)
    for (let j = 0; j < columns; j++) {
      const wide = at8(start + j)
      const across = load<f64>(inner + at8(j)) - load<f64>(wordRow + at8(j))
      store<f64>(product + wide, load<f64>(conductance + wide) * across + load<f64>(inflow + at8(j)))
    }
  }
  if (count > 0) {
    const row = product + at8(level.outermost(half) * columns)
    const end = half ? level.bottom : level.top
    for (let j = 0; j < columns; j++) {
      const volts = load<f64>(inner + at8(j))
      const ohms = load<f64>(end + at8(j))
      const complete = load<f64>(row + at8(j)) + (ohms > 0 ? volts / ohms : 0)
      store<f64>(row + at8(j), complete)
      delta += complete * volts
    }
  }
  const sums = gradients.sums + at8(3 * half)
  store<f64>(sums, gamma)
  store<f64>(sums + 8, delta)
  store<f64>(sums + 16, largest)
}

/** Knuth's two-sum: reference and deviation exchange digits, without loss, until the deviation is below the other's rounding. */
// @ts-ignore: decorator
@inline
function settle(reference: usize, deviation: usize): void {
  const high = load<f64>(reference)
  const low = load<f64>(deviation)
  const sum = high + low
  const gained = sum - high
  store<f64>(reference, sum)
  store<f64>(deviation, high - (sum - gained) + (low - gained))
}

/** Drop from node `a` to node `b` (byte offsets), part by part. */
// @ts-ignore: decorator
@inline
function drop(reference: usize, deviation: usize, a: usize, b: usize): f64 {
  return load<f64>(reference + a) - load<f64>(reference + b) + (load<f64>(deviation + a) - load<f64>(deviation + b))
}

/** Current into a line from its end: ends are three vectors, ohms, volts and amps. 0 ohm gives 0: Kirchhoff alone decides there. */
// @ts-ignore: decorator
@inline
function endCurrent(ends: usize, lines: i32, line: i32, reference: f64, deviation: f64): f64 {
  const ohms = load<f64>(ends + at8(line))
  if (ohms == 0) return 0
  if (ohms == Infinity) return load<f64>(ends + at8(2 * lines + line))
  return (load<f64>(ends + at8(lines + line)) - reference - deviation) / ohms
}

/** The planes of a network: words in the order of NETWORK_WORDS in kirchhoff.ts. */
// @ts-ignore: decorator
@unmanaged
class Network {
  rows!: i32
  columns!: i32
  /** First row of half 1; all rows where half 0 has to do them all. */
  middle!: i32
  wordStride!: i32
  bitStride!: i32
  conductance!: usize
  cellVolts!: usize
  cellCurrents!: usize
  wordReference!: usize
  wordDeviation!: usize
  bitReference!: usize
  bitDeviation!: usize
  wordIn!: usize
  bitIn!: usize
  wordOhms!: usize
  bitOhms!: usize
  left!: usize
  right!: usize
  top!: usize
  bottom!: usize
  /**
   * One after the other, left and right (rows each), top and bottom (columns each): what the joined nodes at each end pass on;
   * then for each line whether all of it is one node.
   */
  needs!: usize
  /** 4 rows for each half; the last of them comes out as the sums of the cell currents over the half of each bit line. */
  scratch!: usize
  /** For each half: worst, largest branch, largest cell volts, largest sum over a word line, watts in wires and in cells. */
  result!: usize
}

/** Settles the bit nodes on both sides of the middle, so that both halves may look at them. */
export function settleMiddle(network: Network): void {
  const columns = network.columns
  const from = (network.middle - 1) * columns
  for (let k = from; k < from + 2 * columns; k++) {
    settle(network.bitReference + at8(k), network.bitDeviation + at8(k))
  }
}

/**
 * Kirchhoff's law at the nodes of a half, in one pass; see kirchhoff.ts. `linear` 1: first settles the node voltages and sets
 * cell voltages and currents, conductance * volts. Half 1 needs bit lines of equal segments above 0 ohm.
 */
export function balance(half: i32, network: Network, linear: i32): void {
  const rows = network.rows
  const columns = network.columns
  const conductance = network.conductance
  const cellVolts = network.cellVolts
  const cellCurrents = network.cellCurrents
  const wordReference = network.wordReference
  const wordDeviation = network.wordDeviation
  const bitReference = network.bitReference
  const bitDeviation = network.bitDeviation
  const wordIn = network.wordIn
  const bitIn = network.bitIn
  const wordOhms = network.wordOhms
  const wordStride = network.wordStride
  const bitOhms = network.bitOhms
  const bitStride = network.bitStride
  const left = network.left
  const right = network.right
  const top = network.top
  const bottom = network.bottom
  const needs = network.needs
  const scratch = network.scratch + at8(half * 4 * columns)
  const result = network.result + at8(half * 6)
  const from = half ? network.middle : 0
  const to = half ? rows : network.middle
  const leftNeed = needs
  const rightNeed = leftNeed + at8(rows)
  const topNeed = rightNeed + at8(rows)
  const bottomNeed = topNeed + at8(columns)
  const wordWhole = bottomNeed + at8(columns)
  const bitWhole = wordWhole + at8(rows)
  // Current that the joined bit nodes at hand have from cells and from above, what the top end feeds the first of them,
  // whether a source holds them, and sums over whole lines.
  const gain = scratch
  const fed = gain + at8(columns)
  const held = fed + at8(columns)
  const lineSum = held + at8(columns)
  memory.fill(gain, 0, at8(4 * columns))
  let worst: f64 = 0
  // Only to see a NaN, which no comparison shows.
  let total: f64 = 0
  let largest: f64 = 0
  let largestVolts: f64 = 0
  let largestSum: f64 = 0
  let wireWatts: f64 = 0
  let cellWatts: f64 = 0
  const evenWord = wordStride == 0 && load<f64>(wordOhms) > 0
  const evenWordSiemens = 1 / load<f64>(wordOhms)
  const evenBit = bitStride == 0 && load<f64>(bitOhms) > 0
  const evenBitSiemens = 1 / load<f64>(bitOhms)
  if (half) {
    // Current from the row above, which the other half counts.
    for (let j = 0; j < columns; j++) {
      const k = at8(from * columns + j)
      store<f64>(gain + at8(j), drop(bitReference, bitDeviation, k - at8(columns), k) * evenBitSiemens)
    }
  } else {
    for (let j = 0; j < columns; j++) {
      const at = at8(j)
      if (linear) settle(bitReference + at, bitDeviation + at)
      const flow = endCurrent(top, columns, j, load<f64>(bitReference + at), load<f64>(bitDeviation + at))
      store<f64>(fed + at, flow)
      largest = larger(largest, flow)
      if (load<f64>(top + at) == 0) store<f64>(held + at, 1)
      store<f64>(bitWhole + at, 1)
    }
  }
  for (let i = from; i < to; i++) {
    const start = i * columns
    const segments = start - i
    if (linear) {
      for (let j = 0; j < columns; j++) {
        const k = at8(start + j)
        settle(wordReference + k, wordDeviation + k)
        const volts = load<f64>(wordReference + k) - load<f64>(bitReference + k) + (load<f64>(wordDeviation + k) - load<f64>(bitDeviation + k))
        store<f64>(cellVolts + k, volts)
        store<f64>(cellCurrents + k, load<f64>(conductance + k) * volts)
      }
    }
    const head = at8(start)
    const leftFlow = endCurrent(left, rows, i, load<f64>(wordReference + head), load<f64>(wordDeviation + head))
    largest = larger(largest, leftFlow)
    let sum: f64 = 0
    for (let j = 0; j < columns; j++) {
      const k = at8(start + j)
      const cell = load<f64>(cellCurrents + k)
      const volts = load<f64>(cellVolts + k)
      largest = larger(largest, cell)
      largestVolts = larger(largestVolts, volts)
      cellWatts += cell * volts
      sum += cell
      store<f64>(lineSum + at8(j), load<f64>(lineSum + at8(j)) + cell)
    }
    let need: f64 = 0
    let first = true
    for (let j = 0; j < columns; j++) {
      const k = at8(start + j)
      need += load<f64>(cellCurrents + k)
      let net: f64 = 0
      if (evenWord && !first && j < columns - 1) {
        // Inside a line of equal segments.
        const across = drop(wordReference, wordDeviation, k, k + 8)
        const onward = across * evenWordSiemens
        wireWatts += across * onward
        largest = larger(largest, onward)
        net = 0 - onward - need
        need = 0 - onward
      } else if (j < columns - 1) {
        const ohms = load<f64>(wordOhms + at8((segments + j) * wordStride))
        if (ohms != 0) {
          const across = drop(wordReference, wordDeviation, k, k + 8)
          const onward = across / ohms
          wireWatts += across * onward
          largest = larger(largest, onward)
          if (first) {
            store<f64>(leftNeed + at8(i), need + onward)
            if (load<f64>(left + at8(i)) != 0) net = leftFlow - onward - need
          } else net = 0 - onward - need
          first = false
          need = 0 - onward
        }
      } else {
        const rightFlow = endCurrent(right, rows, i, load<f64>(wordReference + k), load<f64>(wordDeviation + k))
        largest = larger(largest, rightFlow)
        store<f64>(rightNeed + at8(i), need)
        store<f64>(wordWhole + at8(i), first ? 1 : 0)
        const free = load<f64>(right + at8(i)) != 0 && !(first && load<f64>(left + at8(i)) == 0)
        if (free) net = (first ? leftFlow : 0) + rightFlow - need
      }
      store<f64>(wordIn + k, net)
      worst = larger(worst, net)
      total += net
    }
    largestSum = larger(largestSum, sum)
    if (evenBit && i > 0 && i < rows - 1) {
      // Inside lines of equal segments.
      for (let j = 0; j < columns; j++) {
        const k = at8(start + j)
        const below = k + at8(columns)
        if (linear) settle(bitReference + below, bitDeviation + below)
        const across = drop(bitReference, bitDeviation, k, below)
        const onward = across * evenBitSiemens
        wireWatts += across * onward
        largest = larger(largest, onward)
        const from = gain + at8(j)
        const net = load<f64>(from) + load<f64>(cellCurrents + k) - onward
        store<f64>(from, onward)
        store<f64>(bitIn + k, net)
        worst = larger(worst, net)
        total += net
      }
      continue
    }
    for (let j = 0; j < columns; j++) {
      const at = at8(j)
      const k = at8(start + j)
      const below = k + at8(columns)
      const has = load<f64>(gain + at) + load<f64>(cellCurrents + k)
      let net: f64 = 0
      if (i < rows - 1) {
        if (linear) settle(bitReference + below, bitDeviation + below)
        const ohms = load<f64>(bitOhms + at8((start + j) * bitStride))
        if (ohms == 0) store<f64>(gain + at, has)
        else {
          const across = drop(bitReference, bitDeviation, k, below)
          const onward = across / ohms
          wireWatts += across * onward
          largest = larger(largest, onward)
          if (load<f64>(held + at) == 0) net = load<f64>(fed + at) + has - onward
          if (load<f64>(bitWhole + at) != 0) {
            store<f64>(topNeed + at, has - onward)
            store<f64>(bitWhole + at, 0)
          }
          store<f64>(gain + at, onward)
          store<f64>(fed + at, 0)
          store<f64>(held + at, 0)
        }
      } else {
        const flow = endCurrent(bottom, columns, j, load<f64>(bitReference + k), load<f64>(bitDeviation + k))
        largest = larger(largest, flow)
        store<f64>(bottomNeed + at, has)
        if (load<f64>(held + at) == 0 && load<f64>(bottom + at) != 0) net = load<f64>(fed + at) + flow + has
      }
      store<f64>(bitIn + k, net)
      worst = larger(worst, net)
      total += net
    }
  }
  store<f64>(result, isNaN(total) ? NaN : worst)
  store<f64>(result + 8, largest)
  store<f64>(result + 16, largestVolts)
  store<f64>(result + 24, largestSum)
  store<f64>(result + 32, wireWatts)
  store<f64>(result + 40, cellWatts)
}
