import { twoTerminalDeviceOf } from './define-device.ts'
import type { ParameterDefinition } from './device-definition.ts'
import type { DeviceModel } from './model.ts'
import { zntppDefinition } from './zntpp.ts'

/**
 * The other metalloporphyrins of Wang 2021: ZnTPP with another bond to oxygen. The energies are assumed (the text prints
 * none, its Tables S1 and S2 do), and so is their order: no metal, Ni, Zn, Co, Fe. Everything else is as fitted for ZnTPP.
 */
const centres = [
  ['tpp', 'TPP/AlOx memristor, without a metal centre (2H)', 0.4],
  ['nitpp', 'NiTPP/AlOx memristor', 0.45],
  ['cotpp', 'CoTPP/AlOx memristor', 0.55],
  ['fetppcl', 'FeTPPCl/AlOx memristor', 0.6],
] as const

/** Memristors with another metal centre than zinc, by rising energy of the bond to oxygen. */
export const METALLOPORPHYRINS: readonly DeviceModel[] = centres.map(([name, title, value]) =>
  twoTerminalDeviceOf({
    ...zntppDefinition,
    name,
    title,
    parameters: {
      ...zntppDefinition.parameters,
      bondEnergy: {
        ...(zntppDefinition.parameters!.bondEnergy as ParameterDefinition),
        value,
        source: 'assumed, as is its place in the order of the metals',
      },
    },
  }),
)
