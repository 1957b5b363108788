/** A plan that did not compile or run, with the names of the plan and of its kernels. */
export class PlanError extends Error {
  override readonly name = 'PlanError'
}
