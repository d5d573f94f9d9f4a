/**
 * Files of a drop or a paste, folders included, in a stable order. Folders are walked with a limit, so that a whole disk
 * dropped by mistake does not freeze the page. Hidden files that systems put into folders are left out.
 */

/** Enough for an album; more in one go is a mistake more often than a wish. */
export const MAX_DROPPED_FILES = 5000
const SYSTEM_FILES = new Set(['.ds_store', 'thumbs.db', 'desktop.ini'])

/** Must be called inside the event: afterwards the transfer is empty. */
export function filesOfTransfer(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }))
  if (entries.length === 0) return Promise.resolve([...transfer.files])
  return collect(entries)
}

/** What is taken of a picked folder, as of a dropped one. */
export function filesOfFolder(picked: Iterable<File>): File[] {
  return [...picked].filter(isWanted).slice(0, MAX_DROPPED_FILES)
}

/** Whether a drag carries files, and not text or a link of the page. */
export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false
}

/** Text of a paste that is one web address. */
export function urlOfTransfer(transfer: DataTransfer): string | undefined {
  const text = transfer.getData('text/plain').trim()
  return isWebAddress(text) ? text : undefined
}

export function isWebAddress(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return (protocol === 'http:' || protocol === 'https:') && hostname !== ''
}

function isWanted({ name }: { readonly name: string }): boolean {
  return !SYSTEM_FILES.has(name.toLowerCase())
}

async function collect(entries: readonly { entry: FileSystemEntry | null; file: File | null }[]): Promise<File[]> {
  const found: File[] = []
  for (const { entry, file } of entries) {
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, found)
    else if (file) found.push(file)
  }
  return found
}

async function walk(folder: FileSystemDirectoryEntry, into: File[]): Promise<void> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  // A reader answers in portions, and an empty one is the end.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])))
    if (portion.length === 0) break
    children.push(...portion)
  }
  children.sort((one, other) => one.name.localeCompare(other.name))
  for (const child of children) {
    if (into.length >= MAX_DROPPED_FILES) return
    if (child.isDirectory) await walk(child as FileSystemDirectoryEntry, into)
    else if (isWanted(child)) {
      const file = await new Promise<File | undefined>((resolve) =>
        (child as FileSystemFileEntry).file(resolve, () => resolve(undefined)),
      )
      if (file) into.push(file)
    }
  }
}
