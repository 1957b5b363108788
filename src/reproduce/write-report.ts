import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MayReplace, mayReplaceResult } from '../export/may-replace-result.ts'
import { replaceFolder } from '../export/replace-folder.ts'
import { packageVersion } from '../package-version.ts'
import { summarizeClaims } from './claims-summary.ts'
import { type Report, reportHtml } from './report-html.ts'

const FILES = ['index.html', 'claims.json'] as const

/**
 * Writes the claims as a page with plots, index.html, and as claims.json. The folder appears whole or not at all.
 * @returns the files, relative to the folder
 * @throws ConfigError where the folder exists without `force`, holds anything but a report, or cannot be written
 */
export async function writeReport(report: Report, folder: string, force = false): Promise<string[]> {
  await replaceFolder(folder, {
    force,
    mayReplace: mayReplaceReport,
    fill: async partial => {
      await writeFile(join(partial, 'index.html'), reportHtml(report, packageVersion()))
      await writeFile(
        join(partial, 'claims.json'),
        `${JSON.stringify({ ...report, summary: summarizeClaims(report.claims) }, null, 2)}\n`,
      )
    },
  })
  return [...FILES]
}

export const mayReplaceReport: MayReplace = mayReplaceResult({
  files: /^(index\.html|claims\.json)$/,
  called: 'a report',
})
