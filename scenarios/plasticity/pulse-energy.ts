import { integrate, type Sized } from '../../kernels/integrate.ts'
import type { Specimen } from './specimen.ts'

const RELATIVE = 1e-5

/**
 * Energy that the drivers deliver while a level is held, J: into a device alone level times response, into one with a gate what
 * the gate takes, into an array all that its lines take. Negative where more comes back. The state stays as it is.
 */
export function pulseEnergy(specimen: Specimen, level: number, seconds: number): number {
  if (specimen.energy !== undefined) return specimen.energy(level, seconds)
  const powerAt = (time: number): Sized => {
    const twin = specimen.copy()
    twin.advance(level, time)
    const power = level * twin.current(level)
    return { values: [power], sizes: [Math.abs(power)] }
  }
  return integrate(powerAt, seconds, RELATIVE)[0]
}
