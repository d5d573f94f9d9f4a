/** What is written to the console while something is done; nothing of it reaches the report of the tests. */
export function listen(work: () => void): { readonly warn: string[]; readonly debug: string[] } {
  const heard = { warn: [] as string[], debug: [] as string[] }
  const { warn, debug } = console
  console.warn = (message: string) => heard.warn.push(message)
  console.debug = (message: string) => heard.debug.push(message)
  try {
    work()
  } finally {
    Object.assign(console, { warn, debug })
  }
  return heard
}
