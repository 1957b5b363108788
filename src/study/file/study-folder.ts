import { mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describePath } from '../../../arrays/config/describe-value.ts'
import type { SourceDocument } from '../../../arrays/config/parse-document.ts'
import { validate } from '../../../arrays/config/validate.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { fileError } from '../../export/file-errors.ts'
import { ownFolder } from '../../export/own-folder.ts'
import { stableJson } from '../../export/stable-json.ts'
import { NODE_HOST } from '../../host/node-host.ts'
import { packageVersion } from '../../package-version.ts'
import { finishReplacing, replaceResults } from '../shards/replace-results.ts'
import { MOST_SHARDS, type ShardLayout, shardCount } from '../shards/shard-layout.ts'
import { sweepFolder } from '../shards/sweep-folder.ts'
import { writeOnce } from '../shards/write-once.ts'
import { planStudy, type StudyPlan } from '../work/plan-study.ts'
import { MANIFEST, manifestText, parseManifest } from './read-manifest.ts'
import { studyFile } from './study-file.ts'
import { STUDY_FORMAT, type StudyManifest } from './study-manifest.ts'

/** A folder with the results of a study, as far as there are any. */
export interface StudyFolder {
  /** As the user gave it. */
  readonly folder: string
  readonly plan: StudyPlan
  readonly layout: ShardLayout
  /** Of the study. */
  readonly hash: string
  /** Text of its manifest: another one there is another study, whatever its rows are. */
  readonly manifest: string
}

/**
 * Makes the folder of a study, or goes on with the one that is there.
 * @param rowsPerShard where the folder is new
 * @throws ConfigError where the folder holds anything else, or another study without `force`
 */
export async function createStudyFolder(
  plan: StudyPlan,
  folder: string,
  { rowsPerShard, force = false }: { readonly rowsPerShard: number; readonly force?: boolean },
): Promise<StudyFolder> {
  const shards = shardCount({ rows: plan.rows, rowsPerShard })
  if (shards > MOST_SHARDS) {
    const least = Math.ceil(plan.rows / MOST_SHARDS)
    throw new ConfigError({ file: '--shard-rows' }, `${shards} shards`, `${least} rows a shard or more`)
  }
  const manifest = manifestOf(plan, rowsPerShard)
  const text = stableJson(manifest, false)
  try {
    await mkdir(folder, { recursive: true })
    const there = await readdir(folder)
    if (there.length > 0 && !there.includes(MANIFEST) && there.some(name => !name.startsWith('.'))) {
      throw new ConfigError(
        { file: folder },
        'a folder with something else in it',
        'a new folder, or that of a study',
      )
    }
    await writeOnce(join(folder, MANIFEST), text)
    const oldText = await manifestText(folder)
    const old = parseManifest(oldText, folder)
    if (old.hash !== plan.hash) {
      if (!force) throw otherStudy(plan.source.document, folder, old, manifest)
      await replaceResults(folder, text, plan.hash)
    } else await finishReplacing(folder, plan.hash)
    await ownFolder(folder, 'shards')
    await sweepFolder(folder)
    const now =
      old.hash === plan.hash ? { layout: old, manifest: oldText } : { layout: manifest, manifest: text }
    return { folder, plan, hash: plan.hash, ...now }
  } catch (error) {
    throw fileError(error, folder)
  }
}

/**
 * For whoever is about to put rows into the folder, or to say that it is complete.
 * @throws ConfigError where another study has taken the folder since this one was opened
 */
export async function assertSameStudy({
  folder,
  manifest,
}: Pick<StudyFolder, 'folder' | 'manifest'>): Promise<void> {
  const text = await manifestText(folder).catch(() => undefined)
  if (text === manifest) return
  throw new ConfigError(
    { file: folder },
    'another study, which has replaced this one',
    'the same study until its end; run it again in a new folder',
  )
}

/**
 * Opens the folder of a study, for a worker: all that it needs stands in the manifest.
 * @throws ConfigError where it is no such folder, or this machine would compute other rows
 */
