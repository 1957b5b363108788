import type { Place } from '../errors.ts'
import type { UserFiles } from '../user-files.ts'
import type { GatedDeviceModel } from './gated-model.ts'
import type { DeviceModel } from './model.ts'

type AnyDeviceModel = DeviceModel | GatedDeviceModel

/** Built-in devices by name, each in a module of its own, loaded when it is asked for: the same as in the registries. */
export const BUILT_IN: Readonly<Record<string, () => Promise<AnyDeviceModel>>> = {
  resistor: async () => (await import('./resistor.ts')).resistor,
  sinh: async () => (await import('./sinh.ts')).sinh,
  'ec-mof-l': async () => (await import('./ec-mof.ts')).ecMofL,
  'ec-mof-n': async () => (await import('./ec-mof.ts')).ecMofN,
  'ec-mof-h': async () => (await import('./ec-mof.ts')).ecMofH,
  fmes: async () => (await import('./fmes.ts')).fmes,
  zntpp: async () => (await import('./zntpp.ts')).zntpp,
  tpp: () => metalloporphyrin('tpp'),
  nitpp: () => metalloporphyrin('nitpp'),
  cotpp: () => metalloporphyrin('cotpp'),
  fetppcl: () => metalloporphyrin('fetppcl'),
  'pentacene-p13': async () => (await import('./pentacene-p13.ts')).pentaceneP13,
  'licoo2-vertical': async () => (await import('./review/licoo2-vertical.ts')).licoo2Vertical,
  'pva-naac': async () => (await import('./review/pva-naac.ts')).pvaNaac,
  populations: async () => (await import('./populations.ts')).populations,
  'nafion-wo3': async () => (await import('./review/nafion-wo3.ts')).nafionWo3,
  'psg-wo3': async () => (await import('./review/psg-wo3.ts')).psgWo3,
  'silica-ndnio3': async () => (await import('./review/silica-ndnio3.ts')).silicaNdnio3,
  'hbn-wo3': async () => (await import('./review/hbn-wo3.ts')).hbnWo3,
  'pva-mxene': async () => (await import('./review/pva-mxene.ts')).pvaMxene,
  'lipon-licoo2': async () => (await import('./review/lipon-licoo2.ts')).liponLicoo2,
  'peo-moo3': async () => (await import('./review/peo-moo3.ts')).peoMoo3,
  'peo-wse2': async () => (await import('./review/peo-wse2.ts')).peoWse2,
  'peo-mos2': async () => (await import('./review/peo-mos2.ts')).peoMos2,
  'peo-graphene': async () => (await import('./review/peo-graphene.ts')).peoGraphene,
  'sio2-mos2': async () => (await import('./review/sio2-mos2.ts')).sio2Mos2,
  'nawo3-wo3': async () => (await import('./review/nawo3-wo3.ts')).nawo3Wo3,
  'peo-sns2': async () => (await import('./review/peo-sns2.ts')).peoSns2,
  'alox-inox': async () => (await import('./review/alox-inox.ts')).aloxInox,
}

async function metalloporphyrin(name: string): Promise<DeviceModel> {
  const { METALLOPORPHYRINS } = await import('./mtpp.ts')
  return METALLOPORPHYRINS.find(model => model.name === name)!
}

/**
 * A two- or three-terminal device by its name, or by the path of a device file; loads no other.
 * @param place where the name stands
 * @throws ConfigError for an unknown name, or what is wrong with the file
 */
export async function loadDevice(name: string, place: Place, files: UserFiles): Promise<AnyDeviceModel> {
  if (Object.hasOwn(BUILT_IN, name)) return BUILT_IN[name]()
  const { findDevice } = await import('./find-device.ts')
  return findDevice(name, place, files)
}

/**
 * The same where two terminals are needed.
 * @throws ConfigError besides for a device with a gate
 */
export async function loadTwoTerminalDevice(
  name: string,
  place: Place,
  files: UserFiles,
): Promise<DeviceModel> {
  const model = Object.hasOwn(BUILT_IN, name) ? await BUILT_IN[name]() : undefined
  if (model !== undefined && !('channel' in model)) return model
  const { deviceModel } = await import('./find-device.ts')
  return deviceModel(name, place, files)
}
