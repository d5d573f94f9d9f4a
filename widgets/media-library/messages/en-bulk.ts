/** English texts of what is done to several assets at once. */
export const enBulk = {
  'bulk.label': 'Actions for what is selected',
  'bulk.tag': 'Tag',
  'bulk.move': 'Move',
  'bulk.delete': 'Delete',
} as const
