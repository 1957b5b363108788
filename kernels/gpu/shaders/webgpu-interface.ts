/* The part of WebGPU that is used here. */

export interface Buffer {
  mapAsync(mode: number): Promise<void>
  getMappedRange(): ArrayBuffer
  unmap(): void
  destroy(): void
}

export interface Device {
  readonly queue: {
    writeBuffer(buffer: Buffer, offset: number, data: Float32Array | Uint32Array): void
    submit(commands: readonly object[]): void
    onSubmittedWorkDone(): Promise<void>
  }
  readonly lost: Promise<{ readonly message: string }>
  createBuffer(options: { size: number; usage: number }): Buffer
  createShaderModule(options: { code: string }): {
    getCompilationInfo(): Promise<{ messages: readonly { type: string; message: string; lineNum: number }[] }>
  }
  createBindGroupLayout(options: object): object
  createPipelineLayout(options: object): object
  createComputePipelineAsync(options: object): Promise<object>
  createBindGroup(options: object): object
  createCommandEncoder(): Encoder
  pushErrorScope(filter: 'validation' | 'out-of-memory'): void
  popErrorScope(): Promise<{ readonly message: string } | null>
}

export interface Encoder {
  beginComputePass(): {
    setPipeline(pipeline: object): void
    setBindGroup(index: number, group: object): void
    dispatchWorkgroups(x: number, y: number): void
    end(): void
  }
  clearBuffer(buffer: Buffer): void
  copyBufferToBuffer(from: Buffer, fromOffset: number, to: Buffer, toOffset: number, size: number): void
  finish(): object
}

export interface AdapterInfo {
  readonly vendor: string
  readonly device: string
  readonly description: string
  readonly architecture?: string
}

export interface Adapter {
  readonly info: AdapterInfo
  readonly limits: Readonly<Record<string, number>>
  requestDevice(options: object): Promise<Device>
}
