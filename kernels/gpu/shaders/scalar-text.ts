/**
 * Scalar functions that laws call beside those of WGSL, which compute them badly or do not have them; the series end where float32
 * ends. Twins: kernels/scalar.ts.
 */
export const SCALAR_TEXT = `
fn one_minus_exp(x: f32) -> f32 {
  if (abs(x) < 0.35) {
    return x * (1.0 - (x / 2.0) * (1.0 - (x / 3.0) * (1.0 - (x / 4.0) * (1.0 - (x / 5.0) * (1.0 - (x / 6.0) * (1.0 - x / 7.0))))));
  }
  return 1.0 - exp(-x);
}
fn sinh_from(x: f32, large: f32) -> f32 {
  if (abs(x) < 0.5) {
    let y = x * x;
    return x * (1.0 + (y / 6.0) * (1.0 + (y / 20.0) * (1.0 + (y / 42.0) * (1.0 + y / 72.0))));
  }
  return large;
}
fn tanh_of(x: f32) -> f32 {
  let fall = one_minus_exp(2.0 * abs(x));
  return sign(x) * fall / (2.0 - fall);
}
fn asinh_of(x: f32) -> f32 {
  let size = abs(x);
  var value = log(size + sqrt(size * size + 1.0));
  if (size < 0.1) {
    let y = size * size;
    value = size * (1.0 - (y / 6.0) * (1.0 - ((9.0 * y) / 20.0) * (1.0 - (25.0 * y) / 42.0)));
  }
  return sign(x) * value;
}
`
