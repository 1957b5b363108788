import type {
  BiasScheme,
  CellCurve,
  DriveNetlist,
  DriveView,
  EngineReport,
  ObservedDrive,
  QuantityInfo,
  ScenarioFile,
  SneakPaths,
} from 'sneakpath/core'
import type { GpuHere, PageBackend } from './backend.ts'

/** A device as a choice. */
export interface DeviceChoice {
  readonly name: string
  readonly title: string
  readonly citation: string
  /** Of the built-in papers, or a model of the field. */
  readonly group: 'paper' | 'field' | 'own'
  readonly readVolts: number
  readonly validVolts: readonly [number, number]
  readonly states: readonly { readonly name: string; readonly unit: string; readonly meaning: string }[]
  readonly parameters: readonly {
    readonly name: string
    readonly unit: string
    readonly value: number
    readonly meaning: string
  }[]
  /** Pulses that its definition names: V, s and how many cross its range. */
  readonly pulses?: {
    readonly raise: { readonly amplitude: number; readonly width: number }
    readonly lower: { readonly amplitude: number; readonly width: number }
  }
}

/** A scenario as text, with the files that it names. */
export interface PlayedScenario {
  readonly name: string
  readonly texts: Readonly<Record<string, string>>
  /** Which of its cases, from 0. */
  readonly which: number
  readonly backend: PageBackend
}

/** A frame of the array. Planes are N*M, row-major, by quantity; NaN where there is no value. */
export interface PlayedFrame {
  readonly index: number
  /** The step of the program that it belongs to, from 0; -1 before any. */
  readonly step: number
  readonly label: string
  readonly timeS: number
  readonly planes: Readonly<Record<string, Float64Array>>
}

export type PlayEvent =
  /** The frames before this one are as they were. */
  | {
      readonly kind: 'begin'
      readonly kept: number
      readonly size: readonly [number, number]
      readonly quantities: Readonly<Record<string, QuantityInfo>>
    }
  | { readonly kind: 'frame'; readonly frame: PlayedFrame }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }

export interface Played {
  readonly frames: number
  /** Seconds of the program. */
  readonly timeS: number
  readonly device: string
  readonly network: 'isolated' | 'crossbar'
  readonly bias: string
  /** What computed it. */
  readonly backend: EngineReport
  readonly warnings: readonly string[]
  /** J. */
  readonly energy: {
    readonly delivered: number
    readonly cells: number
    readonly wires: number
    readonly drivers: number
  }
}

export interface ObserveRequest {
  /** States are those of this frame. */
  readonly frame: number
  readonly drive: ObservedDrive
  /** Ohms of every segment in place of those of the array. */
  readonly wireOhms?: number
}

/** A cell, for its I-V. */
export interface CellRequest {
  readonly frame: number
  readonly cell: readonly [number, number]
  /** Ends of its I-V, V. */
  readonly volts: readonly [number, number]
}

export interface ReadsRequest {
  readonly frame: number
  readonly volts: number
  readonly bias: BiasScheme
}

/** N*M each, row-major. */
export interface AllReads {
  readonly senseCurrents: Float64Array
  readonly cellCurrents: Float64Array
  readonly sneakShares: Float64Array
}

/** A device from a file of its own. */
export interface DeviceFile {
  readonly name: string
  readonly text: string
}

/** All that the engine is asked, by call. */
export interface EngineRequests {
  /** Reads and checks a scenario. */
  readonly open: { readonly name: string; readonly texts: Readonly<Record<string, string>> }
  readonly devices: undefined
  /** Whether this browser has a GPU for the page. */
  readonly gpu: undefined
  readonly play: PlayedScenario
  /** Voltages and currents under one drive, the array held. */
  readonly observe: ObserveRequest
  readonly netlist: Pick<ObserveRequest, 'frame' | 'drive'>
  /** The ways of the sense current of one read, from the drive that was observed last. */
  readonly paths: { readonly bitLine: number }
  readonly curve: CellRequest
  /** Every cell read, one after the other. */
  readonly reads: ReadsRequest
  /** Checks a device file. */
  readonly device: DeviceFile
}

export interface EngineAnswers {
  readonly open: ScenarioFile
  readonly devices: readonly DeviceChoice[]
  readonly gpu: GpuHere
  readonly play: Played
  readonly observe: DriveView
  /** Our solution, and the same circuit for ngspice. */
  readonly netlist: { readonly view: DriveView; readonly circuit: DriveNetlist }
  readonly paths: SneakPaths
  readonly curve: CellCurve
  readonly reads: AllReads
  readonly device: DeviceChoice
}

export interface EngineEvents {
  readonly open: never
  readonly devices: never
  readonly gpu: never
  readonly play: PlayEvent
  readonly observe: never
  readonly netlist: never
  readonly paths: never
  readonly curve: never
  readonly reads: { readonly done: number; readonly total: number }
  readonly device: never
}

export type EngineCall = keyof EngineRequests
