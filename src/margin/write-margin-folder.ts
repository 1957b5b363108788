import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MayReplace, mayReplaceResult } from '../export/may-replace-result.ts'
import { replaceFolder } from '../export/replace-folder.ts'
import { stableJson } from '../export/stable-json.ts'
import { packageVersion } from '../package-version.ts'
import { renderPng } from '../plots/drawing/render-png.ts'
import { elementCurves, marginPlots } from './margin-plots.ts'
import type { MarginReport } from './run-margins.ts'

const FORMAT = 'sneakpath-margin'

/** Everything that such a folder may hold. */
const OURS = /^(manifest\.json|summary\.json|(margins|elements)\.csv|[a-z-]+\.(svg|png))$/

/**
 * Writes margins: a table (CSV), pictures with one curve for each access element and scheme, I-V curves of the elements, figures. The folder appears whole
 * or not at all.
 * @param force replace an earlier result
 * @throws ConfigError where the folder exists without `force`, holds anything else, or cannot be written
 */
export async function writeMarginFolder(report: MarginReport, folder: string, force: boolean): Promise<void> {
  await replaceFolder(folder, {
    force,
    mayReplace: mayReplaceMargins,
    fill: async partial => {
      for (const [name, svg] of Object.entries(marginPlots(report))) {
        await writeFile(join(partial, `${name}.svg`), svg)
        await writeFile(join(partial, `${name}.png`), await renderPng(svg))
      }
      await writeFile(join(partial, 'margins.csv'), marginTable(report))
      const elements = elementTable(report)
      if (elements !== undefined) await writeFile(join(partial, 'elements.csv'), elements)
      await writeFile(join(partial, 'summary.json'), stableJson({ curves: report.curves }, false))
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

export const mayReplaceMargins: MayReplace = mayReplaceResult({
  format: FORMAT,
  files: OURS,
  called: 'read margins',
})

function marginTable({ curves }: MarginReport): string {
  const rows = curves.flatMap(({ access, bias, points }) =>
    points.map(({ size, currentMargin, voltageMargin, sneakShare }) =>
      [access.kind, bias, size, currentMargin, voltageMargin, sneakShare].join(','),
    ),
  )
  return `access,bias,size,current_margin,voltage_margin,sneak_share\n${rows.join('\n')}\n`
}

function elementTable(report: MarginReport): string | undefined {
  const rows = [...elementCurves(report)].flatMap(([access, { volts, amps }]) =>
    Array.from(volts, (u, k) => `${access},${u},${amps[k]}`),
  )
  return rows.length === 0 ? undefined : `access,voltage_V,current_A\n${rows.join('\n')}\n`
}
