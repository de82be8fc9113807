/** Measures of GB/T 9704-2012 in Word's units, from which the product's official documents are made. */

/** Millimetres in twentieths of a point. */
export function mm(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4);
}

/** Sizes by their Chinese names, in points. */
export const sizes = { 二号: 22, 三号: 16, 四号: 14, 五号: 10.5, 小五: 9 } as const;

/**
 * A4 with 37 mm above the type area and 28 mm to its left. In Word's whole twentieths of a point the 22 lines need
 * 12,760, so above and below are 0.03 mm less than the rule says.
 */
export const sheet = {
  width: mm(210),
  height: mm(297),
  top: mm(37) - 2,
  bottom: mm(35) - 2,
  left: mm(28),
  right: mm(26),
} as const;

/** 156 mm, the width of the type area. */
export const typeWidth = sheet.width - sheet.left - sheet.right;

/** 22 lines over 225 mm: 28.99 pt, which is 580 twentieths. */
export const linePitch = 580;

/**
 * 28 characters over 156 mm: 15.79 pt. Each 三号 letter is set 0.25 pt (5 twentieths) closer than its 16, so that 28 fit however a
 * program rounds, and a line that is justified comes to 15.79. Said of the letters and not by Word's grid of characters, which other
 * programs read differently when it is narrower than the letters.
 */
export const closer = -5;

/** A character of the grid in twentieths of a point. */
export const character = sizes.三号 * 20 + closer;
