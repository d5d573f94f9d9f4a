/** What an SVG may contain here: drawing, text, filters and animation without links. Everything else is left out. */

/** Local names in the SVG namespace. `a` is kept as a group, without its link. */
export const ALLOWED_ELEMENTS: ReadonlySet<string> = new Set(
  `svg g a defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan tref
  textPath image marker linearGradient radialGradient stop pattern clipPath mask filter view
  feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
  feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
  animate animateTransform animateMotion mpath`.split(/\s+/),
)

/** Attributes without namespace. Presentation attributes, geometry, filter and animation parameters. */
export const ALLOWED_ATTRIBUTES: ReadonlySet<string> = new Set(
  `id class style lang version baseProfile viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy
  fr d points pathLength transform transform-origin gradientTransform gradientUnits spreadMethod offset
  patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits filterUnits
  primitiveUnits markerUnits markerWidth markerHeight refX refY orient startOffset method spacing side textLength
  lengthAdjust rotate dx dy systemLanguage requiredFeatures requiredExtensions
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
  color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule filter
  flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant
  font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning
  letter-spacing lighting-color marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity
  overflow paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray
  stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
  text-decoration text-rendering unicode-bidi vector-effect visibility word-spacing writing-mode white-space
  in in2 result mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order
  kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha surfaceScale diffuseConstant
  specularConstant specularExponent azimuth elevation pointsAtX pointsAtY pointsAtZ limitingConeAngle z scale
  xChannelSelector yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles
  attributeName attributeType from to by begin dur end min max restart repeatCount repeatDur calcMode keyTimes
  keySplines keyPoints path additive accumulate`.split(/\s+/),
)

/** Elements whose reference may be a picture inside the file itself. */
export const PICTURE_ELEMENTS: ReadonlySet<string> = new Set(['image', 'feImage'])
/** Elements that change attributes over time. */
export const ANIMATION_ELEMENTS: ReadonlySet<string> = new Set(['animate', 'animateTransform'])
