/**
 * A specimen that a plasticity protocol drives and reads: one device alone (a `Cell` is one), the channel of a three-terminal device, a
 * device driven by a current, or one cell of an array.
 */
export interface Specimen {
  readonly model: {
    readonly name: string
    /** Level of the ideal reads, in the unit of what is driven. */
    readonly readVolts: number
    /** Charge flows back at level 0, so a read is what its level adds. */
    readonly returnsCharge?: true
  }
  /** Response at an applied level, in the present state. The state stays as it is. */
  current(level: number): number
  /**
   * Holds a level for `seconds`.
   * @param addressed lines are wired as in a pulse, at level 0 too. @defaultValue at other levels than 0; at 0 it is a rest
   */
  advance(level: number, seconds: number, addressed?: boolean): void
  /** Moves the level linearly; there where something flows because the level moves. */
  ramp?(from: number, to: number, seconds: number): void
  /** Energy that the drivers would deliver at a level for `seconds`, J; there where it is not level times response. */
  energy?(level: number, seconds: number): number
  /** A second specimen in the same state. */
  copy(): Specimen
}

/** Makes a specimen that no pulse has reached yet. */
export type FreshSpecimen = () => Specimen
