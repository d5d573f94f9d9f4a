/** Every example, by operation. */
import { analysisExamples } from './analysis.ts'
import { archiveExamples } from './archives.ts'
import { assetListExamples } from './asset-lists.ts'
import { assetExamples } from './assets.ts'
import { backupExamples } from './backups.ts'
import { bulkDeletionExamples } from './bulk-deletion.ts'
import { consoleExamples } from './console.ts'
import { downloadExamples } from './downloads.ts'
import { environmentExamples } from './environment.ts'
import type { Examples } from './example.ts'
import { folderExamples } from './folders.ts'
import { mappingExamples } from './mappings.ts'
import { metadataExamples } from './metadata.ts'
import { pictureExamples } from './pictures.ts'
import { provisioningExamples } from './provisioning.ts'
import { publishingExamples } from './publishing.ts'
import { resourceExamples } from './resources.ts'
import { searchExamples } from './search.ts'
import { settingsExamples } from './settings.ts'
import { stockOrderExamples } from './stock-orders.ts'
import { transformationExamples } from './transformations.ts'
import { triggerExamples } from './triggers.ts'
import { uploadPresetExamples } from './upload-presets.ts'
import { widgetExamples } from './widgets.ts'

export const EXAMPLES: Examples = {
  ...consoleExamples,
  ...provisioningExamples,
  ...environmentExamples,
  ...analysisExamples,
  ...settingsExamples,
  ...assetExamples,
  ...assetListExamples,
  ...folderExamples,
  ...searchExamples,
  ...backupExamples,
  ...bulkDeletionExamples,
  ...downloadExamples,
  ...archiveExamples,
  ...pictureExamples,
  ...publishingExamples,
  ...resourceExamples,
  ...uploadPresetExamples,
  ...transformationExamples,
  ...triggerExamples,
  ...stockOrderExamples,
  ...metadataExamples,
  ...mappingExamples,
  ...widgetExamples,
}
