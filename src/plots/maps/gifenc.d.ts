/** The functions used of gifenc 1.0.3, which brings no types. */
declare module 'gifenc' {
  interface FrameOptions {
    /** Red, green and blue of each index; needed for the first frame. */
    readonly palette?: readonly (readonly number[])[]
    /** Index of points where the frame before stays to be seen. */
    readonly transparent?: boolean
    readonly transparentIndex?: number
    /** What becomes of the frame when the next one comes: 1, it stays. */
    readonly dispose?: number
    /** ms. */
    readonly delay?: number
  }
  interface GifEncoder {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void
    finish(): void
    bytes(): Uint8Array
    /** The bytes so far, not copied. */
    bytesView(): Uint8Array
  }
  /** Node gives the whole module here; other loaders give its default export, which is the encoder itself. */
  const gifenc: (() => GifEncoder) & { readonly GIFEncoder?: () => GifEncoder }
  export default gifenc
}
