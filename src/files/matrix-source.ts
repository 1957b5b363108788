import { statSync } from 'node:fs'

/** A matrix as a user names it. */
export interface MatrixSource {
  readonly file: string
  /** Of a safetensors file, after "#". */
  readonly tensor?: string | undefined
  /** Whether "^T" at the end transposes it. */
  readonly turned: boolean
}

/** Takes apart "net.safetensors#layer.weight^T". */
export function matrixSource(source: string): MatrixSource {
  const turned = source.endsWith('^T')
  const plain = turned ? source.slice(0, -2) : source
  const [, file, tensor] = /^(.+?\.safetensors)(?:#(.*))?$/is.exec(plain) ?? []
  return file === undefined ? { file: plain, turned } : { file, tensor, turned }
}

/** Bytes of its file; 0 where it cannot be asked. */
export function sourceBytes(source: string): number {
  try {
    return statSync(matrixSource(source).file).size
  } catch {
    return 0
  }
}
