import type { AdapterInfo } from './shaders/webgpu-interface.ts'

/** Name of a WebGPU adapter: browsers leave its description out, and give maker and architecture ("google swiftshader"). */
export function adapterName({ description, device, vendor, architecture }: AdapterInfo): string {
  const made = [vendor, architecture].filter(text => text !== undefined && text !== '').join(' ')
  return [description, device, made].find(text => text !== '') ?? 'an adapter without a name'
}
