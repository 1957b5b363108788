/**
 * The library without Node, for pages and workers: arrays, devices and the runner of scenarios from texts, and the scales and drawings of
 * maps. What it runs in hands it files and backends (`Host`).
 */
export { readQuantity } from '../arrays/config/quantity.ts'
export { BIAS_SCHEMES, type BiasScheme, biasRule } from '../arrays/crossbar/bias/index.ts'
export type { OperatingPoint } from '../arrays/crossbar/operating-point.ts'
export { FIELD_DEVICE_MODELS } from '../arrays/devices/field/registry.ts'
export { deviceYaml } from '../arrays/devices/file/device-yaml.ts'
export { findDevice } from '../arrays/devices/find-device.ts'
export type { GatedDeviceModel } from '../arrays/devices/gated-model.ts'
export { GATED_DEVICE_MODELS } from '../arrays/devices/gated-registry.ts'
export type { DeviceModel } from '../arrays/devices/model.ts'
export { DEVICE_MODELS } from '../arrays/devices/registry.ts'
export type { ArrayEngine, EngineReport } from '../arrays/engine/array-engine.ts'
export type { BackendName } from '../arrays/engine/backends.ts'
export { GpuError } from '../arrays/engine/gpu-error.ts'
export { openEngine } from '../arrays/engine/open-engine.ts'
export { ConfigError, OptionError, type Place, SolverError } from '../arrays/errors.ts'
export type { Host } from '../arrays/host.ts'
export { type Plane, planeOf } from '../arrays/plane.ts'
export { type GivenFiles, textFiles } from '../arrays/text-files.ts'
export type { UserFiles } from '../arrays/user-files.ts'
export { openLoops } from '../kernels/assembly/loops-thread.mjs'
export {
  gainByThreads,
  offerSecondThread,
  type SecondThreadStart,
} from '../kernels/assembly/second-thread.ts'
export type { OpenGpu } from '../kernels/gpu/gpu.ts'
export { tryGpuAtOnce } from '../kernels/gpu/try-gpu-at-once.ts'
export type { RunSettings } from '../scenarios/file/apply-settings.ts'
export { describeScenario, type Scenario } from '../scenarios/file/scenario.ts'
export type { ScenarioFile, StepInput } from '../scenarios/file/scenario-file.ts'
export { type CellCurve, cellCurve } from '../scenarios/live/cell-curve.ts'
export {
  type DriveNetlist,
  driveNetlist,
  type SpiceDifference,
  spiceDifference,
} from '../scenarios/live/drive-netlist.ts'
export { type LiveHooks, type LiveRun, playLive } from '../scenarios/live/live-run.ts'
export {
  type DriveView,
  type ObservedDrive,
  observeDrive,
  type SensedCell,
} from '../scenarios/live/observe-drive.ts'
export { readAll } from '../scenarios/live/read-all.ts'
export { slideWires, type WireSlide } from '../scenarios/live/slide-wires.ts'
export { partLabel } from '../scenarios/run/frame-label.ts'
export { quantitiesOf } from '../scenarios/run/quantities/index.ts'
export type { QuantityInfo } from '../scenarios/run/quantities/output-quantity.ts'
export { type RunHooks, runScenario, type ScenarioResult } from '../scenarios/run/run-scenario.ts'
export { type SneakPath, type SneakPaths, sneakPaths } from '../scenarios/sneak/sneak-paths.ts'
export { hexColour, mapColour, type Rgb } from './plots/colours/colour-map.ts'
export { scalePosition, type ValueScale, valueScale } from './plots/colours/value-scale.ts'
export { displayUnit, formatSi } from './plots/drawing/si-format.ts'
export { openRunFolder, type RunFolder } from './run-folder/open-run-folder.ts'
export type { TraceTable } from './run-folder/read-trace.ts'
export type { RunFiles } from './run-folder/run-files.ts'
export type { RunSneak } from './run-folder/run-manifest.ts'
