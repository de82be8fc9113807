import { markup, type Html } from '../html.ts';

/** A font as a document names it, and what may stand in where it is not installed, the nearest first. */
type Face = Readonly<{ name: string; instead: readonly string[]; family: 'roman' | 'swiss' | 'script' }>;

/**
 * The standard's fonts. Few servers have 方正小标宋 or 仿宋_GB2312, and office suites know 仿宋 by more than one name: the document
 * names the font that is right and lists what comes nearest.
 */
export const faces = {
  title: {
    name: '方正小标宋简体',
    instead: ['FZXiaoBiaoSong-B05S', '华文中宋', 'STZhongsong', '宋体', 'SimSun', 'Noto Serif CJK SC'],
    family: 'roman',
  },
  body: {
    name: '仿宋_GB2312',
    instead: ['FangSong_GB2312', '仿宋', 'FangSong', '华文仿宋', 'STFangsong', 'Noto Serif CJK SC'],
    family: 'roman',
  },
  black: { name: '黑体', instead: ['SimHei', '华文黑体', 'STHeiti', 'Noto Sans CJK SC'], family: 'swiss' },
  script: {
    name: '楷体_GB2312',
    instead: ['KaiTi_GB2312', '楷体', 'KaiTi', '华文楷体', 'STKaiti', 'Noto Serif CJK SC'],
    family: 'script',
  },
  song: { name: '宋体', instead: ['SimSun', '华文宋体', 'STSong', 'Noto Serif CJK SC'], family: 'roman' },
} as const satisfies Readonly<Record<string, Face>>;
export type FaceName = keyof typeof faces;

const latin = 'Times New Roman';

/** The fonts of letters: figures stand in a Latin font, as offices set them, or in 宋体 as page numbers must. */
export function fontsOf(face: FaceName, figures: 'own' | 'song' = 'own') {
  return { ascii: figures === 'song' ? faces.song.name : latin, eastAsia: faces[face].name };
}

/** What Word goes by when a font is missing. GB 2312 is character set 0x86. */
export function fontTable(): Html {
  const all: readonly Face[] = Object.values(faces);
  return markup`${all.map(
    ({ name, instead, family }) =>
      markup`<w:font w:name="${name}"><w:altName w:val="${instead.join(';')}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )}<w:font w:name="${latin}"><w:altName w:val="Liberation Serif"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>`;
}
