export interface CountRepository {
  /** Adds 1 to what the key counts in the window that began then, and gives the sum. Earlier windows are forgotten. */
  add(key: string, windowStartsAt: number): Promise<number>
}