export async function openStudyFolder(folder: string): Promise<StudyFolder> {
  const text = await manifestText(folder)
  const manifest = parseManifest(text, folder)
  const version = packageVersion()
  if (manifest.versions.sneakpath !== version) {
    throw new ConfigError(
      { file: folder },
      `Sneakpath ${version}`,
      `Sneakpath ${manifest.versions.sneakpath}, which planned this study`,
    )
  }
  const document = documentOf(manifest.source.file, manifest.settings)
  const file = validate(document, studyFile)
  const { scenario } = manifest
  const plan = await planStudy({
    file: { ...file, engine: manifest.engine.name },
    document,
    folder: manifest.source.folder,
    scenario: {
      document: documentOf(scenario.file, scenario.document),
      baseDir: scenario.baseDir,
      host: NODE_HOST,
    },
  })
  if (plan.engine.adapter !== manifest.engine.adapter) {
    throw new ConfigError(
      { file: folder },
      `${plan.engine.name} on ${plan.engine.adapter}`,
      `${manifest.engine.name} on ${manifest.engine.adapter}, which planned this study`,
    )
  }
  const planned = plan.hash === manifest.hash && plan.rows === manifest.rows
  if (planned && JSON.stringify(plan.columns) === JSON.stringify(manifest.columns))
    return { folder, plan, layout: manifest, hash: manifest.hash, manifest: text }
  const changed = Object.keys(manifest.inputs).filter(path => plan.inputs[path] !== manifest.inputs[path])
  throw new ConfigError(
    { file: folder },
    changed.length === 0 ? 'a manifest that was changed' : `${changed.join(', ')} changed or missing`,
    'everything as when the study was planned',
  )
}

function manifestOf(plan: StudyPlan, rowsPerShard: number): StudyManifest {
  const { file, document, folder, scenario } = plan.source
  return {
    format: STUDY_FORMAT,
    formatVersion: 1,
    study: file.study,
    ...(file.title === undefined ? {} : { title: file.title }),
    hash: plan.hash,
    engine: plan.engine,
    seed: file.seed,
    points: plan.points.count,
    repeats: file.repeats,
    rows: plan.rows,
    rowsPerShard,
    columns: plan.columns,
    settings: document.value as Record<string, unknown>,
    source: { file: document.file, folder },
    scenario: {
      file: scenario.document.file,
      baseDir: resolve(scenario.baseDir),
      document: scenario.document.value,
    },
    inputs: plan.inputs,
    versions: { sneakpath: packageVersion(), node: process.versions.node },
  }
}

/** At the line of the study where it differs from the one in the folder. */
function otherStudy(
  document: SourceDocument,
  folder: string,
  old: StudyManifest,
  now: StudyManifest,
): ConfigError {
  const keys = [...new Set([...Object.keys(now.settings), ...Object.keys(old.settings)])]
  const changed = keys.filter(key => JSON.stringify(old.settings[key]) !== JSON.stringify(now.settings[key]))
  const files = Object.keys(now.inputs).filter(path => old.inputs[path] !== now.inputs[path])
  const scenario = stableJson(old.scenario.document, true) === stableJson(now.scenario.document, true)
  const parts = [...changed, ...files, ...(scenario ? [] : [now.scenario.file])]
  const version =
    old.versions.sneakpath === now.versions.sneakpath ? '' : ` by Sneakpath ${old.versions.sneakpath}`
  const found =
    old.study === now.study
      ? `results of another "${old.study}"${version} in ${folder}${parts.length === 0 ? '' : `, with other ${parts.join(', ')}`}`
      : `results of the study "${old.study}" in ${folder}`
  const place = document.place([changed.find(key => key in now.settings) ?? 'study'])
  return new ConfigError(place, found, 'the same study, a new folder, or --force to replace them')
}

/** A document that was a file when the study was planned: places have no line any more. */
function documentOf(file: string, value: unknown): SourceDocument {
  return { file, value, place: path => ({ file, path: describePath(path) }) }
}
