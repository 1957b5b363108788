/**
 * Whether something outside the project that a test needs (ngspice, python3 with scipy, npm) is there. Where it is
 * missing the test skips by name: `describe.skipIf(!need('ngspice', present))('... (needs ngspice)', ...)`.
 * @throws Error where it is missing and the environment says SNEAKPATH_REQUIRE_ALL=1, so that nothing skips unseen
 */
export function need(name: string, present: () => boolean): boolean {
  const found = present()
  if (!found && process.env.SNEAKPATH_REQUIRE_ALL === '1') {
    throw new Error(`${name} is missing and SNEAKPATH_REQUIRE_ALL=1 forbids skipping its tests`)
  }
  return found
}
