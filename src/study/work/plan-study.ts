import { createHash } from 'node:crypto'
import { ConfigError } from '../../../arrays/errors.ts'
import { type PreparedScenario, prepareScenario } from '../../../scenarios/file/prepare-scenario.ts'
import { stableJson } from '../../export/stable-json.ts'
import { packageVersion } from '../../package-version.ts'
import { batchObstacle } from '../batch/batch-obstacle.ts'
import { inputFiles } from '../file/input-files.ts'
import type { StudySource } from '../file/load-study.ts'
import { MOST_ROWS } from '../file/study-file.ts'
import type { Axis, AxisValue } from '../points/axis.ts'
import { type PlacedSetting, pointSettings } from '../points/point-settings.ts'
import { resolveAxes } from '../points/resolve-axes.ts'
import { checkSettingKey, unitOfSetting } from '../points/setting-keys.ts'
import { type StudyPoints, studyPoints } from '../points/study-points.ts'
import type { StudyColumn } from '../rows/study-columns.ts'
import { figureUnit, type Wanted, wantedOfStudy } from '../rows/study-figures.ts'
import { chooseRowsPerShard } from '../shards/shard-layout.ts'
import { type ResolvedEngine, resolveEngine } from './engines.ts'

/** A study that was checked: everything that its rows are made of. */
export interface StudyPlan {
  readonly source: StudySource
  readonly axes: readonly Axis[]
  readonly points: StudyPoints
  /** Points times repeats. */
  readonly rows: number
  readonly wanted: Wanted
  readonly engine: ResolvedEngine
  /** Why a study whose engine is chosen for it cannot run in batches on a GPU. */
  readonly obstacle?: string
  readonly columns: readonly StudyColumn[]
  /** SHA-256 of the files that it names, by path. */
  readonly inputs: Readonly<Record<string, string>>
  /** SHA-256 of all that its rows depend on. */
  readonly hash: string
}

/** Values of a long list that are tried one by one, from its start and its end. */
const TRIED = 50

/**
 * Checks a study and plans its rows; nothing is run. Takes the same time and memory for any number of points.
 * @throws ConfigError with the line of the study for a setting, value or figure that cannot be
 */
export async function planStudy(source: StudySource): Promise<StudyPlan> {
  const { file, document, scenario, folder } = source
  for (const key of Object.keys(file.settings)) checkSettingKey(key, document.place(['settings', key], 'key'))
  const axes = resolveAxes(file, document, key => unitOfSetting(key, scenario.document))
  const points = studyPoints(axes, { ...file, count: file.points })
  const rows = points.count * file.repeats
  if (rows > MOST_ROWS) {
    const place = document.place([file.repeats > points.count ? 'repeats' : 'vary'])
    throw new ConfigError(place, `${points.count} points times ${file.repeats}`, `at most ${MOST_ROWS} rows`)
  }
  const first = await preparePoint(source, axes, points.at(0))
  const wanted = wantedOfStudy(file, document, first)
  const obstacles = [batchObstacle(first, wanted)]
  await tryValues(source, axes, points.at(0), prepared => obstacles.push(batchObstacle(prepared, wanted)))
  const obstacle = obstacles.find(text => text !== undefined)
  const engine = await chooseEngine(source, rows * first.size[0] * first.size[1], obstacle)
  const inputs = {
    ...inputFiles(scenario.document.value, scenario.baseDir),
    ...inputFiles({ ...file.settings, ...file.vary }, folder),
  }
  return {
    source,
    axes,
    points,
    rows,
    wanted,
    engine,
    ...(obstacle === undefined || file.engine !== 'auto' ? {} : { obstacle }),
    columns: columnsOf(axes, file.figures, first),
    inputs,
    hash: hashOf(source, engine, inputs),
  }
}

/** Rows of a shard of a study whose rows take this long; a device takes many at a time. */
export function studyRowsPerShard({ rows, engine }: StudyPlan, secondsPerRow: number): number {
  return engine.name === 'float64'
    ? chooseRowsPerShard(rows, secondsPerRow)
    : chooseRowsPerShard(rows, secondsPerRow, 1)
}

/** Devices run small arrays of isolated cells in batches; anything else is computed in float64. */
async function chooseEngine(
  { file, document }: StudySource,
  cells: number,
  obstacle: string | undefined,
): Promise<ResolvedEngine> {
  const place = document.place(['engine'])
  if (obstacle === undefined || file.engine === 'float64') return resolveEngine(file.engine, cells, place)
  if (file.engine === 'auto') return { name: 'float64' }
  throw new ConfigError(
    place,
    `${file.engine} for ${obstacle}`,
    'small arrays of isolated cells and figures of their conductance, or float64',
  )
}

/** The scenario of a study at one of its points, ready to run with any seed. */
export async function preparePoint(
  { file, document, folder, scenario }: StudySource,
  axes: readonly Axis[],
  values: readonly AxisValue[],
  seed?: number,
): Promise<PreparedScenario> {
  const fixed = Object.entries(file.settings).map(
    ([key, value]): PlacedSetting => ({ key, value, place: document.place(['settings', key]) }),
  )
  const varied = axes.flatMap(({ keys, place }, d) =>
    keys.map((key): PlacedSetting => ({ key, value: values[d].setting, place })),
  )
  const settings = pointSettings([...fixed, ...varied], folder)
  return prepareScenario(scenario, seed === undefined ? settings : { ...settings, seed })
}

/** Every value of an axis, the others at those of the first point. */
async function tryValues(
  source: StudySource,
  axes: readonly Axis[],
  first: readonly AxisValue[],
  check: (prepared: PreparedScenario) => void,
): Promise<void> {
  for (const [d, { trials }] of axes.entries()) {
    const tried = trials.length <= 2 * TRIED ? trials : [...trials.slice(0, TRIED), ...trials.slice(-TRIED)]
    for (const value of tried) check(await preparePoint(source, axes, first.with(d, value)))
  }
}

function columnsOf(
  axes: readonly Axis[],
  figures: readonly string[],
  prepared: PreparedScenario,
): StudyColumn[] {
  const row = (name: string): StudyColumn => ({ name, kind: 'row', type: 'integer', unit: '' })
  return [
    ...['point', 'repeat', 'seed'].map(row),
    ...axes.map(({ column, type, unit }): StudyColumn => ({ name: column, kind: 'setting', type, unit })),
    ...figures.map(
      (name): StudyColumn => ({ name, kind: 'figure', type: 'number', unit: figureUnit(name, prepared) }),
    ),
    { name: 'failure', kind: 'failure', type: 'text', unit: '' },
  ]
}

/** Title and text of a study do not change its rows. */
function hashOf(
  { file, scenario }: StudySource,
  engine: ResolvedEngine,
  inputs: Readonly<Record<string, string>>,
): string {
  const { title: _, about: __, ...rest } = file
  const study = { ...rest, engine }
  const files = Object.values(inputs)
  const all = { study, scenario: scenario.document.value, files, version: packageVersion() }
  return createHash('sha256').update(stableJson(all, true)).digest('hex')
}
