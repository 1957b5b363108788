/** Put in by the build. */
declare const __SNEAKPATH_VERSION__: string
