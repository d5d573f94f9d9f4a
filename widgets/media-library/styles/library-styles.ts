/** All styles that the library has from the start, in the order in which they win over each other. */
import { controlsStyles } from '../../kit/theme/controls-styles.ts'
import { tokenStyles } from '../../kit/theme/tokens.ts'
import { browseStyles } from './browse-styles.ts'
import { facetsStyles } from './facets-styles.ts'
import { frameStyles } from './frame-styles.ts'
import { gridStyles } from './grid-styles.ts'
import { listStyles } from './list-styles.ts'
import { loginStyles } from './login-styles.ts'
import { placeStyles } from './place-styles.ts'
import { searchStyles } from './search-styles.ts'
import { selectionStyles } from './selection-styles.ts'
import { tileStyles } from './tile-styles.ts'
import { treeStyles } from './tree-styles.ts'

export const LIBRARY_STYLES = [
  tokenStyles,
  controlsStyles,
  frameStyles,
  loginStyles,
  browseStyles,
  treeStyles,
  searchStyles,
  placeStyles,
  gridStyles,
  tileStyles,
  listStyles,
  selectionStyles,
  facetsStyles,
]
