// The inner loops of the multigrid and of the conjugate gradients, in AssemblyScript: TypeScript with typed loads and
// stores, compiled to WebAssembly by compile.mjs. Arrays are addresses in the one memory that level-memory.ts lays out;
// `at4` and `at8` are the bytes of element k of a float32 and a float64 plane. Storage of the cycle is float32, sums are
// taken in float64. What each loop computes is said in level.ts and conjugate-gradients.ts.

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

/**
 * Sets the coefficients of a level from its conductances, and sums these into the next level's.
 * `wide` 1: conductance and passRight are float64. `scratch` holds 4 rows.
 */
export function factorLevel(
  rows: i32,
  columns: i32,
  wide: i32,
  conductance: usize,
  passRight: usize,
  passLeft: usize,
  share: usize,
  passDown: usize,
  wordOhms: usize,
  wordStride: i32,
  left: usize,
  right: usize,
  bitOhms: usize,
  bitStride: i32,
  top: usize,
  bottom: usize,
  scratch: usize,
  coarse: usize,
  coarseRows: i32,
  coarseColumns: i32,
  rowShift: i32,
  columnShift: i32,
): void {
  const g = scratch
  const seenLeft = g + at8(columns)
  const seenRight = seenLeft + at8(columns)
  const above = seenRight + at8(columns)
  memory.fill(coarse, 0, at4(coarseRows * coarseColumns))
  for (let j = 0; j < columns; j++) store<f64>(above + at8(j), 1 / load<f64>(top + at8(j)))
  for (let i = 0; i < rows; i++) {
    const start = i * columns
    const segments = start - i
    const sums = coarse + at4((i >> rowShift) * coarseColumns)
    for (let j = 0; j < columns; j++) {
      store<f64>(g + at8(j), either(wide, conductance, start + j))
    }
    for (let j = 0, group = sums; j < columns; j += 1 << columnShift, group += 4) {
      let sum = load<f64>(g + at8(j))
      if (columnShift && j + 1 < columns) sum += load<f64>(g + at8(j + 1))
      store<f32>(group, <f32>(single(group) + sum))
    }
    // Both directions in one loop: two chains of divisions, neither of which waits for the other.
    let fromLeft = 1 / load<f64>(left + at8(i))
    let fromRight = 1 / load<f64>(right + at8(i))
    for (let j = 0, back = columns - 1; j < columns; j++, back--) {
      store<f64>(seenLeft + at8(j), fromLeft)
      store<f64>(seenRight + at8(back), fromRight)
      const sumLeft = fromLeft + load<f64>(g + at8(j))
      const sumRight = fromRight + load<f64>(g + at8(back))
      const ohmsRight = back > 0 ? load<f64>(wordOhms + at8((segments + j) * wordStride)) : load<f64>(right + at8(i))
      const ohmsLeft = back > 0 ? load<f64>(wordOhms + at8((segments + back - 1) * wordStride)) : load<f64>(left + at8(i))
      const p = sumLeft == Infinity ? 0 : 1 / (1 + ohmsRight * sumLeft)
      const q = sumRight == Infinity ? 0 : 1 / (1 + ohmsLeft * sumRight)
      fromLeft = sumLeft == Infinity ? 1 / ohmsRight : sumLeft * p
      fromRight = sumRight == Infinity ? 1 / ohmsLeft : sumRight * q
      if (wide) store<f64>(passRight + at8(start + j), p)
      else store<f32>(passRight + at4(start + j), <f32>p)
      store<f32>(passLeft + at4(start + back), <f32>q)
    }
    const last = i == rows - 1
    for (let j = 0; j < columns; j++) {
      const k = start + j
      const own = load<f64>(g + at8(j))
      const others = load<f64>(seenLeft + at8(j)) + load<f64>(seenRight + at8(j))
      const held = others == Infinity
      const part = held ? 0 : own / (own + others)
      store<f32>(share + at4(k), <f32>part)
      // Through its own cell a bit node sees the cell in series with the word line's two sides.
      const sum = load<f64>(above + at8(j)) + (held ? own : part * others)
      const down = last ? load<f64>(bottom + at8(j)) : load<f64>(bitOhms + at8(k * bitStride))
      const p = sum == Infinity ? 0 : 1 / (1 + down * sum)
      store<f32>(passDown + at4(k), <f32>p)
      store<f64>(above + at8(j), sum == Infinity ? 1 / down : sum * p)
    }
  }
}

