import {
  type ArrayEngine,
  ConfigError,
  cellCurve,
  type DeviceModel,
  type DriveView,
  describeScenario,
  driveNetlist,
  findDevice,
  type Host,
  type LiveHooks,
  type LiveRun,
  type OperatingPoint,
  observeDrive,
  type Place,
  playLive,
  quantitiesOf,
  readAll,
  type Scenario,
  slideWires,
  sneakPaths,
  textFiles,
  type WireSlide,
} from 'sneakpath/core'
import { startSecondThread } from '#start-second-thread'
import { createBackends, gpuHere } from './backend.ts'
import type { EngineAnswers, EngineCall, EngineEvents, EngineRequests } from './calls.ts'
import { choiceOf, deviceChoices } from './device-choices.ts'
import { elseInFloat64, type SessionGpus } from './else-in-float64.ts'

/** Kirchhoff imbalance while a slider moves: voltages are right to about 1e-4 of the largest, a step of the colours is 4e-3. */
const MOVING = 1e-4
/** Points of an I-V. */
const CURVE = 81

export interface CallHooks<Call extends EngineCall> {
  readonly tell: (event: EngineEvents[Call]) => void
  readonly signal: AbortSignal
}

/** Answers of the engine, call by call. It keeps the array that was played last. */
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

/** Memory of one session between calls. */
interface Memory extends SessionGpus {
  kept: Kept | undefined
  /** The array and its states in a frame of what is played, or was. */
  arrayAt: LiveRun['at']
  /** The last observation. */
  point: OperatingPoint | undefined
  view: DriveView | undefined
  /** Wires that move, and what they are the wires of; until an observation at rest. */
  slide: { readonly of: string; readonly slide: WireSlide } | undefined
}

/** @param say takes what the reader has to know beside the answers, one line */
export function createSession(say: (text: string) => void): Session {
  const memory: Memory = {
    backends: createBackends(),
    say,
    gone: new WeakSet(),
    kept: undefined,
    arrayAt: () => {
      throw nothingYet()
    },
    point: undefined,
    view: undefined,
    slide: undefined,
  }
  let playing: Promise<void> = Promise.resolve()
  return {
    devices: async () => deviceChoices(),

    gpu: gpuHere,

    async open({ name, texts }) {
      const scenario = scenarioOf(name, texts)
      const file = describeScenario(scenario)
      refuseGate(file.array.cells.device, scenario.document.place(['array', 'cells', 'device']), texts)
      return file
    },

    play(request, hooks) {
      // One program after the other: each goes on from the one before.
      const own = playing.then(() => playOn(memory, request, hooks))
      playing = own.then(
        () => {},
        () => {},
      )
      return own
    },

    async device({ name, text }) {
      return choiceOf(refuseGate(name, { file: name }, { [name]: text }), 'own')
    },

    ...looksAt(memory),
  }
}

/** Plays a scenario; in float64 where the GPU fails. */
async function playOn(
  memory: Memory,
  request: EngineRequests['play'],
  hooks: CallHooks<'play'>,
): Promise<EngineAnswers['play']> {
  let engine: ArrayEngine | undefined
  const open = async (cells: number): Promise<ArrayEngine | undefined> => {
    await startSecondThread(cells)
    engine = await memory.backends.open(request.backend, cells)
    return engine
  }
  return elseInFloat64(
    memory,
    () => engine,
    () => playFrom(memory, request, hooks, open),
    () => playFrom(memory, request, hooks, async () => undefined),
  )
}

/** Plays a scenario, from where the one before it ended if it only grew. */
async function playFrom(
  memory: Memory,
  { name, texts, which }: EngineRequests['play'],
  { tell, signal }: CallHooks<'play'>,
  engine: NonNullable<LiveHooks['engine']>,
): Promise<EngineAnswers['play']> {
  signal.throwIfAborted()
  const { [name]: _, ...others } = texts
  const key = JSON.stringify(others)
  const { kept } = memory
  const earlier = kept?.texts === key && kept.which === which ? kept.live : undefined
  const live = await playLive(scenarioOf(name, texts), which, earlier, {
    signal,
    engine,
    begin(frames, { size, model }, at) {
      memory.arrayAt = at
      memory.slide = undefined
      tell({ kind: 'begin', kept: frames, size, quantities: quantitiesOf(model) })
    },
    frame: ({ label, timeS, quantities }, index, step) =>
      tell({ kind: 'frame', frame: { index, step, label, timeS, planes: copied(quantities) } }),
    progress: (done, total) => tell({ kind: 'progress', done, total }),
  })
  memory.kept = { texts: key, which, live }
  memory.point = undefined
  const { run } = live
  const { delivered, cells, wires, drivers } = run.meter
  return {
    frames: run.frames.length,
    timeS: run.time,
    device: run.spec.model.name,
    network: run.settings.network,
    bias: run.settings.bias,
    backend: live.engine?.report() ?? { backend: 'float64', adapter: 'CPU', kernels: 'none' },
    warnings: live.warnings(),
    energy: { delivered, cells, wires, drivers },
  }
}

