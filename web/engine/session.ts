import {
  ConfigError,
  DEVICE_MODELS,
  type DeviceModel,
  describeScenario,
  driveNetlist,
  FIELD_DEVICE_MODELS,
  type Host,
  type LiveRun,
  observeDrive,
  playLive,
  quantitiesOf,
  type Scenario,
  textFiles,
} from 'sneakpath/core'
import type { DeviceChoice, EngineAnswers, EngineCall, EngineEvents, EngineRequests } from './calls.ts'

export interface CallHooks<Call extends EngineCall> {
  readonly tell: (event: EngineEvents[Call]) => void
  readonly signal: AbortSignal
}

/** What the engine answers, call by call. It keeps the array that was played last. */
export type Session = {
  readonly [Call in EngineCall]: (
    request: EngineRequests[Call],
    hooks: CallHooks<Call>,
  ) => Promise<EngineAnswers[Call]>
}

interface Kept {
  readonly texts: string
  readonly which: number
  readonly live: LiveRun
}

export function createSession(): Session {
  let kept: Kept | undefined
  return {
    devices: async () => deviceChoices(),

    open: async ({ name, texts }) => describeScenario(scenarioOf(name, texts)),

    async play({ name, texts, which }, { tell, signal }) {
      const { [name]: _, ...others } = texts
      const key = JSON.stringify(others)
      const earlier = kept?.texts === key && kept.which === which ? kept.live : undefined
      const live = await playLive(scenarioOf(name, texts), which, earlier, {
        signal,
        begin: (kept, { size, model }) =>
          tell({ kind: 'begin', kept, size, quantities: quantitiesOf(model) }),
        frame: ({ label, timeS, quantities }, index, step) =>
          tell({ kind: 'frame', frame: { index, step, label, timeS, planes: copied(quantities) } }),
        progress: (done, total) => tell({ kind: 'progress', done, total }),
      })
      kept = { texts: key, which, live }
      const { run } = live
      const { delivered, cells, wires, drivers } = run.meter
      return {
        frames: run.frames.length,
        timeS: run.time,
        device: run.spec.model.name,
        network: run.settings.network,
        bias: run.settings.bias,
        warnings: live.warnings(),
        energy: { delivered, cells, wires, drivers },
      }
    },

    async observe({ frame, drive, wireOhms }) {
      const { spec, states } = arrayAt(kept?.live, frame)
      const wired = wireOhms === undefined ? spec : { ...spec, wordWire: wireOhms, bitWire: wireOhms }
      return observeDrive(wired, states, drive).view
    },

    async netlist({ frame, drive }) {
      const { spec, states } = arrayAt(kept?.live, frame)
      return { view: observeDrive(spec, states, drive).view, circuit: driveNetlist(spec, states, drive) }
    },
  }
}

function scenarioOf(name: string, texts: Readonly<Record<string, string>>): Scenario {
  const host: Host = { files: textFiles({ texts }), openEngine: async () => undefined }
  return { document: host.files.document(name), baseDir: '', host }
}

/** Planes that belong to the receiver. */
function copied(planes: Readonly<Record<string, Float64Array>>): Record<string, Float64Array> {
  return Object.fromEntries(Object.entries(planes).map(([name, plane]) => [name, plane.slice()]))
}

function arrayAt(live: LiveRun | undefined, frame: number): ReturnType<LiveRun['at']> {
  if (live === undefined)
    throw new ConfigError({ file: 'playground' }, 'no array', 'an array that was played')
  return live.at(frame)
}

function deviceChoices(): DeviceChoice[] {
  const choice =
    (group: 'paper' | 'field') =>
    (model: DeviceModel): DeviceChoice => {
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
  return [...DEVICE_MODELS.map(choice('paper')), ...FIELD_DEVICE_MODELS.map(choice('field'))]
}
