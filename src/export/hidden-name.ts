import { randomBytes } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Use of a hidden file or folder: not whole yet, or the one before it that stepped aside. */
export type HiddenPurpose = 'partial' | 'replaced'

/** Who made a hidden file or folder. */
export interface HiddenEntry {
  /** Name that it gets, or had. */
  readonly name: string
  readonly purpose: HiddenPurpose
  /** 'elsewhere': on another machine, whose process numbers say nothing here. */
  readonly writer: 'here' | 'gone' | 'elsewhere'
}

/** A name that no other writer uses and that says who wrote it: `.NAME.PURPOSE-PID-MACHINE-...`. */
export function hiddenName(name: string, purpose: HiddenPurpose): string {
  return `.${name}.${purpose}-${process.pid}-${MACHINE}-${randomBytes(3).toString('hex')}`
}

/** Reads a name that `hiddenName` made; undefined for any other. */
export function readHiddenName(entry: string): HiddenEntry | undefined {
  const [, name, purpose, pid, machine] =
    /^\.(.+)\.(partial|replaced)-(\d+)-(.+)-[0-9a-f]{6}$/.exec(entry) ?? []
  if (name === undefined) return undefined
  const here = isAlive(Number(pid)) ? 'here' : 'gone'
  return { name, purpose: purpose as HiddenPurpose, writer: machine === MACHINE ? here : 'elsewhere' }
}

/** Where process numbers mean the same: the host and, in a container, its numbers. */
export const MACHINE: string = [hostname(), ...containerNumbers()].join('-')

/** PROC_PID_INIT_INO of Linux: the numbers of the machine itself. */
const OUTSIDE_CONTAINERS = '4026531836'

function containerNumbers(): string[] {
  try {
    const [space] = /\d+/.exec(readlinkSync('/proc/self/ns/pid')) ?? []
    return space === undefined || space === OUTSIDE_CONTAINERS ? [] : [space]
  } catch {
    return []
  }
}

/** Whether a process of this machine runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
