import { oneMinusExp } from '../scalar.ts'
import { createGpuKernel, type GpuMode, gpuPlane } from './gpu-js.ts'
import { lawText } from './law-text.ts'

/** A plain scalar function: arithmetic, `if`, Math and calls of the listed functions. */
// biome-ignore lint/suspicious/noExplicitAny: laws differ in their number of arguments
type GpuLaw = (...values: any[]) => number

/** The laws of a device's states; a DeviceModel is one. */
export interface StateLaws {
  /** rate(v, ...parameters) in 1/s and target(v, ...parameters). */
  readonly states: readonly { readonly rate: GpuLaw; readonly target: GpuLaw }[]
  /** Only their number counts. */
  readonly parameters: readonly unknown[]
  /** Scalar functions that the laws call. */
  readonly functions: readonly GpuLaw[]
}

export interface StateKernelOptions {
  /** Cells of the array, N*M. */
  readonly cells: number
  /** @defaultValue 'webasm' */
  readonly mode?: GpuMode
}

/** The compiled state update of an array. */
export interface StateKernel {
  /**
   * (target - x)(1 - exp(-rate seconds)) in float32, one new row of cells for each state.
   * @param volts device voltage of each cell, V
   * @param states one plane for each state
   * @param parameters one plane for each parameter, or one value for all cells
   */
  increments(
    volts: Float64Array,
    states: readonly Float64Array[],
    parameters: readonly Float64Array[],
    seconds: number,
  ): Float32Array[]
  /** Mode of the gpu.js backend that really ran; known after the first call. */
  readonly backend: string
  /** Frees the kernel's memory. */
  destroy(): void
}

/**
 * Compiles the laws of a device's states into a gpu.js kernel over an array. It computes in float32, so state is kept in float64
 * elsewhere and only increments come from here; kernels/relax-state.ts is the float64 twin.
 * @throws RangeError for a device without states or an array without cells
 */
export function createStateKernel(laws: StateLaws, options: StateKernelOptions): StateKernel {
  const { cells, mode = 'webasm' } = options
  const rows = laws.states.length
  if (rows === 0 || !(Number.isInteger(cells) && cells > 0)) {
    throw new RangeError(
      `createStateKernel: found ${rows} states and ${cells} cells; expected 1 or more of each`,
    )
  }
  const lawArguments = 1 + laws.parameters.length
  const kernel = createGpuKernel(kernelText(laws), {
    mode,
    output: [cells, rows],
    functions: [
      ...helpersOf(laws).map(helper => ({ text: lawText(helper), argumentCount: helper.length })),
      ...laws.states
        .flatMap(({ rate, target }) => [rate, target])
        .map(law => ({ text: lawText(law), argumentCount: lawArguments })),
    ],
  })
  return {
    increments: (volts, states, parameters, seconds) =>
      kernel(
        Float32Array.from(volts),
        gpuPlane(stack(states, cells), [cells, rows]),
        // A device without parameters still needs a plane to pass.
        gpuPlane(stack(parameters.length === 0 ? [new Float64Array(1)] : parameters, cells), [
          cells,
          Math.max(1, parameters.length),
        ]),
        seconds,
      ),
    get backend() {
      return kernel.kernel.constructor.mode
    },
    destroy: () => kernel.destroy(),
  }
}

/** The listed functions, and the one that the kernel itself calls. */
function helpersOf(laws: StateLaws): GpuLaw[] {
  return [...new Set([oneMinusExp, ...laws.functions])]
}

/** The number of states and parameters differs by device, so the kernel's text is written for each. */
function kernelText({ states, parameters }: StateLaws): string {
  const values = parameters.map((_, k) => `p${k}`)
  const call = ['v', ...values].join(', ')
  return `function (volts, states, parameters, seconds) {
    const v = volts[this.thread.x];
    ${values.map((name, k) => `const ${name} = parameters[${k}][this.thread.x];`).join('\n    ')}
    const x = states[this.thread.y][this.thread.x];
    let rate = 0;
    let target = 0;
    ${states
      .map(
        (state, k) =>
          `if (this.thread.y === ${k}) { rate = ${state.rate.name}(${call}); target = ${state.target.name}(${call}); }`,
      )
      .join('\n    ')}
    return (target - x) * oneMinusExp(rate * seconds);
  }`
}

/** Planes one after the other in float32; a single value is repeated for all cells. */
function stack(planes: readonly Float64Array[], cells: number): Float32Array {
  const flat = new Float32Array(planes.length * cells)
  planes.forEach((plane, row) => {
    if (plane.length === 1) flat.fill(plane[0]!, row * cells, (row + 1) * cells)
    else flat.set(plane, row * cells)
  })
  return flat
}
