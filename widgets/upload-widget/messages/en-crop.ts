/** Texts of cropping; they come with that part. */
export const enCrop = {
  'crop.title': 'Crop the picture',
  'crop.crop_btn': 'Crop and upload',
  'crop.skip_btn': 'Upload it whole',
  'crop.reset_btn': 'Reset',
  'crop.area': 'Crop area',
  'crop.keys': 'Arrow keys move the area, with Alt they resize it, with Shift in steps of ten pixels.',
  'crop.numbers': 'Crop area in pixels',
  'crop.x': 'Left',
  'crop.y': 'Top',
  'crop.width': 'Width',
  'crop.height': 'Height',
  'crop.size': '{{width}} × {{height}}',
  'crop.too_small': 'The area is {{width}} × {{height}} pixels; at least {{minWidth}} × {{minHeight}} are needed',
  'crop.too_large': 'The area is {{width}} × {{height}} pixels; at most {{maxWidth}} × {{maxHeight}} are allowed',
  'crop.position': '{{number}} of {{total}}',
} as const
