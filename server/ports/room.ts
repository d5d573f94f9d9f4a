/**
 * Room on the disk of the data folder. While it is full, uploads are refused and derived files are not kept, so that
 * what is left goes to work that frees space.
 */
export interface Room {
  /** Nothing more is to be stored until somebody has freed space. */
  isFull(): boolean
  /** After a write that failed for want of space: makes room where it can, and says whether another try makes sense. */
  make(): Promise<boolean>
  /**
   * The same for work that frees space or keeps nothing: gives it a piece of the reserve, whereupon the disk counts as
   * full. Does not wait: databases ask in the middle of a commit. False when the reserve is used up.
   */
  draw(): boolean
}