/** The calls that look at the array of a frame and change nothing in it. */
function looksAt(memory: Memory): Pick<Session, 'observe' | 'paths' | 'curve' | 'reads' | 'netlist'> {
  return {
    async observe({ frame, drive, wireOhms }) {
      const { spec, states } = memory.arrayAt(frame)
      if (wireOhms !== undefined)
        return lookAt(memory, spec, array => slideOf(memory, array, states, { frame, drive }).view(wireOhms))
      memory.slide = undefined
      const { point } = memory
      const observed = await lookAt(memory, spec, array =>
        observeDrive(array, states, drive, point === undefined ? {} : { start: point }),
      )
      memory.point = observed.point
      memory.view = observed.view
      return copiedView(observed.view)
    },

    async paths({ bitLine }) {
      if (memory.view === undefined) throw nothingYet()
      return sneakPaths(memory.view, bitLine)
    },

    async curve({ frame, cell: [i, j], volts: [low, high] }) {
      const { spec, states } = memory.arrayAt(frame)
      const volts = Float64Array.from({ length: CURVE }, (_, k) => low + ((high - low) * k) / (CURVE - 1))
      return cellCurve(spec, states, i * spec.size[1] + j, volts)
    },

    async reads({ frame, volts, bias }, { tell, signal }) {
      const { spec, states } = memory.arrayAt(frame)
      const { engine: _, ...plain } = spec
      // Many small networks: each is done before a GPU has been asked.
      return readAll(plain, states, { volts, bias }, async done => {
        tell({ done, total: spec.size[0] * spec.size[1] })
        await new Promise(resolve => setTimeout(resolve))
        signal.throwIfAborted()
      })
    },

    async netlist({ frame, drive }) {
      const { spec, states } = memory.arrayAt(frame)
      const { view } = await lookAt(memory, spec, array => observeDrive(array, states, drive))
      return { view, circuit: driveNetlist(spec, states, drive) }
    },
  }
}

type ArrayAt = ReturnType<LiveRun['at']>

/** The wires that move, from the pictures before, where it is the same array under the same drive. */
function slideOf(
  memory: Memory,
  spec: ArrayAt['spec'],
  states: ArrayAt['states'],
  looked: Pick<EngineRequests['observe'], 'frame' | 'drive'>,
): WireSlide {
  const of = JSON.stringify([looked, spec.engine === undefined])
  if (memory.slide?.of !== of) memory.slide = { of, slide: slideWires(spec, states, looked.drive, MOVING) }
  return memory.slide.slide
}

/** What is found of an array, in float64 where its GPU fails. */
async function lookAt<T>(
  memory: Memory,
  spec: ArrayAt['spec'],
  find: (spec: ArrayAt['spec']) => T,
): Promise<T> {
  const { engine, ...plain } = spec
  if (engine === undefined || memory.gone.has(engine)) return find(plain)
  return elseInFloat64(
    memory,
    () => engine,
    () => find(spec),
    () => find(plain),
  )
}

/**
 * The device of that name, where the playground can show it.
 * @throws ConfigError for one with a gate, with what to do instead
 */
function refuseGate(device: string, place: Place, texts: Readonly<Record<string, string>>): DeviceModel {
  const model = findDevice(device, place, textFiles({ texts }))
  if (!('channel' in model)) return model
  throw new ConfigError(
    place,
    `${model.name}, a device with a gate`,
    'two terminals, as the playground shows (run the scenario by sneakpath run, and look at it by sneakpath open RUN_FOLDER)',
  )
}

function scenarioOf(name: string, texts: Readonly<Record<string, string>>): Scenario {
  const host: Host = { files: textFiles({ texts }), openEngine: async () => undefined }
  return { document: host.files.document(name), baseDir: '', host }
}

/** Planes that belong to the receiver. */
function copied(planes: Readonly<Record<string, Float64Array>>): Record<string, Float64Array> {
  return Object.fromEntries(Object.entries(planes).map(([name, plane]) => [name, plane.slice()]))
}

function copiedView(view: DriveView): DriveView {
  const copies = Object.entries(view).map(([name, value]) => [
    name,
    value instanceof Float64Array ? value.slice() : value,
  ])
  return Object.fromEntries(copies) as DriveView
}

function nothingYet(): ConfigError {
  return new ConfigError({ file: 'playground' }, 'no array', 'an array that was played')
}
