import { fillBoth } from '../fill-text.ts';
import { shown } from '../register-import/import-findings.ts';
import type { Bilingual } from '../values.ts';
import type { BundleFault, BundleFaultCode } from './bundle-fault.ts';

const texts: Readonly<Record<BundleFaultCode, Bilingual>> = {
  'no-item': {
    zh: '看不出是哪个评价项目的材料。请把文件名或所在文件夹改为以项目代码开头，如“B3 公告栏照片”，或在清单中写明。',
    en: 'It does not say which item it is for. Begin its name, or its folder’s, with the item’s code, as in “B3 notice board”, or state it in the list.',
  },
  'item-unknown': {
    zh: '本单位没有评价项目“{item}”。请核对项目代码。',
    en: 'Your unit has no item “{item}”. Check the code.',
  },
  'item-takes-no-evidence': {
    zh: '评价项目“{item}”不需要报送材料，可以不报。',
    en: 'Item “{item}” takes no evidence: leave the file out.',
  },
  'name-not-accepted': {
    zh: '文件名含有不能使用的字符。请改名后再打包。',
    en: 'The name holds characters that cannot be used. Rename the file and pack it again.',
  },
  'type-not-accepted': {
    zh: '不接收这种文件。请转换为 PDF、OFD、图片、Word、Excel、PPT、WPS、MP4 后再打包。',
    en: 'This kind of file is not taken. Convert it to PDF, OFD, a picture, Word, Excel, PowerPoint, WPS or MP4 and pack it again.',
  },
  'too-large': {
    zh: '文件有 {bytes} 字节，超过上限 {most} 字节。请压缩或拆分。',
    en: 'The file has {bytes} bytes; at most {most} are allowed. Shrink or split it.',
  },
  empty: { zh: '文件里没有内容。', en: 'The file has nothing in it.' },
  'too-many-files': {
    zh: '一份材料最多 {most} 个文件，这个文件排在后面。请分成几份。',
    en: 'A piece of evidence takes at most {most} files, and this one comes after them. Make several pieces.',
  },
  'not-listed': {
    zh: '包里有这个文件，清单里没有。请补进清单，或从包里去掉。',
    en: 'The file is in the bundle but not in its list. Add it to the list or take it out.',
  },
  'not-there': {
    zh: '清单第 {row} 行写了这个文件，包里没有。请核对文件名和所在文件夹。',
    en: 'Row {row} of the list names this file, and it is not in the bundle. Check its name and folder.',
  },
  'listed-twice': {
    zh: '清单第 {row} 行又写了一遍这个文件。一个文件只写一行，几个项目写在同一格。',
    en: 'Row {row} of the list names this file again. Give a file one row, with several items in one cell.',
  },
  'row-without-file': {
    zh: '清单第 {row} 行没有写文件名。',
    en: 'Row {row} of the list names no file.',
  },
  'channel-unclear': {
    zh: '清单第 {row} 行的渠道“{channel}”认不出。请写：微博、微信、公告栏、电子屏或办事指南，并同时写明地点和日期。',
    en: 'Row {row} of the list has an unknown channel “{channel}”. Write 微博, 微信, 公告栏, 电子屏 or 办事指南, with place and day.',
  },
  'day-unclear': {
    zh: '清单第 {row} 行的日期看不明白。请写成 2018-05-03 这样。',
    en: 'Row {row} of the list has a day that is not clear. Write it as 2018-05-03.',
  },
  'text-too-long': {
    zh: '清单第 {row} 行有一格文字太长：标题和地点最多 200 字，说明最多 2000 字。',
    en: 'Row {row} of the list has a text that is too long: at most 200 characters for title and place, 2,000 for the note.',
  },
};

/** The sentence of a fault: what is wrong with the file, and what to do. */
export function bundleFaultText({ code, facts }: BundleFault): Bilingual {
  const readable = Object.entries(facts).map(([name, fact]): [string, string] => [name, shown(String(fact))]);
  return fillBoth(texts[code], Object.fromEntries(readable));
}
