/**
 * One word per byte, for receipts and fingerprints that people read to each other. Our own list:
 * plain English nouns and colours, all different in their first four letters.
 */
export const WORDS: readonly string[] = `
  acorn actor album alley almond amber anchor angle ankle apple apron arrow atlas attic autumn
  badge bagel baker balcony bamboo banana banjo barley barn basil basket beach beaver bell bench
  berry bicycle birch biscuit blanket blossom bonfire bottle boulder bracket brick bridge brook
  bucket button cabin cactus camel candle canoe canyon carpet carrot castle cedar cello chalk
  cherry chimney circle citrus clay cliff cloud clover cobalt coconut comet compass copper coral
  cotton cradle crane crayon cricket crystal curtain cushion daisy dancer diamond dolphin donkey
  dragon drum eagle easel echo elbow emerald engine fabric falcon feather fern fiddle finch flag
  flame flute fossil fountain fox galaxy garden garlic ginger giraffe glacier glove goblet
  gondola granite grape guitar hammer harbour harp hazel hedge helmet heron hippo honey horizon
  igloo indigo island ivory jacket jaguar jasmine jelly jigsaw jungle juniper kettle kitchen
  kite kiwi ladder lagoon lamp lantern laurel lemon lentil library lily linen lion lizard
  lobster locket magnet mango maple marble meadow melon mirror mitten monkey moon mosaic
  mountain mushroom napkin needle nest nickel nutmeg oasis oboe ocean olive onion opal orange
  orchid otter owl oyster paddle palace panda paper parrot pasta peach peanut pebble pelican
  pencil pepper piano pigeon pillow pine planet plum pocket pond poppy potato prairie pumpkin
  puzzle quartz quilt rabbit radio raft rainbow raven ribbon river robin rocket saddle saffron
  salmon sandal satin scarf shell silver spoon squirrel summer sunset swan tango teapot thimble
  tiger tomato trumpet tulip tunnel turtle umbrella velvet violin volcano waffle walnut whale
  willow window winter wizard yellow zebra zipper
`
  .trim()
  .split(/\s+/);

/** The word of each byte. */
export function wordsOf(bytes: Uint8Array): readonly string[] {
  return Array.from(bytes, (byte) => WORDS[byte] as string);
}