/**
 * What the values of one row of bit nodes send along the word line: fromLeft and fromRight of the row, so that N x is
 * share * (fromLeft + fromRight). `start` is the row's first element; `wide` 1: conductance and passRight are float64. Two
 * chains that do not wait for each other.
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

/** Carries the input down the bit lines: first half of T^-1. */
export function carryInput(rows: i32, columns: i32, input: usize, carried: usize, passDown: usize, scratch: usize): void {
  memory.fill(scratch, 0, at8(columns))
  let k = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, k++) {
      const carry = scratch + at8(j)
      const current = single(input + at4(k)) + load<f64>(carry)
      store<f32>(carried + at4(k), <f32>current)
      store<f64>(carry, current * single(passDown + at4(k)))
    }
  }
}

/**
 * A step of smoothing, first half: adds the coarse correction (0: none) to the output, sets the currents
 * input + N output and carries them down the bit lines. `wide` 1: input, conductance and passRight are float64.
 */
export function smoothDown(
  rows: i32,
  columns: i32,
  conductance: usize,
  passRight: usize,
  passLeft: usize,
  share: usize,
  passDown: usize,
  input: usize,
  wide: i32,
  output: usize,
  carried: usize,
  scratch: usize,
  correction: usize,
  coarseColumns: i32,
  rowShift: i32,
  columnShift: i32,
): void {
  const carry = scratch
  const values = carry + at8(columns)
  const fromLeft = values + at8(columns)
  const fromRight = fromLeft + at8(columns)
  memory.fill(carry, 0, at8(columns))
  for (let i = 0; i < rows; i++) {
    const start = i * columns
    if (correction == 0) {
      for (let j = 0; j < columns; j++) store<f64>(values + at8(j), single(output + at4(start + j)))
    } else {
      const coarse = correction + at4((i >> rowShift) * coarseColumns)
      for (let j = 0; j < columns; j++) {
        const k = output + at4(start + j)
        const volts = single(k) + single(coarse + at4(j >> columnShift))
        store<f64>(values + at8(j), volts)
        store<f32>(k, <f32>volts)
      }
    }
    spreadRow(columns, start, wide, conductance, passRight, passLeft, values, fromLeft, fromRight)
    for (let j = 0; j < columns; j++) {
      const k = at4(start + j)
      const spread = single(share + k) * (load<f64>(fromLeft + at8(j)) + load<f64>(fromRight + at8(j)))
      const current = either(wide, input, start + j) + spread + load<f64>(carry + at8(j))
      store<f32>(carried + k, <f32>current)
      store<f64>(carry + at8(j), current * single(passDown + k))
    }
  }
}

/** Second half of T^-1: voltages from the carried currents, up the bit lines. */
export function riseOutput(
  rows: i32,
  columns: i32,
  passDown: usize,
  bitOhms: usize,
  bitStride: i32,
  bottom: usize,
  output: usize,
  carried: usize,
  scratch: usize,
): void {
  memory.fill(scratch, 0, at8(columns))
  for (let i = rows - 1; i >= 0; i--) {
    const last = i == rows - 1
    let k = i * columns
    for (let j = 0; j < columns; j++, k++) {
      const below = scratch + at8(j)
      const ohms = last ? load<f64>(bottom + at8(j)) : load<f64>(bitOhms + at8(k * bitStride))
      const volts = single(passDown + at4(k)) * (ohms * single(carried + at4(k)) + load<f64>(below))
      store<f64>(below, volts)
      store<f32>(output + at4(k), <f32>volts)
    }
  }
}

/**
 * Second half of T^-1, and the imbalance that it leaves summed into the coarse input: after a step from x to y that is
 * N (y - x). `fromZero` 1: the step began at x = 0; else at the output as it
 * is. `wide` 1: conductance and passRight are float64.
 */
export function riseAndRestrict(
  rows: i32,
  columns: i32,
  conductance: usize,
  passRight: usize,
  passLeft: usize,
  share: usize,
  passDown: usize,
  bitOhms: usize,
  bitStride: i32,
  bottom: usize,
  output: usize,
  carried: usize,
  scratch: usize,
  coarse: usize,
  coarseRows: i32,
  coarseColumns: i32,
  rowShift: i32,
  columnShift: i32,
  fromZero: i32,
  wide: i32,
): void {
  const above = scratch
  const values = above + at8(columns)
  const fromLeft = values + at8(columns)
  const fromRight = fromLeft + at8(columns)
  memory.fill(above, 0, at8(columns))
  memory.fill(coarse, 0, at4(coarseRows * coarseColumns))
  for (let i = rows - 1; i >= 0; i--) {
    const start = i * columns
    const last = i == rows - 1
    for (let j = 0; j < columns; j++) {
      const k = start + j
      const below = above + at8(j)
      const ohms = last ? load<f64>(bottom + at8(j)) : load<f64>(bitOhms + at8(k * bitStride))
      const volts = single(passDown + at4(k)) * (ohms * single(carried + at4(k)) + load<f64>(below))
      store<f64>(below, volts)
      store<f64>(values + at8(j), fromZero ? volts : volts - single(output + at4(k)))
      store<f32>(output + at4(k), <f32>volts)
    }
    spreadRow(columns, start, wide, conductance, passRight, passLeft, values, fromLeft, fromRight)
    const sums = coarse + at4((i >> rowShift) * coarseColumns)
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

/** The currents r of the first cycle carried down the bit lines. Returns the largest |r|. */
export function begin(
  rows: i32,
  columns: i32,
  rest: usize,
  carried: usize,
  passDown: usize,
  scratch: usize,
): f64 {
  memory.fill(scratch, 0, at8(columns))
  let worst: f64 = 0
  let k = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, k++) {
      const narrow = at4(k)
      const r = load<f64>(rest + at8(k))
      worst = larger(worst, r)
      const carry = scratch + at8(j)
      const current = r + load<f64>(carry)
      store<f32>(carried + narrow, <f32>current)
      store<f64>(carry, current * single(passDown + narrow))
    }
  }
  return worst
}

