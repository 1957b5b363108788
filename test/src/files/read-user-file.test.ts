import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../../src/files/read-document.ts'
import { readIdx } from '../../../src/files/read-idx.ts'
import { readImage } from '../../../src/files/read-image.ts'
import { readMatrix } from '../../../src/files/read-matrix.ts'
import { readUserFile } from '../../../src/files/read-user-file.ts'
import { scratch } from './scratch.ts'

const { folder, put } = scratch()

describe('a file that a user names', () => {
  it.skipIf(process.platform === 'win32')('is refused at once where it is a pipe or a device', async () => {
    for (const name of ['f.csv', 'f.npy', 'f.png', 'f.yaml', 'f.idx'])
      execFileSync('mkfifo', [join(folder, name)])
    symlinkSync('/dev/zero', join(folder, 'zero.npy'))
    const refused = /found no regular file; expected/
    await expect(readMatrix(join(folder, 'f.csv'))).rejects.toThrow(refused)
    await expect(readMatrix(join(folder, 'f.npy'))).rejects.toThrow(refused)
    await expect(readMatrix(join(folder, 'zero.npy'))).rejects.toThrow(refused)
    await expect(readImage(join(folder, 'f.png'))).rejects.toThrow(refused)
    await expect(readIdx(join(folder, 'f.idx'), 3)).rejects.toThrow(refused)
    expect(() => readDocument(join(folder, 'f.yaml'))).toThrow(refused)
  })

  // Files of /proc say that they have no bytes.
  it.skipIf(process.platform !== 'linux')('is held to its limit whatever size it says it has', async () => {
    const file = '/proc/self/smaps'
    await expect(readUserFile(file, 1000, 'a file')).rejects.toThrow(
      /bytes; expected a file of at most 1000 bytes/,
    )
    expect(() => readDocument(file, 1000)).toThrow(/found a file of .* MiB; expected at most/)
  })

  it('ends with the reason of a signal', async () => {
    const file = put('a.csv', '1')
    await expect(readUserFile(file, 10, 'a file', AbortSignal.abort())).rejects.toThrow(/abort/)
    await expect(readMatrix(file, undefined, AbortSignal.abort())).rejects.toThrow(/abort/)
  })
})
