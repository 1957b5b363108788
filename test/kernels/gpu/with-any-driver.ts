import { driversAtHand, SWIFTSHADER } from '../../../src/threads/vulkan-drivers.ts'

/**
 * Opens a graphics adapter: that of the drivers that are installed or named, and where they give none the one in software of
 * Debian's chromium. Drivers that a user named are left alone.
 */
export async function withAnyDriver<T>(
  open: () => Promise<T>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<T> {
  try {
    return await open()
  } catch (error) {
    const { named, swiftShader } = driversAtHand(environment)
    if (named !== undefined || !swiftShader) throw error
    environment.VK_DRIVER_FILES = SWIFTSHADER
    return open()
  }
}
