/** A GPU that is missing, too small, lost, or gave something that is not a number. */
export class GpuError extends Error {
  override readonly name = 'GpuError'
}
