/** Version of the widgets; a test compares it with `widgets/package.json`. */
export const WIDGETS_VERSION = '0.1.0'
