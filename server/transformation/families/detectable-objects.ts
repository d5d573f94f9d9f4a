/**
 * What `g_<object>` can name: people and their parts, the categories of the COCO and Pascal VOC data sets in the
 * spellings that builders emit, and the detectors of add-ons. Understood here; whether something can be found is for
 * the planner.
 */
const PARTS = ['body', 'body:face', 'adv_face', 'adv_faces', 'adv_eyes', 'ocr_text', 'cld-decompose_tile', 'background']

const OBJECTS = [
  ...['aeroplane', 'airplane', 'apple', 'backpack', 'banana', 'baseballbat', 'baseballglove', 'bear', 'bed', 'bench'],
  ...['bicycle', 'bird', 'boat', 'book', 'bottle', 'bowl', 'broccoli', 'bus', 'cake', 'car', 'carrot', 'cat'],
  ...['cellphone', 'chair', 'clock', 'couch', 'cow', 'cup', 'diningtable', 'dog', 'donut', 'elephant', 'face', 'faces'],
  ...['firehydrant', 'fork', 'frisbee', 'giraffe', 'hairdrier', 'handbag', 'horse', 'hotdog', 'keyboard', 'kite'],
  ...['knife', 'laptop', 'microwave', 'motorbike', 'motorcycle', 'mouse', 'orange', 'oven', 'parkingmeter', 'person'],
  ...['pizza', 'pottedplant', 'refrigerator', 'remote', 'sandwich', 'scissors', 'sheep', 'sink', 'skateboard', 'skis'],
  ...['snowboard', 'sofa', 'spoon', 'sportsball', 'stopsign', 'suitcase', 'surfboard', 'teddybear', 'tennisracket'],
  ...['tie', 'toaster', 'toilet', 'toothbrush', 'traffic', 'trafficlight', 'train', 'truck', 'tv', 'tvmonitor'],
  ...['umbrella', 'vase', 'wineglass', 'zebra'],
]

const NAMES: ReadonlySet<string> = new Set([...PARTS, ...OBJECTS])

/** Words of a name may be run together or joined by `-` or `_`: `stopsign`, `stop_sign`. */
export function isDetectable(name: string): boolean {
  return NAMES.has(name) || NAMES.has(name.replace(/[-_]/g, ''))
}
