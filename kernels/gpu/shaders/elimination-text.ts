/** `factorise()` and `solved(right)`: Gauss's elimination of the matrix of a step, with pivots, in WGSL where `State` is an array of `count`
 * float32. Twin: kernels/small-matrix.ts. */
export function eliminationText(count: number): string {
  const at = (s: string, t: string) => `matrix[${s} * ${count}u + ${t}]`
  return `
var<private> matrix: array<f32, ${count * count}>;
var<private> pivots: array<u32, ${count}>;
fn factorise() {
  for (var c = 0u; c < ${count}u; c++) {
    var best = c;
    for (var r = c + 1u; r < ${count}u; r++) { if (abs(${at('r', 'c')}) > abs(${at('best', 'c')})) { best = r; } }
    pivots[c] = best;
    for (var t = 0u; t < ${count}u; t++) {
      let other = ${at('best', 't')};
      ${at('best', 't')} = ${at('c', 't')};
      ${at('c', 't')} = other;
    }
    for (var r = c + 1u; r < ${count}u; r++) {
      let share = ${at('r', 'c')} / ${at('c', 'c')};
      ${at('r', 'c')} = share;
      for (var t = c + 1u; t < ${count}u; t++) { ${at('r', 't')} -= share * ${at('c', 't')}; }
    }
  }
}
fn solved(right: State) -> State {
  var y = right;
  for (var c = 0u; c < ${count}u; c++) {
    let other = y[pivots[c]];
    y[pivots[c]] = y[c];
    y[c] = other;
  }
  for (var c = 0u; c < ${count}u; c++) { for (var r = c + 1u; r < ${count}u; r++) { y[r] -= ${at('r', 'c')} * y[c]; } }
  for (var m = ${count}u; m > 0u; m--) {
    let c = m - 1u;
    for (var t = c + 1u; t < ${count}u; t++) { y[c] -= ${at('c', 't')} * y[t]; }
    y[c] /= ${at('c', 'c')};
  }
  return y;
}`
}
