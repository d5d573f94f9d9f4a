import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { flag, text, wholeNumber } from './wire-values.ts'

const path = text({ max: 1000 })
const page = {
  max_results: wholeNumber({ min: 1, max: 500 }).default(10),
  next_cursor: text().optional(),
}
const place = z.object({ name: z.string(), path: z.string() })
export const folderJson = place.extend({ external_id: z.string() })

const folders = z.object({
  folders: z.array(folderJson),
  total_count: z.number().int(),
  /** Null on the last page. */
  next_cursor: z.string().nullable(),
})

export const listRootFolders = defineOperation({
  id: 'folders.list',
  method: 'GET',
  path: '/folders',
  summary: 'Lists the folders of the root',
  credentials: 'basic',
  input: z.object(page).transform(camelKeys),
  output: folders,
})

export const listSubFolders = defineOperation({
  id: 'folders.list_below',
  method: 'GET',
  path: '/folders/{path+}',
  summary: 'Lists the folders right below a folder',
  credentials: 'basic',
  withinFolder: { folders: ['path'] },
  input: z.object({ path, ...page }).transform(camelKeys),
  output: folders,
})

export const createFolder = defineOperation({
  id: 'folders.create',
  method: 'POST',
  path: '/folders/{path+}',
  summary: 'Makes a folder, with all above it',
  credentials: 'basic',
  withinFolder: { folders: ['path'] },
  input: z.object({ path }),
  output: folderJson.extend({ success: z.literal(true) }),
})

export const renameFolder = defineOperation({
  id: 'folders.rename',
  method: 'PUT',
  path: '/folders/{path+}',
  summary: 'Renames or moves a folder with everything in it',
  credentials: 'basic',
  withinFolder: { folders: ['path', 'to_folder'] },
  input: z.object({ path, to_folder: path }).transform(camelKeys),
  output: z.object({ from: place, to: place }),
})

export const deleteFolder = defineOperation({
  id: 'folders.delete',
  method: 'DELETE',
  path: '/folders/{path+}',
  summary: 'Deletes a folder in which nothing lies, with the empty folders below it',
  credentials: 'basic',
  withinFolder: { folders: ['path'] },
  // Deleted assets that have backups are not in the way, whatever is said here.
  input: z.object({ path, skip_backup: flag().optional() }).transform(camelKeys),
  output: z.object({ deleted: z.array(z.string()) }),
})
