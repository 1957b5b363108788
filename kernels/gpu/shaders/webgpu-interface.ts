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
  createComputePipeline(options: object): object
  createComputePipelineAsync(options: object): Promise<object>
  createBindGroup(options: object): object
  createCommandEncoder(): Encoder
  pushErrorScope(filter: 'validation' | 'out-of-memory'): void
  popErrorScope(): Promise<{ readonly message: string } | null>
  addEventListener(
    kind: 'uncapturederror',
    hear: (event: { readonly error: { readonly message: string } }) => void,
  ): void
  destroy(): void
}

export interface Encoder {
  beginComputePass(): {
    setPipeline(pipeline: object): void
    setBindGroup(index: number, group: object): void
    dispatchWorkgroups(x: number, y: number, z?: number): void
    end(): void
  }
  clearBuffer(buffer: Buffer): void
  copyBufferToBuffer(from: Buffer, fromOffset: number, to: Buffer, toOffset: number, size: number): void
  copyBufferToTexture(
    from: { readonly buffer: Buffer; readonly bytesPerRow: number },
    to: { readonly texture: object },
    size: { readonly width: number; readonly height: number },
  ): void
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

/** An OffscreenCanvas, of which a worker of a page has as many as it likes. */
export interface Canvas {
  getContext(kind: 'webgpu'): CanvasOfGpu | null
  getContext(kind: '2d', options: { readonly willReadFrequently: boolean }): CanvasPixels | null
  /** What was drawn; the canvas is empty after it. */
  transferToImageBitmap(): Bitmap
}

export interface CanvasOfGpu {
  configure(options: object): void
  getCurrentTexture(): object
}

export interface CanvasPixels {
  globalCompositeOperation: string
  drawImage(bitmap: Bitmap, x: number, y: number): void
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray }
}

interface Bitmap {
  close(): void
}
