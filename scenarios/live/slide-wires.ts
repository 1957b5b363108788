import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { networkProblem, type OperatingPoint } from '../../arrays/crossbar/operating-point.ts'
import { rewiredNetwork } from '../../arrays/network/rewired-network.ts'
import { type DriveView, driveOf, type ObservedDrive, observeDrive, viewOf } from './observe-drive.ts'

/** An array under one drive while its wires change. */
export interface WireSlide {
  /** @param ohms of every segment. @throws SolverError where the network has no answer */
  view(ohms: number): DriveView
}

/**
 * What `observeDrive` finds while the ohms of the wires move, each picture from those before it.
 * @param states in the model's order, N*M values each
 * @param tolerance the largest Kirchhoff imbalance over the largest branch current
 */
export function slideWires(
  spec: ArraySpec,
  states: readonly Float64Array[],
  observed: ObservedDrive,
  tolerance: number,
): WireSlide {
  const drive = driveOf(spec, observed)
  const network = rewiredNetwork(networkProblem(spec, drive, states), {
    tolerance,
    ...(spec.engine === undefined ? {} : { createEngine: spec.engine.createLinear }),
  })
  if (network !== undefined)
    return { view: ohms => viewOf(drive, observed, network.solve({ word: ohms, bit: ohms })) }
  let start: OperatingPoint | undefined
  return {
    view(ohms) {
      const wired = { ...spec, wordWire: ohms, bitWire: ohms }
      const { view, point } = observeDrive(wired, states, observed, {
        tolerance,
        ...(start === undefined ? {} : { start }),
      })
      start = point
      return view
    },
  }
}
