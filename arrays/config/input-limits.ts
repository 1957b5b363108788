/**
 * Limits of the size of an input, so that reading it ends within 20 s and 1 GB. They count what is read, not what a header says,
 * and are checked before the memory is taken; an error names the one that was passed.
 */
export const INPUT_LIMITS: Readonly<{
  /** Numbers of a matrix, and of any NPY file. */
  numbers: number
  /** Of a picture. */
  pixels: number
  /** Of all text chunks of a PNG together, unpacked. */
  pictureTextBytes: number
  /** Of an IDX file, unpacked: MNIST has 47 million. */
  idxBytes: number
  /** Of a JSON file. */
  jsonBytes: number
  /** Of a YAML file, which needs 300 times its size in memory. */
  yamlBytes: number
  /** Groups and lists inside each other. */
  nesting: number
  /** Values and keys of a JSON file: 64 MiB of full-precision numbers hold 2^22. */
  jsonNodes: number
  /** Values and keys of a YAML file. */
  yamlNodes: number
  /** Of a CSV file; NPY holds the same numbers in a quarter of the space. */
  csvBytes: number
  /** Fields of a line of a CSV file: the most lines of an array. */
  csvFieldsOfLine: number
  /** Letters of a line of a CSV file. */
  csvLineLength: number
  /** Fields of a CSV file whose rows are all kept as texts. */
  csvFieldsKept: number
}> = Object.freeze({
  numbers: 2 ** 25,
  pixels: 2 ** 24,
  pictureTextBytes: 16 * 2 ** 20,
  idxBytes: 2 ** 26,
  jsonBytes: 64 * 2 ** 20,
  yamlBytes: 4 * 2 ** 20,
  nesting: 100,
  jsonNodes: 5_000_000,
  yamlNodes: 3 * 2 ** 18,
  csvBytes: 2 ** 28,
  csvFieldsOfLine: 2 ** 16,
  csvLineLength: 2 ** 22,
  csvFieldsKept: 3 * 2 ** 20,
})
