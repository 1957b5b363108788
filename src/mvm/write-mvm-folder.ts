import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plane } from '../../arrays/plane.ts'
import { encodeMatrixCsvs } from '../export/encode-matrix-csvs.ts'
import { type MayReplace, mayReplaceResult } from '../export/may-replace-result.ts'
import { replaceFolder } from '../export/replace-folder.ts'
import { stableJson } from '../export/stable-json.ts'
import { encodeNpy } from '../files/write-npy.ts'
import { packageVersion } from '../package-version.ts'
import { renderPng } from '../plots/drawing/render-png.ts'
import { cellMaps } from './cell-maps.ts'
import { mvmFigures } from './mvm-document.ts'
import type { MvmReport } from './run-mvm.ts'
import { scatterPlot } from './scatter-plot.ts'

const FORMAT = 'sneakpath-mvm'

/** Everything that such a folder may hold. */
const OURS = /^(manifest\.json|summary\.json|(maps|pictures)|(maps|pictures)\/[a-z0-9-]+\.(csv|npy|svg|png))$/

/**
 * Writes a product: outputs and ideal ones, conductances and the map of the error of each slice as NPY and CSV, pictures of
 * real against ideal and of both maps, figures. The folder appears whole or not at all.
 * @param force replace an earlier product
 * @throws ConfigError where the folder exists without `force`, holds anything but a product, or cannot be written
 */
export async function writeMvmFolder(report: MvmReport, folder: string, force: boolean): Promise<void> {
  await replaceFolder(folder, { force, mayReplace: mayReplaceMvm, fill: partial => fill(report, partial) })
}

export const mayReplaceMvm: MayReplace = mayReplaceResult({
  format: FORMAT,
  files: OURS,
  called: 'a product of matrices',
})

async function fill(report: MvmReport, partial: string): Promise<void> {
  const { array, product, survey, request } = report
  await mkdir(join(partial, 'maps'))
  await mkdir(join(partial, 'pictures'))
  const conductances = array.conductances()
  const errors = survey?.errorMaps ?? []
  const several = conductances.length > 1
  const named = (name: string, planes: readonly Plane[]): [string, Plane][] =>
    planes.map((plane, slice) => [several ? `${name}-slice-${slice}` : name, plane])
  for (const [name, plane] of named('conductance', conductances)) await writePlane(partial, name, 'S', plane)
  for (const [name, plane] of named('error', errors)) await writePlane(partial, name, '', plane)
  await writePlane(partial, 'outputs', '', product.outputs)
  await writePlane(partial, 'ideal', '', product.ideal)
  const subtitle = `${array.cells} cells; crossbars of the same inputs beside each other`
  const pictures: [string, string][] = [
    ['scatter', scatterPlot(report)],
    ['conductance', cellMaps({ title: 'Conductances', subtitle, unit: 'S', planes: conductances })],
    ...(errors.length === 0
      ? []
      : ([
          [
            'error',
            cellMaps({
              title: 'Where the error of the wires comes from',
              subtitle:
                'rms over the vectors of what wires change in the current of each cell, in units of the outputs',
              unit: '',
              planes: errors,
            }),
          ],
        ] as [string, string][])),
  ]
  for (const [name, svg] of pictures) {
    await writeFile(join(partial, 'pictures', `${name}.svg`), svg)
    await writeFile(join(partial, 'pictures', `${name}.png`), await renderPng(svg))
  }
  const { seconds, ...figures } = mvmFigures(report)
  await writeFile(join(partial, 'summary.json'), stableJson({ error: product.error, ...figures }, false))
  const manifest = {
    format: FORMAT,
    formatVersion: 1,
    weights: request.weights,
    inputs: request.inputs,
    options: request.options,
    ...(request.cost === undefined ? {} : { cost: request.cost }),
    settings: array.settings,
    scaling: product.scaling,
    versions: { sneakpath: packageVersion(), node: process.versions.node },
    timing: { seconds },
  }
  await writeFile(join(partial, 'manifest.json'), stableJson(manifest, false))
}

async function writePlane(partial: string, name: string, unit: string, plane: Plane): Promise<void> {
  const size = plane.shape as [number, number]
  await writeFile(join(partial, 'maps', `${name}.npy`), encodeNpy(plane.data, size))
  const [csv] = await encodeMatrixCsvs([plane.data], size, [{ quantity: name, unit, timeS: 0 }])
  await writeFile(join(partial, 'maps', `${name}.csv`), csv!)
}
