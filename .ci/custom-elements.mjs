/** The custom elements manifest of the widgets: `widgets/dist/custom-elements.json`. */
export default {
  globs: ['widgets/*/element.ts', 'widgets/*/parts/*.ts', 'widgets/*/define.ts'],
  exclude: ['widgets/dist/**'],
  outdir: 'widgets/dist',
  litelement: true,
}
