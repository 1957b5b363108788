import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { ProtocolRun } from '../../scenarios/plasticity/run-protocol.ts'
import { replaceFolder } from '../export/replace-folder.ts'
import { stableJson } from '../export/stable-json.ts'
import { readUserFile } from '../files/read-user-file.ts'
import { renderPng } from '../plots/drawing/render-png.ts'
import { panelCsv } from './panel-csv.ts'
import { panelPlot } from './panel-plot.ts'

const PROTOCOL_FORMAT = 'sneakpath-protocol'

export interface ProtocolFolderOptions {
  /** Replace an earlier result of a protocol. */
  readonly force: boolean
  /** As in `replaceFolder`: the name before the number of a folder that the user did not name. */
  readonly numbered?: string | undefined
  /** Fields of the manifest beside the run: device, place in an array, seed, versions. */
  readonly manifest: Readonly<Record<string, unknown>>
  readonly signal?: AbortSignal
}

/**
 * Writes the result of a protocol: manifest.json, summary.json with its figures, data/PANEL.csv, plots/PANEL.svg and .png. The
 * folder appears whole or not at all.
 * @returns the folder, and the files relative to it
 * @throws ConfigError where the folder cannot be written or holds anything else
 */
export async function writeProtocolFolder(
  run: ProtocolRun,
  folder: string,
  { force, numbered, manifest, signal }: ProtocolFolderOptions,
): Promise<{ readonly folder: string; readonly files: string[] }> {
  const taken = await replaceFolder(folder, {
    force,
    numbered,
    mayReplace: mayReplaceProtocol,
    fill: async partial => {
      await mkdir(join(partial, 'data'))
      await mkdir(join(partial, 'plots'))
      for (const panel of run.panels) {
        signal?.throwIfAborted()
        const svg = panelPlot(panel, `${run.protocol.title}: ${run.device}`)
        await writeFile(join(partial, 'data', `${panel.name}.csv`), panelCsv(panel))
        await writeFile(join(partial, 'plots', `${panel.name}.svg`), svg)
        await writeFile(join(partial, 'plots', `${panel.name}.png`), await renderPng(svg))
      }
      const { figures, members, warnings } = run
      await writeFile(join(partial, 'summary.json'), stableJson({ figures, members, warnings }, false))
      const head = { format: PROTOCOL_FORMAT, formatVersion: 1, protocol: run.protocol.name }
      const settings = {
        device: run.device,
        settings: run.values,
        panels: run.panels.map(({ name }) => name),
      }
      await writeFile(
        join(partial, 'manifest.json'),
        stableJson({ ...head, ...settings, ...manifest }, false),
      )
    },
  })
  return { folder: taken, files: protocolFiles(run.panels.map(({ name }) => name)) }
}

/**
 * Lets `--force` replace nothing but the result of a protocol.
 * @throws ConfigError that names what stands in the way
 */
export async function mayReplaceProtocol(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  if (entries.length === 0) return
  const manifest = String(
    await readUserFile(join(folder, 'manifest.json'), INPUT_LIMITS.jsonBytes, 'a manifest').catch(() => '{}'),
  )
  const { format, panels } = parse(manifest)
  const known = new Set(
    format === PROTOCOL_FORMAT && Array.isArray(panels) ? protocolFiles(panels.map(String)) : [],
  )
  for (const entry of entries) {
    const path = relative(folder, `${entry.parentPath}${sep}${entry.name}`).split(sep).join('/')
    if (entry.isDirectory() || known.has(path)) continue
    throw new ConfigError(
      { file: folder },
      `${path}, which no protocol writes`,
      'a folder with nothing but a result of a protocol in it',
    )
  }
}

function protocolFiles(panels: readonly string[]): string[] {
  return [
    'manifest.json',
    'summary.json',
    ...panels.flatMap(name => [`data/${name}.csv`, `plots/${name}.svg`, `plots/${name}.png`]),
  ]
}

function parse(text: string): { readonly format?: unknown; readonly panels?: unknown } {
  try {
    return JSON.parse(text) as { format?: unknown }
  } catch {
    return {}
  }
}
