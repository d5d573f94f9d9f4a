/** What was typed cannot be understood. One line; the process ends with status 2. */
export class UsageError extends Error {}
