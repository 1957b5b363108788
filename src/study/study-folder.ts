import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describePath } from '../../arrays/config/describe-value.ts'
import type { SourceDocument } from '../../arrays/config/read-document.ts'
import { validate } from '../../arrays/config/validate.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { fileError } from '../export/file-errors.ts'
import { stableJson } from '../export/stable-json.ts'
import { packageVersion } from '../package-version.ts'
import { planStudy, type StudyPlan } from './plan-study.ts'
import { readShard } from './read-shards.ts'
import { type ShardLayout, shardCount, shardName } from './shard-layout.ts'
import { studyFile } from './study-file.ts'
import { STUDY_FORMAT, type StudyManifest, studyManifest } from './study-manifest.ts'
import { exists, removePartials, writeOnce } from './write-once.ts'

/** A folder with the results of a study, as far as there are any. */
export interface StudyFolder {
  /** As the user gave it. */
  readonly folder: string
  readonly plan: StudyPlan
  readonly layout: ShardLayout
}

const MANIFEST = 'manifest.json'

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
    const old = await readManifest(folder)
    if (old.hash === plan.hash) {
      await mkdir(join(folder, 'shards'), { recursive: true })
      await removePartials(join(folder, 'shards'))
      return { folder, plan, layout: old }
    }
    if (!force) throw otherStudy(plan.source.document, folder, old, manifest)
    await replaceResults(folder, text)
    return { folder, plan, layout: manifest }
  } catch (error) {
    throw fileError(error, folder)
  }
}

/**
 * Opens the folder of a study, for a worker: all that it needs stands in the manifest.
 * @throws ConfigError where it is no such folder, or this machine would compute other rows
 */
export async function openStudyFolder(folder: string): Promise<StudyFolder> {
  const manifest = await readManifest(folder)
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
    scenario: { document: documentOf(scenario.file, scenario.document), baseDir: scenario.baseDir },
  })
  if (plan.engine.adapter !== manifest.engine.adapter) {
    throw new ConfigError(
      { file: folder },
      `${plan.engine.name} on ${plan.engine.adapter}`,
      `${manifest.engine.name} on ${manifest.engine.adapter}, which planned this study`,
    )
  }
  if (plan.hash === manifest.hash) return { folder, plan, layout: manifest }
  const changed = Object.keys(manifest.inputs).filter(path => plan.inputs[path] !== manifest.inputs[path])
  throw new ConfigError(
    { file: folder },
    changed.length === 0 ? 'a manifest that was changed' : `${changed.join(', ')} changed or missing`,
    'everything as when the study was planned',
  )
}

/**
 * The manifest of a study's folder.
 * @throws ConfigError where there is none
 */
export async function readManifest(folder: string): Promise<StudyManifest> {
  const fail = (found: string): never => {
    throw new ConfigError({ file: folder }, found, 'the folder of a study')
  }
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => fail('no manifest.json there'))
  let manifest: unknown
  try {
    manifest = JSON.parse(text)
  } catch {
    return fail('a manifest.json that cannot be read')
  }
  if ((manifest as Partial<StudyManifest> | null)?.format !== STUDY_FORMAT)
    return fail('a manifest.json of something else')
  const { error } = studyManifest.safeParse(manifest)
  if (error !== undefined)
    return fail(`a manifest.json without a proper "${error.issues[0]!.path.join('.')}"`)
  return manifest as StudyManifest
}

/** The shards that are not there yet. */
export async function missingShards({
  folder,
  layout,
}: Pick<StudyFolder, 'folder' | 'layout'>): Promise<number[]> {
  const there = new Set(await readdir(join(folder, 'shards')).catch(() => []))
  return Array.from({ length: shardCount(layout) }, (_, k) => k).filter(
    shard => !there.has(`${shardName(layout, shard)}.parquet`),
  )
}

/** Rows without an answer in some shards, and why the first has none. */
export async function failuresIn(
  { folder, layout }: StudyFolder,
  shards: readonly number[],
): Promise<{ failures: number; firstFailure?: string }> {
  const found: string[] = []
  for (const shard of shards) {
    const { failure } = await readShard(join(folder, 'shards', `${shardName(layout, shard)}.parquet`), [
      'failure',
    ])
    for (const reason of failure!) if (reason !== null) found.push(String(reason))
  }
  return found.length === 0 ? { failures: 0 } : { failures: found.length, firstFailure: found[0]! }
}

/** Whether a shard is there. */
export async function hasShard({ folder, layout }: StudyFolder, shard: number): Promise<boolean> {
  return exists(join(folder, 'shards', `${shardName(layout, shard)}.parquet`))
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

/** The old rows go before the new manifest comes, so that a manifest never stands above rows of another study. */
async function replaceResults(folder: string, manifest: string): Promise<void> {
  for (const name of ['shards', 'maps', 'jobs']) {
    const retired = join(folder, `.${name}.replaced-${randomBytes(3).toString('hex')}`)
    await rename(join(folder, name), retired).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    await rm(retired, { recursive: true, force: true })
  }
  await mkdir(join(folder, 'shards'))
  const partial = join(folder, `.${MANIFEST}.partial-${process.pid}`)
  await writeFile(partial, manifest)
  await rename(partial, join(folder, MANIFEST))
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

/** What was a file when the study was planned: places have no line any more. */
function documentOf(file: string, value: unknown): SourceDocument {
  return { file, value, place: path => ({ file, path: describePath(path) }) }
}
