/** Name of the lock under which a chunked upload is continued, completed or forgotten. */
export function uploadSessionLock(environmentId: string, uploadId: string): string {
  return `upload-session:${environmentId}:${uploadId}`
}
