import type { ClaimOutcome, ClaimRun } from '../claim-run.ts'

/** The protocol of a claim with one mechanism off: judged by the same range, it should fail. */
export interface ControlRun {
  /** Of the claim, "A02". */
  readonly id: string
  /** The mechanism, and how it was taken away: "no ions enter surface or pores". */
  readonly what: string
  /** Deterministic; takes well under a second. */
  run(): ClaimOutcome
}

/** Claims of a device with parameters in place of the calibrated ones. */
export type ClaimsOf = (parameters: Readonly<Record<string, number>>) => readonly ClaimRun[]

/** Parameters that take a mechanism away, in words and in values. */
export interface Mechanism {
  readonly what: string
  readonly parameters: Readonly<Record<string, number>>
}

/**
 * Controls that repeat the claims of a device with parameters that take a mechanism away.
 * @param off by the ids of claims, separated by spaces
 */
export function mechanismsOff(
  claimsOf: ClaimsOf,
  off: readonly (readonly [ids: string, mechanism: Mechanism])[],
): ControlRun[] {
  return off.flatMap(([ids, { what, parameters }]) =>
    ids.split(' ').map(id => ({
      id,
      what,
      run: () => {
        const claim = claimsOf(parameters).find(run => run.id === id)
        if (claim === undefined) throw new RangeError(`controls: found no run of ${id}; expected one`)
        return claim.run()
      },
    })),
  )
}
