/** Texts of the panel for web addresses; they come with that part. */
export const enUrl = {
  'url.main_title': 'Upload from a web address',
  'url.inner_title': 'Address of the file',
  'url.input_placeholder': 'https://example.com/picture.jpg',
  'url.hint': 'The file must be public: the server fetches it from there.',
} as const
