import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deviceYaml } from '../../../../arrays/devices/file/device-yaml.ts'
import { findDevice } from '../../../../src/host/find-device.ts'

/** A built-in device as a file of its equations, as `sneakpath describe NAME --yaml` prints it; gone when the process ends. */
export function fieldDeviceFile(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'device-file-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, `${name}.yaml`)
  writeFileSync(file, deviceYaml(findDevice(name)))
  return file
}