/**
 * p = z + beta p, s = S z + beta s, x = x + alpha p, r = r - alpha s, and the new r carried down the bit lines for the
 * cycle. `first` 1: p, s and x are 0 so far, and their planes hold anything. Returns the largest |r|.
 */
export function update(
  rows: i32,
  columns: i32,
  first: i32,
  alpha: f64,
  beta: f64,
  z: usize,
  product: usize,
  direction: usize,
  pull: usize,
  solution: usize,
  rest: usize,
  carried: usize,
  passDown: usize,
  scratch: usize,
): f64 {
  memory.fill(scratch, 0, at8(columns))
  let worst: f64 = 0
  let k = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, k++) {
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
      const carry = scratch + at8(j)
      const current = r + load<f64>(carry)
      store<f32>(carried + narrow, <f32>current)
      store<f64>(carry, current * single(passDown + narrow))
    }
  }
  return worst
}

/** Word nodes of one row for the currents in `row` (float64), in place: Aw^-1 row. */
// @ts-ignore: decorator
@inline
function solveWordRow(
  columns: i32,
  i: i32,
  row: usize,
  passRight: usize,
  wordOhms: usize,
  wordStride: i32,
  right: usize,
): void {
  const start = i * columns
  const segments = start - i
  let current: f64 = 0
  for (let j = 0; j < columns; j++) {
    current += load<f64>(row + at8(j))
    store<f64>(row + at8(j), current)
    current *= load<f64>(passRight + at8(start + j))
  }
  let volts: f64 = 0
  for (let j = columns - 1; j >= 0; j--) {
    const ohms =
      j == columns - 1 ? load<f64>(right + at8(i)) : load<f64>(wordOhms + at8((segments + j) * wordStride))
    volts = load<f64>(passRight + at8(start + j)) * (ohms * load<f64>(row + at8(j)) + volts)
    store<f64>(row + at8(j), volts)
  }
}

/** One row of the elimination of the word nodes: row = Aw^-1 (row + D bit); `bit` 0: without the second term. */
export function eliminateRow(
  columns: i32,
  i: i32,
  row: usize,
  bit: usize,
  conductance: usize,
  passRight: usize,
  wordOhms: usize,
  wordStride: i32,
  right: usize,
): void {
  if (bit != 0) {
    const start = i * columns
    for (let j = 0; j < columns; j++) {
      const k = at8(start + j)
      const from = row + at8(j)
      store<f64>(from, load<f64>(from) + load<f64>(conductance + k) * load<f64>(bit + k))
    }
  }
  solveWordRow(columns, i, row, passRight, wordOhms, wordStride, right)
}

/**
 * Last half of the cycle, up the bit lines, and the product S z of what it finds, row by row behind it. Stores the sums
 * z r, z S z and the largest |z| at `sums`.
 */
