/** English texts; the table that every other language has to match. Larger parts that come later bring their own. */
export const en = {
  trigger: 'Open Media Library',
  close: 'Close',
  retry: 'Try again',
  cancel: 'Cancel',
  loading: 'Loading…',
  'loading.failed_title': 'This part could not be loaded',
  'loading.failed': 'Check the connection and try again. If that does not help, reload the page.',
  'dialog.title': 'Media Library',
  'dialog.powered_by': 'Powered by Tintype',
} as const
