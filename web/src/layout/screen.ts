import type { ComponentType } from 'react';
import type { TextKey } from '../texts/zh.ts';

/** A screen of the console. Each area lists its own in its `screens.ts`; all but the first are loaded when somebody goes there. */
export type Screen = Readonly<{
  /** Below `/console/<cycle>/`. */
  path: string;
  page: ComponentType;
  /** It comes with the first script, and its texts are among those that come first (`texts/first-zh.ts`). */
  first?: true;
}>;

/** A line of the menu. */
export type MenuEntry = Readonly<{ to: string; text: TextKey; end?: boolean }>;

/** A part of the menu under a heading of its own. */
export type MenuSection = Readonly<{ key: string; heading: TextKey; entries: readonly MenuEntry[] }>;
