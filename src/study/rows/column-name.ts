/** Names of the columns of a study: they become file names in an NPZ and in plots. */
export const COLUMN_NAME: RegExp = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/
