import { offerNodeThread } from './threads/second-thread.ts'

offerNodeThread()

/** The public library of Sneakpath. Everything that the command line does is a call of it. */
export type { AccessOption } from '../arrays/access/access-option.ts'
export type { AccessInput } from '../arrays/config/access-schema.ts'
export type { ArrayFile } from '../arrays/config/array-file.ts'
export type { FaultShares } from '../arrays/crossbar/array-spec.ts'
export type { BiasScheme } from '../arrays/crossbar/bias/index.ts'
export type { ArrayOptions, EndOption, StuckCell } from '../arrays/crossbar/create-array-spec.ts'
export { createEnergyMeter, type EnergyMeter } from '../arrays/crossbar/energy-meter.ts'
export type {
  ArrayPoint,
  CrossbarArray,
  CrossbarArrayOptions,
  LineVoltages,
  ReadVoltages,
  WriteOptions,
} from '../arrays/crossbar-array.ts'
export { type Cell, type CellOptions, createCell } from '../arrays/devices/cell.ts'
export { defineDevice } from '../arrays/devices/define-device.ts'
export type { DeviceDefinition } from '../arrays/devices/device-definition.ts'
export { FIELD_DEVICE_MODELS, FIELD_GATED_DEVICE_MODELS } from '../arrays/devices/field/registry.ts'
export { deviceYaml } from '../arrays/devices/file/device-yaml.ts'
export { GATED_DEVICE_MODELS } from '../arrays/devices/gated-registry.ts'
export type { DeviceModel, ParameterSpec, StateSpec } from '../arrays/devices/model.ts'
export { DEVICE_MODELS } from '../arrays/devices/registry.ts'
export type { ArrayEngine, EngineReport } from '../arrays/engine/array-engine.ts'
export { BACKENDS, type BackendName } from '../arrays/engine/backends.ts'
export { GpuError } from '../arrays/engine/gpu-error.ts'
export { ConfigError, OptionError, type Place, SolverError, type SolverFailure } from '../arrays/errors.ts'
export { advanceGated } from '../arrays/gated/advance-gated.ts'
export type {
  GatedArrayOptions,
  GatedArraySpec,
} from '../arrays/gated/gated-array-spec.ts'
export { readDrive, writeDrive } from '../arrays/gated/gated-drive.ts'
export { gatedProduct, readGated } from '../arrays/gated/read-gated.ts'
export { type EffectiveMatrix, effectiveMatrix } from '../arrays/network/effective-matrix.ts'
export { type OutputGradient, outputGradients } from '../arrays/network/output-gradients.ts'
export { type Drives, type PreparedNetwork, prepareNetwork } from '../arrays/network/prepare-network.ts'
export type {
  CellLaws,
  GroundedLaws,
  LineEnds,
  NetworkProblem,
  NetworkSolution,
  SolveOptions,
  SolveReport,
} from '../arrays/network/problem.ts'
export { CURRENT, FLOAT, VOLTAGE } from '../arrays/network/problem.ts'
export type { EndSolution } from '../arrays/network/solution.ts'
export { solveNetwork } from '../arrays/network/solve-network.ts'
export {
  asMatrix,
  asPlane,
  type MatrixLike,
  type Plane,
  type PlaneLike,
  planeOf,
  planeRows,
  type RowMajor,
} from '../arrays/plane.ts'
export { type ArrayNetlistOptions, arrayNetlist } from '../arrays/spice/array-netlist.ts'
export {
  type BatchOptions,
  type BatchRead,
  type BatchResult,
  runBatch,
} from '../scenarios/batch/run-batch.ts'
export type { Figure } from '../scenarios/figures/evaluate-figures.ts'
export type { RunSettings } from '../scenarios/file/apply-settings.ts'
export { describeScenario, type Scenario } from '../scenarios/file/scenario.ts'
export type { ScenarioFile } from '../scenarios/file/scenario-file.ts'
export { type DeviceFit, type FitDeviceOptions, fitDevice } from '../scenarios/fit/fit-device.ts'
export type { Measurement } from '../scenarios/fit/measurement.ts'
export type {
  SeedAccuracy,
  TrainingComparison,
  TrainingCost,
} from '../scenarios/learning/compare-trainings.ts'
export { type Dataset, generatedDigits } from '../scenarios/learning/dataset.ts'
export { paperNetwork } from '../scenarios/learning/device-networks.ts'
export { type FloatTraining, floatNetwork } from '../scenarios/learning/float-network.ts'
export { DEFAULT_SETTINGS, type NetworkSettings } from '../scenarios/learning/network-settings.ts'
export { splitTraining } from '../scenarios/learning/split-training.ts'
export type {
  EpochRecord,
  Training,
  TrainingData,
  TrainingHooks,
} from '../scenarios/learning/train-network.ts'
export type { TrainingDevice } from '../scenarios/learning/training-device.ts'
export { TRAINING_DEVICES, type TrainingDeviceOptions } from '../scenarios/learning/training-devices.ts'
export type { Transfer, TransferOptions } from '../scenarios/learning/transfer-network.ts'
export type { TunedTraining } from '../scenarios/learning/tune-training.ts'
export type {
  LargestSize,
  MarginPoint,
  SizeMarginOptions,
  SizeMargins,
} from '../scenarios/margin/size-margins.ts'
export { type CostOptions, type MatrixCost, matrixCost } from '../scenarios/matrix/matrix-cost.ts'
export type { MatrixProduct, MatrixScaling, MatrixSurvey } from '../scenarios/matrix/matrix-product.ts'
export type { MatrixArrayOptions, StuckShares } from '../scenarios/matrix/matrix-settings.ts'
export type { MatrixTile } from '../scenarios/matrix/matrix-tile.ts'
export type { CellMap } from '../scenarios/matrix/tiles.ts'
export type { MatrixArray } from '../scenarios/matrix/write-matrix.ts'
export { findProtocol, PROTOCOLS } from '../scenarios/plasticity/protocols/index.ts'
export type { Protocol } from '../scenarios/plasticity/protocols/protocol.ts'
export {
  type ProtocolRun,
  type RunProtocolOptions,
  runProtocol,
} from '../scenarios/plasticity/run-protocol.ts'
export { type RunHooks, runScenario, type ScenarioResult } from '../scenarios/run/run-scenario.ts'
export { type DescribedParameter, describeDevice } from './describe-device.ts'
export { EXPORT_FORMATS, type ExportFormat, type ExportOptions, exportRun } from './export/export-run.ts'
export { readRunQuantity } from './export/read-run-quantity.ts'
export type { RunRecord } from './export/run-record.ts'
export { type WriteRunOptions, type WrittenRun, writeRunFolder } from './export/write-run-folder.ts'
export { readImage } from './files/read-image.ts'
export { readMatrix } from './files/read-matrix.ts'
export { type NpyArray, readNpy } from './files/read-npy.ts'
export { writeNpy } from './files/write-npy.ts'
export { type FitReport, type FitToFileOptions, fitToFile } from './fit/fit-to-file.ts'
export { readMeasurement } from './fit/read-measurement.ts'
export { createCrossbarArray, createGatedArray, createMatrixArray, sizeMargins } from './host/arrays.ts'
export { deviceModel, findDevice } from './host/find-device.ts'
export { openEngine } from './host/open-engine.ts'
export {
  hardwareNetwork,
  trainingDevice,
  trainNetwork,
  transferNetwork,
  tuneTraining,
} from './host/training.ts'
export { type InferReport, type InferRequest, runInfer } from './infer/run-infer.ts'
export { readDataset } from './learning/read-dataset.ts'
export {
  type RunTrainingHooks,
  type RunTrainingOptions,
  runTraining,
  type TrainingRun,
} from './learning/run-training.ts'
export { resolveTraining, type TrainingRequest } from './learning/training-request.ts'
export { packageVersion } from './package-version.ts'
export type { RunFrame, RunQuantity } from './plots/maps/map-series.ts'
export {
  type ProtocolReport,
  type ProtocolToFolderOptions,
  runProtocolToFolder,
} from './protocol/run-protocol-to-folder.ts'
export { publishedSchemas } from './published-schemas.ts'
export type { ClaimRow } from './reproduce/claim-row.ts'
export { claimsOfScenario } from './reproduce/claims-of-scenario.ts'
export { formatClaimsTable } from './reproduce/format-claims-table.ts'
export { type ReproduceOptions, reproduceClaims } from './reproduce/reproduce-claims.ts'
export { writeReport } from './reproduce/write-report.ts'
export { loadScenario, scenarioNames } from './run/load-scenario.ts'
export { netlistOfRun } from './run/netlist-of-run.ts'
export { recordOfResult } from './run/record-of-result.ts'
export { type RunReport, type RunToFolderOptions, runToFolder } from './run/run-to-folder.ts'
export { loadArrayFile } from './solve/load-array-file.ts'
export { type SolutionDocument, solutionDocument } from './solve/solution-document.ts'
export { type SolvedArray, type SolveFileOptions, solveArrayFile } from './solve/solve-array-file.ts'
export { writeSolution } from './solve/write-solution.ts'
export { type ExportStudyOptions, exportStudy } from './study/export/export-study.ts'
export { queryStudy } from './study/export/query-study.ts'
export { loadStudy, type StudySource } from './study/file/load-study.ts'
export { createStudyFolder, type StudyFolder } from './study/file/study-folder.ts'
export type { StudyRow } from './study/rows/study-row.ts'
export { studyRows } from './study/rows/study-rows.ts'
export { planStudy, type StudyPlan } from './study/work/plan-study.ts'
export { type RunStudyOptions, runStudy, type StudyOutcome } from './study/work/run-study.ts'
