/** What brings states back that have moved on a GPU. */
const elsewhere = new WeakMap<readonly Float64Array[], () => void>()

/** Notes that states are not what their planes say until `bring` has been called. */
export function leaveStates(states: readonly Float64Array[], bring: () => void): void {
  elsewhere.set(states, bring)
}

/**
 * Brings states back in place, where they have moved elsewhere.
 * @throws GpuError where they are lost
 */
export function bringStates(states: readonly Float64Array[]): void {
  elsewhere.get(states)?.()
  elsewhere.delete(states)
}
