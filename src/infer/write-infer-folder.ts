import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MayReplace, mayReplaceResult } from '../export/may-replace-result.ts'
import { replaceFolder } from '../export/replace-folder.ts'
import { stableJson } from '../export/stable-json.ts'
import { encodeNpy } from '../files/write-npy.ts'
import { packageVersion } from '../package-version.ts'
import { inferSummary } from './infer-summary.ts'
import { type InferReport, outputPlane } from './run-infer.ts'

const FORMAT = 'sneakpath-inference'
const OURS = /^(manifest\.json|summary\.json|(outputs|ideal)\.npy|confusion\.csv)$/

/**
 * Writes an inference: outputs and ideal ones (NPY, items x outputs), the confusion (CSV, labels x guesses), figures. The folder
 * appears whole or not at all.
 * @param force replace an earlier one
 * @throws ConfigError where the folder exists without `force`, holds anything else, or cannot be written
 */
export async function writeInferFolder(report: InferReport, folder: string, force: boolean): Promise<void> {
  await replaceFolder(folder, {
    force,
    mayReplace: mayReplaceInference,
    fill: async partial => {
      for (const name of ['outputs', 'ideal'] as const) {
        const plane = outputPlane(report[name])
        await writeFile(join(partial, `${name}.npy`), encodeNpy(plane.data, plane.shape))
      }
      if (report.confusion.length > 0)
        await writeFile(
          join(partial, 'confusion.csv'),
          `${report.confusion.map(row => row.join(',')).join('\n')}\n`,
        )
      await writeFile(join(partial, 'summary.json'), stableJson(inferSummary(report), false))
      const manifest = {
        format: FORMAT,
        formatVersion: 1,
        request: report.request,
        versions: { sneakpath: packageVersion(), node: process.versions.node },
        timing: { seconds: report.seconds },
      }
      await writeFile(join(partial, 'manifest.json'), stableJson(manifest, false))
    },
  })
}

export const mayReplaceInference: MayReplace = mayReplaceResult({
  format: FORMAT,
  files: OURS,
  called: 'an inference',
})