export function riseAndMultiply(
  rows: i32,
  columns: i32,
  conductance: usize,
  passRight: usize,
  wordOhms: usize,
  wordStride: i32,
  right: usize,
  passDown: usize,
  bitOhms: usize,
  bitStride: i32,
  top: usize,
  bottom: usize,
  output: usize,
  carried: usize,
  rest: usize,
  product: usize,
  scratch: usize,
  sums: usize,
): void {
  const rowVolts = scratch
  const wordRow = rowVolts + at8(columns)
  const inflow = wordRow + at8(columns)
  memory.fill(rowVolts, 0, at8(columns))
  let gamma: f64 = 0
  let delta: f64 = 0
  let largest: f64 = 0
  const uniform = load<f64>(bitOhms)
  const uniformSiemens = uniform > 0 ? 1 / uniform : 0
  for (let i = rows - 1; i >= 0; i--) {
    const start = i * columns
    const last = i == rows - 1
    for (let j = 0; j < columns; j++) {
      const k = start + j
      const wide = at8(k)
      const below = load<f64>(rowVolts + at8(j))
      let ohms = uniform
      let siemens = uniformSiemens
      if (last || bitStride != 0) {
        ohms = last ? load<f64>(bottom + at8(j)) : load<f64>(bitOhms + wide)
        siemens = ohms > 0 ? 1 / ohms : 0
      }
      // z is what float32 holds of it, here and in the recurrences.
      const narrow = <f32>(single(passDown + at4(k)) * (ohms * single(carried + at4(k)) + below))
      const volts = <f64>narrow
      store<f32>(output + at4(k), narrow)
      store<f64>(rowVolts + at8(j), volts)
      store<f64>(wordRow + at8(j), load<f64>(conductance + wide) * volts)
      largest = larger(largest, volts)
      gamma += volts * load<f64>(rest + wide)
      const flow = (volts - below) * siemens
      store<f64>(inflow + at8(j), flow)
      if (!last) {
        const to = product + wide + at8(columns)
        const complete = load<f64>(to) - flow
        store<f64>(to, complete)
        delta += complete * below
      }
    }
    solveWordRow(columns, i, wordRow, passRight, wordOhms, wordStride, right)
    for (let j = 0; j < columns; j++) {
      const wide = at8(start + j)
      const across = load<f64>(rowVolts + at8(j)) - load<f64>(wordRow + at8(j))
      store<f64>(product + wide, load<f64>(conductance + wide) * across + load<f64>(inflow + at8(j)))
    }
  }
  for (let j = 0; j < columns; j++) {
    const volts = load<f64>(rowVolts + at8(j))
    const ohms = load<f64>(top + at8(j))
    const complete = load<f64>(product + at8(j)) + (ohms > 0 ? volts / ohms : 0)
    store<f64>(product + at8(j), complete)
    delta += complete * volts
  }
  store<f64>(sums, gamma)
  store<f64>(sums + 8, delta)
  store<f64>(sums + 16, largest)
}

/** rest = rest + D row, for one row of word nodes: what eliminated word nodes pass on to the bit nodes. */
export function passOn(columns: i32, i: i32, row: usize, conductance: usize, rest: usize): void {
  const start = i * columns
  for (let j = 0; j < columns; j++) {
    const k = at8(start + j)
    store<f64>(rest + k, load<f64>(rest + k) + load<f64>(conductance + k) * load<f64>(row + at8(j)))
  }
}

/** plane = plane + row, for one row. */
export function addRow(columns: i32, i: i32, row: usize, plane: usize): void {
  const start = i * columns
  for (let j = 0; j < columns; j++) {
    const k = plane + at8(start + j)
    store<f64>(k, load<f64>(k) + load<f64>(row + at8(j)))
  }
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

/**
 * Kirchhoff's law at every node, in one pass; see kirchhoff.ts. `linear` 1: first settles the node voltages and sets cell
 * voltages and currents, conductance * volts. `needs` holds, one after the other, left and right (rows
 * each), top and bottom (columns each): what the joined nodes at each end pass on; then for each line whether all of it is
 * one node. `scratch` holds 4 rows. Stores worst, largest branch, largest cell volts, largest line sum, watts in wires and
 * in cells at `result`.
 */
export function balance(
  rows: i32,
  columns: i32,
  linear: i32,
  conductance: usize,
  cellVolts: usize,
  cellCurrents: usize,
  wordReference: usize,
  wordDeviation: usize,
  bitReference: usize,
  bitDeviation: usize,
  wordIn: usize,
  bitIn: usize,
  wordOhms: usize,
  wordStride: i32,
  bitOhms: usize,
  bitStride: i32,
  left: usize,
  right: usize,
  top: usize,
  bottom: usize,
  needs: usize,
  scratch: usize,
  result: usize,
): void {
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
  for (let j = 0; j < columns; j++) {
    const at = at8(j)
    if (linear) settle(bitReference + at, bitDeviation + at)
    const flow = endCurrent(top, columns, j, load<f64>(bitReference + at), load<f64>(bitDeviation + at))
    store<f64>(fed + at, flow)
    largest = larger(largest, flow)
    if (load<f64>(top + at) == 0) store<f64>(held + at, 1)
    store<f64>(bitWhole + at, 1)
  }
  for (let i = 0; i < rows; i++) {
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
    const from = at8(start)
    const leftFlow = endCurrent(left, rows, i, load<f64>(wordReference + from), load<f64>(wordDeviation + from))
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
  for (let j = 0; j < columns; j++) largestSum = larger(largestSum, load<f64>(lineSum + at8(j)))
  store<f64>(result, isNaN(total) ? NaN : worst)
  store<f64>(result + 8, largest)
  store<f64>(result + 16, largestVolts)
  store<f64>(result + 24, largestSum)
  store<f64>(result + 32, wireWatts)
  store<f64>(result + 40, cellWatts)
}
