/** Browsers share no memory between the threads of a file. */
export async function startSecondThread(_cells: number): Promise<void> {}
