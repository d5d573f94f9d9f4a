/** Vite's way to say: build this module as a worker, and give me the address of its file. */
declare module '*?worker&url' {
  const address: string
  // biome-ignore lint/style/noDefaultExport: how the bundler's own import is written
  export default address
}
