import * as crossbar from '../../arrays/crossbar-array.ts'
import * as gated from '../../arrays/gated/gated-array-spec.ts'
import type { MatrixLike } from '../../arrays/plane.ts'
import * as margin from '../../scenarios/margin/size-margins.ts'
import * as matrix from '../../scenarios/matrix/matrix-array.ts'
import type { MatrixArrayOptions } from '../../scenarios/matrix/matrix-settings.ts'
import type { MatrixArray } from '../../scenarios/matrix/write-matrix.ts'
import { withDeviceFile } from './with-device-file.ts'

const FLAG = { file: '--device' } as const

/*
 * The functions of the core that take a device by its name; here it may be the path of a device file as well.
 */

/**
 * Makes an array of devices.
 * @throws RangeError for options that cannot be; ConfigError for an unknown device or what is wrong with its file
 */
export function createCrossbarArray(options: crossbar.CrossbarArrayOptions): crossbar.CrossbarArray {
  return crossbar.createCrossbarArray(withDeviceFile(options))
}

/**
 * Makes an array of three-terminal devices from plain values.
 * @throws RangeError for a size, name, shape or value that cannot be; ConfigError for an unknown device or what is wrong with its file
 */
export function createGatedArray(options: gated.GatedArrayOptions): gated.GatedArraySpec {
  return gated.createGatedArray(withDeviceFile(options))
}

/**
 * Writes weights into crossbars: a row is a word line (input), a column an output, and y = x W.
 * @throws RangeError for options or weights that cannot be; ConfigError for an unknown device or what is wrong with its file
 */
export function createMatrixArray(weights: MatrixLike, options: MatrixArrayOptions = {}): MatrixArray {
  return matrix.createMatrixArray(weights, withDeviceFile(options, FLAG))
}

/**
 * Read margins of square arrays by their size, in the worst case; see scenarios/margin/size-margins.ts.
 * @param done called after each size
 * @throws RangeError for options that cannot be; ConfigError for an unknown device or what is wrong with its file; SolverError where a
 * network has no answer
 */
export function sizeMargins(options: margin.SizeMarginOptions = {}, done?: () => void): margin.SizeMargins {
  return margin.sizeMargins(withDeviceFile(options, FLAG), done)
}
