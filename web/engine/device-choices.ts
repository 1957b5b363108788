import { DEVICE_MODELS, type DeviceModel, FIELD_DEVICE_MODELS } from 'sneakpath/core'
import type { DeviceChoice } from './calls.ts'

/** Devices of the papers and models of the field. */
export function deviceChoices(): DeviceChoice[] {
  return [
    ...DEVICE_MODELS.map(model => choiceOf(model, 'paper')),
    ...FIELD_DEVICE_MODELS.map(model => choiceOf(model, 'field')),
  ]
}

export function choiceOf(model: DeviceModel, group: DeviceChoice['group']): DeviceChoice {
  const { name, title, citation, readVolts, validVolts, states, parameters, pulses } = model
  return {
    name,
    title,
    citation,
    group,
    readVolts,
    validVolts,
    states: states.map(({ name, unit, meaning }) => ({ name, unit, meaning })),
    parameters: parameters.map(({ name, unit, value, meaning }) => ({ name, unit, value, meaning })),
    ...(pulses === undefined ? {} : { pulses: { raise: pulses.raise, lower: pulses.lower } }),
  }
}
