/**
 * Options of Node for a server process, with those of V8 for its heap.
 *
 * A server's own heap is small (30 MB live), but V8 on a large machine lets the young generation grow to 96 MB and waits
 * with a full collection until the old one has grown by as much again, dead pictures of the memory cache included:
 * 20 MB for each 1,000 renders, over 4,000 of them. With these it stays within 2, at the same CPU per render, upload
 * and cached hit (server/decisions/2026-11-23_a-small-heap-for-the-server.md).
 */
export const NODE_OPTIONS = [
  '--disable-warning=ExperimentalWarning',
  // The least too: growing up to it costs 30 ms of collections at a start.
  '--min-semi-space-size=8',
  '--max-semi-space-size=8',
  '--heap-growing-percent=30',
]
