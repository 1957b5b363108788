import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MayReplace, mayReplaceResult } from '../export/may-replace-result.ts'
import { type ReplaceFolderOptions, replaceFolder } from '../export/replace-folder.ts'
import { stableJson } from '../export/stable-json.ts'
import { encodeNpy } from '../files/write-npy.ts'
import { packageVersion } from '../package-version.ts'
import { renderPng } from '../plots/drawing/render-png.ts'
import { trainingPictures } from './training-pictures.ts'
import type { TrainingReport } from './training-report.ts'
import { trainingTables } from './training-tables.ts'

const FORMAT = 'sneakpath-training'

/** Everything that a training folder may hold. */
const OURS =
  /^(manifest\.json|summary\.json|tables|maps|cells|pictures|(tables|maps|cells|pictures)\/[a-z0-9-]+\.(csv|npy|svg|png))$/

/**
 * Writes a training: manifest, summary, tables (CSV), weight maps by epoch (NPY and CSV), the cells at the end (NPY) and pictures.
 * The folder appears whole or not at all.
 * @param clock times of the run; they stand apart in the manifest
 * @returns the folder that was taken
 * @throws ConfigError where the folder exists without `force`, holds anything but a training, or cannot be written
 */
export async function writeTrainingFolder(
  report: TrainingReport,
  folder: string,
  clock: Readonly<Record<string, unknown>>,
  { force, numbered }: Pick<ReplaceFolderOptions, 'force' | 'numbered'>,
): Promise<string> {
  return replaceFolder(folder, {
    force,
    numbered,
    mayReplace: mayReplaceTraining,
    fill: partial => fill(report, partial, clock),
  })
}

export const mayReplaceTraining: MayReplace = mayReplaceResult({
  format: FORMAT,
  files: OURS,
  called: 'a training',
})

async function fill(
  report: TrainingReport,
  partial: string,
  timing: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { training, data } = report
  const { network, maps } = training
  for (const name of ['tables', 'maps', 'cells', 'pictures']) await mkdir(join(partial, name))
  for (const [name, text] of Object.entries(trainingTables(report)))
    await writeFile(join(partial, 'tables', `${name}.csv`), text)
  const { size, inputs } = data.train
  const all = Float64Array.from(maps.flatMap(map => Array.from(map)))
  await writeFile(join(partial, 'maps', 'weights.npy'), encodeNpy(all, [maps.length, data.classes, ...size]))
  const digits = String(maps.length - 1).length
  for (const [epoch, map] of maps.entries()) {
    const rows = Array.from({ length: data.classes * size[0] }, (_, row) =>
      Array.from(map.subarray(row * size[1], (row + 1) * size[1])).join(','),
    )
    const head = `# weights after epoch ${epoch}: ${data.classes} classes below each other, ${size.join(' x ')} (${inputs} pixels) each`
    await writeFile(
      join(partial, 'maps', `epoch-${String(epoch).padStart(digits, '0')}.csv`),
      `${head}\n${rows.join('\n')}\n`,
    )
  }
  for (const { index, cells } of network.layers) {
    const shape = [cells.inputs, cells.outputs]
    await writeFile(join(partial, 'cells', `layer-${index + 1}-plus.npy`), encodeNpy(cells.plus, shape))
    if (cells.pair)
      await writeFile(join(partial, 'cells', `layer-${index + 1}-minus.npy`), encodeNpy(cells.minus, shape))
  }
  for (const [name, svg] of Object.entries(trainingPictures(report))) {
    await writeFile(join(partial, 'pictures', `${name}.svg`), svg)
    await writeFile(join(partial, 'pictures', `${name}.png`), await renderPng(svg))
  }
  await writeFile(join(partial, 'summary.json'), stableJson(summaryOf(report), false))
  const manifest = {
    format: FORMAT,
    formatVersion: 1,
    heading: report.heading,
    data: { train: data.train.source, test: data.test.source },
    sizes: network.sizes,
    settings: network.settings,
    device: describe(report),
    engine: report.engine,
    versions: { sneakpath: packageVersion(), node: process.versions.node },
    timing,
  }
  await writeFile(join(partial, 'manifest.json'), stableJson(manifest, false))
}

function describe({ training: { network } }: TrainingReport): Readonly<Record<string, unknown>> {
  const { name, title, citation, curve, misfit, stepSpread, protocol, unit } = network.device
  const { shares, rates, misfit: driftMisfit } = network.layers[0].cells.drift
  return {
    name,
    title,
    citation,
    curve,
    misfit,
    ...(stepSpread === undefined ? {} : { stepSpread }),
    protocol,
    unit,
    drift: { shares, rates, misfit: driftMisfit },
  }
}

/** The figures of a training, as summary.json and --json give them. */
export function summaryOf({
  training,
  comparison,
  costs,
  transfer,
  engine,
}: TrainingReport): Readonly<Record<string, unknown>> {
  const { records, confusion } = training
  const last = records.at(-1)!
  const { device, ideal, float, note } = comparison
  return {
    accuracy: device.mean,
    ...(device.spread === undefined ? {} : { spread: device.spread }),
    accuracies: device.accuracies,
    ...(ideal === undefined ? {} : { ideal, float }),
    ...(note === undefined ? {} : { note }),
    epochs: records.length - 1,
    loss: last.testLoss,
    updateSeconds: last.seconds,
    energy: {
      trainingSampleJoules: last.writeJoules + last.readJoules,
      writeJoules: last.writeJoules,
      readJoules: last.readJoules,
      inferenceJoules: last.inferenceJoules,
    },
    effectiveMatrices: { made: last.remade, largestError: last.largestError },
    confusion,
    engine,
    ...(costs === undefined ? {} : { costs }),
    ...(transfer === undefined ? {} : { transfer }),
  }
}
