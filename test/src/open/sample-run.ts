import { join } from 'node:path'
import { writeRunFolder } from '../../../src/export/write-run-folder.ts'
import { sampleRecord } from '../export/sample-record.ts'

/** Writes the sample record with a record over time. @returns the folder */
export async function writeSampleRun(parent: string, name: string): Promise<string> {
  const folder = join(parent, name)
  const time = Float64Array.of(0, 0.1, 0.1, 1.6)
  await writeRunFolder(
    sampleRecord({
      traces: [
        {
          name: 'first',
          title: 'sample: first',
          time,
          columns: [
            {
              name: 'cell_0_1_current_A',
              quantity: 'cell-current',
              title: 'Cell current',
              unit: 'A',
              of: 'cell 0, 1',
              values: Float64Array.of(0, 1e-6, Number.NaN, 2.5e-7),
            },
          ],
        },
      ],
    }),
    folder,
  )
  return folder
}
