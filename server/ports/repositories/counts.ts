export interface CountRepository {
  /** Adds 1 to what has that name in the window that began then, and gives the sum. Earlier windows are forgotten. */
  add(environmentId: string, name: string, windowStartsAt: number): Promise<number>
}
