/** The server cannot start, for a reason the operator can remove. One line; the process ends with status 1. */
export class StartError extends Error {}
