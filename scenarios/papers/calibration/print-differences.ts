import type { DeviceModel } from '../../../arrays/devices/model.ts'
import type { Values } from './fit-parameters.ts'

/** Prints whether the fitted values are those that the model's file holds, parameters and initial states alike. */
export function printDifferences(model: DeviceModel, fitted: Readonly<Values>): void {
  const stored = new Map([
    ...model.parameters.map(spec => [spec.name, spec.value] as const),
    ...model.states.map(spec => [spec.name, spec.initial] as const),
  ])
  const differing = Object.entries(fitted).filter(([name, value]) => stored.get(name) !== value)
  for (const [name, value] of differing) {
    console.log(`${name} DIFFERS: fitted ${value}, stored ${stored.get(name)}`)
  }
  if (differing.length === 0) console.log(`arrays/devices/${model.name} holds these values`)
}
