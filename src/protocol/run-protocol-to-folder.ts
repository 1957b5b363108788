import { ACCESS_DEFAULTS, type AccessName } from '../../arrays/access/access-defaults.ts'
import type { AccessOption } from '../../arrays/access/access-option.ts'
import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import type { BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { refuseInfiniteLaws } from '../../arrays/devices/refuse-infinite-laws.ts'
import { refuseOtherPulses } from '../../arrays/devices/refuse-other-pulses.ts'
import { resolveParameters } from '../../arrays/devices/resolve-parameters.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { appliedPulses, crossedLevels } from '../../scenarios/plasticity/applied-levels.ts'
import type { Protocol } from '../../scenarios/plasticity/protocols/protocol.ts'
import { readSettings } from '../../scenarios/plasticity/read-settings.ts'
import { type ProtocolRun, runProtocol } from '../../scenarios/plasticity/run-protocol.ts'
import {
  type ArrayPlace,
  createPlasticDevice,
} from '../../scenarios/plasticity/specimens/create-plastic-device.ts'
import { findDevice } from '../host/find-device.ts'
import { NODE_FILES } from '../host/node-files.ts'
import { chooseOutputFolder } from '../output-folder.ts'
import { packageVersion } from '../package-version.ts'
import { userError } from '../user-error.ts'
import type { protocolInWorker } from './protocol-in-worker.ts'
import { type DeviceSettings, readDeviceSettings } from './read-device-settings.ts'
import { mayReplaceProtocol, writeProtocolFolder } from './write-protocol-folder.ts'

export interface ProtocolToFolderOptions {
  /** Name of a device, or path of a device file. */
  readonly device: string
  /** [word lines, bit lines] of the array that the cell stands in; left out, the device is alone. */
  readonly size?: readonly [number, number] | undefined
  /** [word line, bit line]. @defaultValue the last of each */
  readonly cell?: readonly [number, number] | undefined
  /** Ohms of every wire segment. @defaultValue 0 */
  readonly wireOhms?: number | undefined
  /** Unselected lines. @defaultValue half */
  readonly bias?: BiasScheme | undefined
  readonly access?: AccessName | undefined
  readonly seed?: number | undefined
  /** Settings of the protocol, parameters and states of the device (parameter.NAME, state.NAME), variability; text with units. */
  readonly set?: Readonly<Record<string, string>> | undefined
  /** Folder to make; left out, runs/PROTOCOL-DEVICE, or -2, -3 ... */
  readonly out?: string | undefined
  readonly force?: boolean
}

export interface ProtocolReport {
  readonly run: ProtocolRun
  readonly folder: string
  readonly files: readonly string[]
  /** The array that the cell stood in. */
  readonly array?: ArrayPlace
}

interface Hooks {
  readonly progress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Computes elsewhere, as protocolInWorker does; here unless given. */
  readonly compute?: typeof protocolInWorker
}

const NAMES: OptionNames<Required<ProtocolToFolderOptions>> = {
  device: true,
  size: true,
  cell: true,
  wireOhms: true,
  bias: true,
  access: true,
  seed: true,
  set: true,
  out: true,
  force: true,
}

/**
 * Runs a plasticity protocol and writes its folder: what `sneakpath run ppf` does.
 * @throws ConfigError for mistakes in names, settings or the folder; SolverError where a network has no answer
 */
export async function runProtocolToFolder(
  protocol: Protocol,
  options: ProtocolToFolderOptions,
  hooks: Hooks = {},
): Promise<ProtocolReport> {
  checkOptionKeys('runProtocolToFolder', options, NAMES)
  const started = new Date()
  const model = findDevice(options.device, { file: '--device' })
  const { sense, ...changes } = options.set ?? {}
  const array = arrayPlace(options, sense)
  checkPlace(model, options)
  const name = `${protocol.name}-${model.name}`
  const { out, force = false, seed = 0 } = options
  const output = await chooseOutputFolder({ out, force, name, mayReplace: mayReplaceProtocol })
  const { own, rest } = readDeviceSettings(model, changes)
  const place = array === undefined ? {} : { array }
  const device = createPlasticDevice(model, { ...own, ...place })
  const values = readSettings(protocol.settings(device), rest, key => ({ file: `--set ${key}=${rest[key]}` }))
  for (const { setting, pulse } of appliedPulses(device, protocol.settings(device), values))
    refuseOtherPulses(model, [pulse], { file: `run ${protocol.name}`, path: setting })
  refuseLaws(model, own, crossedLevels(device, protocol.settings(device), values))
  const { compute, ...watch } = hooks
  const settled = { ...own, ...place, seed, values }
  const run = await userError(`run ${protocol.name}`, async () =>
    compute === undefined
      ? runProtocol(protocol, model, { ...settled, ...watch })
      : {
          protocol,
          ...(await compute({ protocol: protocol.name, device: options.device, options: settled }, watch)),
        },
  )
  const { files, folder } = await writeProtocolFolder(run, output.folder, {
    force,
    numbered: output.numbered,
    manifest: {
      ...(array === undefined ? {} : { array }),
      changed: own,
      seed,
      versions: { sneakpath: packageVersion(), node: process.versions.node },
      timing: { started: started.toISOString(), seconds: (Date.now() - started.getTime()) / 1000 },
    },
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  })
  return { run, folder, files, ...place }
}

/** Refuses a device from a file that has no finite current or rate at a level of the protocol or at its reads. */
function refuseLaws(
  model: DeviceModel | GatedDeviceModel,
  own: DeviceSettings,
  levels: readonly number[],
): void {
  const { parameters, state } = resolveParameters(model, own)
  const drives = {
    parameters: parameters.map(value => Float64Array.of(value)),
    states: state.map(value => Float64Array.of(value)),
  }
  if ('channel' in model)
    refuseInfiniteLaws(model, { ...drives, volts: [model.readVolts], gates: levels }, NODE_FILES)
  else if (model.storage === undefined)
    refuseInfiniteLaws(model, { ...drives, volts: [model.readVolts, ...levels] }, NODE_FILES)
}

/** The error for a setting that an array of the device does not have. */
function checkPlace(model: DeviceModel | GatedDeviceModel, { access, bias }: ProtocolToFolderOptions): void {
  const gated = 'channel' in model
  if (gated && access !== undefined && access !== 'none') {
    throw new ConfigError(
      { file: '--access' },
      `${access} with the three-terminal device ${model.name}`,
      'a device with two terminals: the channel of one with a gate is selected by its drain line',
    )
  }
  const byCurrent = gated ? model.control === 'current' : model.storage !== undefined
  if (bias !== undefined && byCurrent) {
    throw new ConfigError(
      { file: '--bias' },
      `${bias} with ${model.name}, which is written by a current`,
      'no such flag: the lines that are not addressed are open then',
    )
  }
}

function arrayPlace(options: ProtocolToFolderOptions, sense: string | undefined): ArrayPlace | undefined {
  const { size, cell, wireOhms, bias, access } = options
  if (size === undefined) {
    const without = {
      cell,
      'set sense': sense,
      wire: wireOhms,
      bias,
      access: access === 'none' ? undefined : access,
    }
    const given = Object.entries(without).find(([, value]) => value !== undefined)
    if (given === undefined) return undefined
    throw new ConfigError(
      { file: `--${given[0]}` },
      'no --size with it',
      '--size, the array that the cell stands in',
    )
  }
  if (sense !== undefined && sense !== 'line' && sense !== 'cell') {
    throw new ConfigError(
      { file: `--set sense=${sense}` },
      JSON.stringify(sense),
      expectedName(sense, ['line', 'cell']),
    )
  }
  const last = [size[0] - 1, size[1] - 1] as const
  const [i, j] = cell ?? last
  if (i > last[0] || j > last[1]) {
    throw new ConfigError({ file: '--cell' }, `${i},${j}`, `a cell from 0,0 to ${last.join(',')}`)
  }
  return {
    size,
    cell: [i, j],
    ...(sense === undefined ? {} : { sense }),
    ...(wireOhms === undefined ? {} : { wireOhms }),
    ...(bias === undefined ? {} : { bias }),
    ...(access === undefined ? {} : { access: namedAccess(access) }),
  }
}

/** An element by its name, its parameters for the manifest. */
function namedAccess(kind: AccessName): AccessOption {
  return kind === 'none' ? { kind } : { kind, ...ACCESS_DEFAULTS[kind] }
}
