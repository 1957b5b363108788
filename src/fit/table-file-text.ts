import { basename } from 'node:path'
import { stringify } from 'yaml'
import type { TableFile } from '../../arrays/devices/file/device-file.ts'
import type { StepFit } from '../../scenarios/fit/fit-steps.ts'
import { csvLines } from '../files/csv-field.ts'

/**
 * Fitted steps as a device file and the table beside it.
 * @param name of the device, and of the table without its ending
 */
export function tableFileTexts(
  { up, down, readVolts, steps, points, rangeResidual }: StepFit,
  name: string,
  data: string,
): { readonly device: string; readonly table: string } {
  const file: TableFile = {
    kind: 'sneakpath-device',
    name,
    title: `Steps of ${basename(data)}`,
    source: `${points} conductances of ${basename(data)}, met to ${(100 * rangeResidual).toPrecision(2)} % of their range`,
    table: `${name}.csv`,
    read: readVolts,
    write: { volts: up.volts, width: up.width },
    erase: { volts: down.volts, width: down.width },
  }
  const rows = steps.map(({ direction, conductance, change }) => [direction, conductance, change])
  return {
    device: `# A device of measured steps, made by sneakpath fit --model table: SI units.\n${stringify(file, { lineWidth: 0 })}`,
    table: csvLines([['direction', 'conductance_S', 'change_S'], ...rows]),
  }
}
