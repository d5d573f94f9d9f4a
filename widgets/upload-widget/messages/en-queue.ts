/** Texts of the tools of the queue; they come with that part. */
export const enQueue = {
  'queue.time_left': 'About {{time}} left',
  'queue.speed': '{{size}} per second',
  'queue.stalled': 'Nothing has moved for a while. The upload goes on by itself as soon as it can.',
  'queue.order': 'Change order',
  'queue.order_title': 'Order of the uploads',
  'queue.order_hint': 'Drag a file by its handle, or use the arrows. Files that are on their way stay where they are.',
  'queue.order_done': 'Back to the uploads',
  'queue.moved': '{{name}} is now {{number}} of {{total}}',
  'queue.remove_finished': 'Remove finished',
  'queue.copy_all': 'Copy all addresses',
  'queue.copied_all_one': '{{num}} address copied',
  'queue.copied_all_other': '{{num}} addresses copied',
  'row.move_up': 'Move {{name}} up',
  'row.move_down': 'Move {{name}} down',
  'row.drag': 'Drag {{name}} to another place',
  'row.keeps.location': 'Its location could not be removed',
  'row.keeps.metadata': 'Its metadata could not be removed',
  'row.keeps.size': 'It could not be made smaller',
  'row.keeps.why':
    'Before they are sent, only JPEG, PNG and WebP pictures on this device can be changed. This file is sent as it is.',
} as const
