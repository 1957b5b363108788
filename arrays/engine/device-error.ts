/** A device that is missing, too small, lost, or gave something that is not a number. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError'
}
