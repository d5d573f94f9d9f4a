/** What widgets call beside the API that everybody calls, in the order in which routes are matched. */
import { changeAssets } from './asset-changes.ts'
import {
  addToCollection,
  createCollection,
  deleteCollection,
  listCollectionAssets,
  listCollections,
  removeFromCollection,
  updateCollection,
} from './collections.ts'
import { followChanges } from './live-changes.ts'
import type { OperationContract } from './operation.ts'
import { createWidgetSession, deleteWidgetSession, getWidgetSession } from './widget-sessions.ts'

import { openSignInWindow } from './widget-sign-in.ts'
import { getWidgetConfig, listWidgetSources, signUpload } from './widgets.ts'

export const WIDGET_OPERATIONS: readonly OperationContract[] = [
  getWidgetConfig,
  listWidgetSources,
  openSignInWindow,
  createWidgetSession,
  getWidgetSession,
  deleteWidgetSession,
  signUpload,
  changeAssets,
  followChanges,
  listCollections,
  createCollection,
  listCollectionAssets,
  addToCollection,
  removeFromCollection,
  updateCollection,
  deleteCollection,
]
