/** The files of a run folder, wherever they are: on a disk, behind a server, or as a browser was handed them. */
export interface RunFiles {
  /** The user's name of the folder; it stands in errors. */
  readonly name: string
  /**
   * Bytes of a file.
   * @param file relative to the folder, with '/' between
   * @returns undefined where there is no such file
   */
  size(file: string): Promise<number | undefined>
  /**
   * A part of a file.
   * @param from first byte, from 0
   * @param to one past the last; the file has that many
   * @throws ConfigError where it cannot be read
   */
  read(file: string, from: number, to: number, signal?: AbortSignal): Promise<Uint8Array>
}
