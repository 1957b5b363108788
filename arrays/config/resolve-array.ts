import type { ArraySpec } from '../crossbar/array-spec.ts'
import { loadTwoTerminalDevice } from '../devices/load-device.ts'
import { type ArrayContext, placeIn } from './array-context.ts'
import type { ArrayFile, EndInput } from './array-file.ts'
import { eitherPlace } from './either-place.ts'
import { refuseLines } from './refuse-lines.ts'
import { resolveAccess } from './resolve-access.ts'
import { resolveCells, resolveStuck } from './resolve-cells.ts'
import { resolveLineEnds } from './resolve-line-ends.ts'
import { resolveWires } from './resolve-wires.ts'

/**
 * Makes of the array section of a file what the engine takes: reads the matrices that it names, checks shapes and
 * ranges, fills in the device's defaults.
 * @param array the section as `validate(document, arrayFile)` returns it
 * @throws ConfigError with the place in the file
 */
export async function resolveArray(array: ArrayFile, context: ArrayContext): Promise<ArraySpec> {
  const [rows, columns] = array.size
  const place = placeIn(context, ['cells', 'device'])
  const model = await loadTwoTerminalDevice(array.cells.device, place, context.files)
  refuseLines(array, ['word', 'bit'], model.name, context)
  const cells = await resolveCells(model, array.cells, array.size, context)
  const stuck = eitherPlace(array, 'stuck', context)
  const access = eitherPlace(array, 'access', context)
  const atRest: EndInput = context.programmed === true ? 'ground' : 'float'
  return {
    size: array.size,
    wordWire: resolveWires(array.wires?.word ?? 0, [rows, columns - 1], context, ['wires', 'word']),
    bitWire: resolveWires(array.wires?.bit ?? 0, [rows - 1, columns], context, ['wires', 'bit']),
    ...cells,
    ...(stuck === undefined ? {} : resolveStuck(stuck.value, array.size, context, stuck.path)),
    left: resolveLineEnds(array.word?.left ?? atRest, rows, context, ['word', 'left']),
    right: resolveLineEnds(array.word?.right ?? 'float', rows, context, ['word', 'right']),
    top: resolveLineEnds(array.bit?.top ?? 'float', columns, context, ['bit', 'top']),
    bottom: resolveLineEnds(array.bit?.bottom ?? atRest, columns, context, ['bit', 'bottom']),
    access:
      access === undefined
        ? { kind: 'none' }
        : await resolveAccess(access.value, array.size, context, access.path),
  }
}
