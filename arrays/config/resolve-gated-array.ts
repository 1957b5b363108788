import type { GatedDeviceModel } from '../devices/gated-model.ts'
import type { GatedArraySpec } from '../gated/gated-array-spec.ts'
import { type ArrayContext, keyError } from './array-context.ts'
import type { ArrayFile } from './array-file.ts'
import { eitherPlace } from './either-place.ts'
import { refuseLines } from './refuse-lines.ts'
import { resolveCells, resolveStuck } from './resolve-cells.ts'
import { resolveLineEnds } from './resolve-line-ends.ts'
import { resolveWires } from './resolve-wires.ts'

/**
 * Makes of the array section of a scenario an array of three-terminal devices: gate and drain lines along rows, source lines
 * along columns. A program sets what its lines are driven with; the section says where drivers stand and their ohms.
 * @param array the section as `validate(document, arrayFile)` returns it
 * @throws ConfigError with the place in the file
 */
export async function resolveGatedArray(
  array: ArrayFile,
  model: GatedDeviceModel,
  context: ArrayContext,
): Promise<GatedArraySpec> {
  const [rows, columns] = array.size
  refuseLines(array, ['gate', 'drain', 'source'], model.name, context)
  const access = eitherPlace(array, 'access', context)
  if (access !== undefined && access.value !== 'none') {
    throw keyError(
      context,
      access.path,
      'a device with two terminals for it: the channel of one with a gate is selected by its drain line',
      `"access" beside the three-terminal device ${model.name}`,
    )
  }
  const stuck = eitherPlace(array, 'stuck', context)
  const { wires, gate, drain, source } = array
  const atLeft = (line: 'gate' | 'drain', ends: ArrayFile['gate']) => ({
    left: resolveLineEnds(ends?.left ?? 'ground', rows, context, [line, 'left']),
    right: resolveLineEnds(ends?.right ?? 'float', rows, context, [line, 'right']),
  })
  return {
    size: array.size,
    ...(await resolveCells(model, array.cells, array.size, context)),
    ...(stuck === undefined ? {} : stuckChannels(resolveStuck(stuck.value, array.size, context, stuck.path))),
    gateWire: resolveWires(wires?.gate ?? 0, [rows, columns - 1], context, ['wires', 'gate']),
    drainWire: resolveWires(wires?.drain ?? 0, [rows, columns - 1], context, ['wires', 'drain']),
    sourceWire: resolveWires(wires?.source ?? 0, [rows - 1, columns], context, ['wires', 'source']),
    gate: atLeft('gate', gate),
    drain: atLeft('drain', drain),
    source: {
      top: resolveLineEnds(source?.top ?? 'float', columns, context, ['source', 'top']),
      bottom: resolveLineEnds(source?.bottom ?? 'ground', columns, context, ['source', 'bottom']),
    },
  }
}

function stuckChannels({
  stuck,
  faults,
}: ReturnType<typeof resolveStuck>): Pick<GatedArraySpec, 'stuckChannels' | 'faults'> {
  return {
    ...(stuck === undefined ? {} : { stuckChannels: stuck }),
    ...(faults === undefined ? {} : { faults }),
  }
}
