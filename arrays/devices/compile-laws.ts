import { createFlowIntegrator, type FlowIntegrator } from '../../kernels/integrate-flow.ts'
import { type CellFlow, compileFlow } from '../law/compile-flow.ts'
import { compileLoop, type LawColumn, type LawLoop } from '../law/compile-loop.ts'
import { differentiate } from '../law/differentiate.ts'
import { isSmooth } from '../law/is-smooth.ts'
import { identityOf, type LawNode, nameNode } from '../law/law-node.ts'
import { operate } from '../law/operate.ts'
import type { GatedDeviceModel } from './gated-model.ts'
import type { DeviceCore, DeviceModel, PathLaw } from './model.ts'

/** A path through devices as a loop over flat arrays; columns with one value serve every cell. */
export type PathLoop = (
  count: number,
  volts: LawColumn,
  states: readonly LawColumn[],
  parameters: readonly LawColumn[],
  current: Float64Array,
  slope: Float64Array,
) => void

/** The same, with how sharply the current bends: its second derivative by the voltage over its slope, 1/V. */
export type BentLoop = (...values: [...Parameters<PathLoop>, bend: Float64Array]) => void

/** How the states of devices move, as loops over flat arrays. */
export interface CompiledStates {
  /**
   * Rates (1/s) and targets of all states: one plane each. Of devices all whose states relax.
   * @param control device volts, or gate volts or amperes
   */
  relaxation(
    count: number,
    control: LawColumn,
    parameters: readonly LawColumn[],
    rates: readonly Float64Array[],
    targets: readonly Float64Array[],
  ): void
  /** The states of one cell after another, of any device. */
  flow(parameters: readonly LawColumn[]): CellFlow
  readonly integrator: FlowIntegrator
}

/** A device's laws, compiled when they are first asked for. */
export interface CompiledLaws {
  /** Of a two-terminal device, and the channel of a three-terminal one. */
  readonly evaluate: PathLoop
  /** Of a two-terminal device whose current has neither kinks nor an unknown inside the cell. */
  readonly bent: BentLoop | undefined
  readonly states: CompiledStates
  /** Energy that each cell keeps, J; undefined of devices that keep none. */
  readonly stored: StoredLoop | undefined
}

/** Energies of devices as a loop over flat arrays, J. */
export type StoredLoop = (
  count: number,
  states: readonly LawColumn[],
  parameters: readonly LawColumn[],
  energy: Float64Array,
) => void

export interface CompiledGatedLaws extends CompiledLaws {
  /** At gate-source volts. */
  readonly gate: PathLoop
}

const compiled = new WeakMap<DeviceModel, CompiledLaws>()
const compiledGated = new WeakMap<GatedDeviceModel, CompiledGatedLaws>()
/** By the laws and the names in their order, so that devices of the same equations share what is compiled. */
const paths = new Map<string, PathLoop>()
const moving = new Map<string, CompiledStates>()

/** Compiles the laws of a two-terminal device. */
export function compileLaws(model: DeviceModel): CompiledLaws {
  let laws = compiled.get(model)
  if (laws === undefined) {
    laws = {
      evaluate: pathLoop(model, model, 'v'),
      bent: bentLoop(model),
      states: compileStates(model, 'v'),
      stored: model.stored === undefined ? undefined : storedLoop(model, model.stored),
    }
    compiled.set(model, laws)
  }
  return laws
}

export function compileGatedLaws(model: GatedDeviceModel): CompiledGatedLaws {
  let laws = compiledGated.get(model)
  if (laws === undefined) {
    laws = {
      evaluate: pathLoop(model, model.channel, 'v'),
      gate: pathLoop(model, model.gate, 'vg'),
      bent: undefined,
      states: compileStates(model, controlName(model)),
      stored: model.stored === undefined ? undefined : storedLoop(model, model.stored),
    }
    compiledGated.set(model, laws)
  }
  return laws
}

/** The name of what moves the states of a device in its laws. */
export function controlName(model: DeviceModel | GatedDeviceModel): 'v' | 'vg' | 'ig' {
  if (!('control' in model)) return 'v'
  return model.control === 'voltage' ? 'vg' : 'ig'
}

function namesIn({ states, parameters }: DeviceCore, control: string): string[] {
  return [control, ...states.map(({ name }) => name), ...parameters.map(({ name }) => name)]
}

function pathLoop(model: DeviceCore, path: PathLaw, control: string): PathLoop {
  const names = namesIn(model, control)
  const key = [...[path.current, path.slope, ...unknownLaws(model)].map(identityOf), ...names].join(' ')
  const known = paths.get(key)
  if (known !== undefined) return known
  const loop = compileLoop([path.current, path.slope], names, model.unknown)
  const evaluate: PathLoop = (count, volts, states, parameters, current, slope) =>
    loop(count, [volts, ...states, ...parameters], [current, slope])
  paths.set(key, evaluate)
  return evaluate
}

function bentLoop(model: DeviceModel): BentLoop | undefined {
  const { current, slope, unknown } = model
  if (unknown !== undefined || !isSmooth(current, 'v')) return undefined
  let loop: LawLoop | undefined
  return (count, volts, states, parameters, amps, siemens, bend) => {
    loop ??= compileLoop(
      [current, slope, operate('/', differentiate(slope, 'v'), slope)],
      namesIn(model, 'v'),
    )
    loop(count, [volts, ...states, ...parameters], [amps, siemens, bend])
  }
}

function storedLoop({ states, parameters }: DeviceCore, law: LawNode): StoredLoop {
  const names = [...states, ...parameters].map(({ name }) => name)
  const loop = compileLoop([law], names)
  return (count, planes, columns, energy) => loop(count, [...planes, ...columns], [energy])
}

function compileStates(model: DeviceCore, control: string): CompiledStates {
  const { states, parameters } = model
  const laws = states.flatMap(({ law }) => (law.kind === 'rate' ? [law.rate] : [law.rate, law.target]))
  const key = [
    ...[...laws, ...unknownLaws(model)].map(identityOf),
    ...namesIn(model, control),
    ...states.flatMap(({ law, range }) => [law.kind, ...range]),
  ].join(' ')
  const known = moving.get(key)
  if (known !== undefined) return known
  let relaxing: LawLoop | undefined
  let flow: ReturnType<typeof compileFlow> | undefined
  let integrator: FlowIntegrator | undefined
  const parameterNames = parameters.map(({ name }) => name)
  const compiled: CompiledStates = {
    relaxation(count, at, columns, rates, targets) {
      relaxing ??= compileLoop(
        states.flatMap(({ law }) => (law.kind === 'relaxation' ? [law.rate, law.target] : [])),
        [control, ...parameterNames],
      )
      const results: Float64Array[] = []
      for (let s = 0; s < rates.length; s++) results.push(rates[s], targets[s])
      relaxing(count, [at, ...columns], results)
    },
    flow(columns) {
      flow ??= compileFlow({
        rates: states.map(derivativeOf),
        states: states.map(({ name }) => name),
        parameters: parameterNames,
        control,
        unknown: model.unknown,
      })
      return flow(columns)
    },
    get integrator() {
      integrator ??= createFlowIntegrator(states.map(({ range }) => range))
      return integrator
    },
  }
  moving.set(key, compiled)
  return compiled
}

function unknownLaws({ unknown }: DeviceCore): LawNode[] {
  return unknown === undefined ? [] : [unknown.equation, ...unknown.between]
}

/** dx/dt of a state. */
export function derivativeOf({ name, law }: DeviceCore['states'][number]): LawNode {
  return law.kind === 'rate' ? law.rate : operate('*', law.rate, operate('-', law.target, nameNode(name)))
}
