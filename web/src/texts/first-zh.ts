import { common } from './zh/common.ts';
import { layout } from './zh/layout.ts';
import { menu } from './zh/menu.ts';
import { unit } from './zh/unit.ts';

/** What stands around every screen, and on a unit's home: these texts come with the first script, all others after it. */
export const firstZh = { ...common, ...layout, ...menu, ...unit } as const;
