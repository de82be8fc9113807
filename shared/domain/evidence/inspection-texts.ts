import { fillBoth } from '../fill-text.ts';
import type { Bilingual } from '../values.ts';
import type { InspectionFlag, QuarantineCode, QuarantineReason } from './inspection.ts';

/** The sentence of each reason: what is wrong, then what the person who uploaded the file does about it. */
const quarantineTexts: Readonly<Record<QuarantineCode, Bilingual>> = {
  empty: {
    zh: '文件里没有内容。请打开原文件确认后重新上传。',
    en: 'The file has nothing in it. Open the original, check it, and upload it again.',
  },
  'too-large': {
    zh: '文件有 {bytes} 字节，超过上限 {most} 字节。请压缩图片或拆分后重新上传。',
    en: 'The file has {bytes} bytes; at most {most} are allowed. Shrink its pictures or split it, then upload again.',
  },
  'size-differs': {
    zh: '收到 {actual} 字节，上传前申报的是 {declared} 字节。文件可能在上传时被改动，请重新选择文件上传。',
    en: '{actual} bytes arrived but {declared} were announced. The file may have changed meanwhile: choose it again and upload.',
  },
  'hash-differs': {
    zh: '收到的内容与上传前申报的校验值不一致。请重新选择文件上传。',
    en: 'What arrived does not match the checksum announced before. Choose the file again and upload it.',
  },
  'name-unsafe': {
    zh: '文件名含有不能使用的字符（如斜杠、控制字符或改变文字方向的符号）。请改名后重新上传。',
    en: 'The file name holds characters that cannot be used, such as slashes, control characters or marks that turn text around. Rename the file and upload it again.',
  },
  'type-not-accepted': {
    zh: '不接收这种文件（{found}）。请转换为 PDF、OFD、图片、Word、Excel、PPT、WPS、MP4 或 ZIP 后上传。',
    en: 'This kind of file ({found}) is not taken. Convert it to PDF, OFD, a picture, Word, Excel, PowerPoint, WPS, MP4 or ZIP and upload that.',
  },
  'content-type-differs': {
    zh: '文件扩展名为 {extension}，申报的类型却是 {contentType}，两者不符。请用原文件重新上传。',
    en: 'The name ends in {extension} but the declared type is {contentType}; they do not agree. Upload the original file again.',
  },
  'type-differs': {
    zh: '文件扩展名为 {extension}，实际内容是 {found}。请不要只改扩展名，用相应软件另存为所需格式后上传。',
    en: 'The name ends in {extension} but the content is {found}. Do not just rename it: save it in the right format and upload that.',
  },
  'type-unknown': {
    zh: '文件扩展名为 {extension}，但内容不是这种文件，也不是可识别的其他文件。请打开原文件，另存后重新上传。',
    en: 'The name ends in {extension} but the content is neither that nor any other kind known here. Open the original, save it anew and upload that.',
  },
  truncated: {
    zh: '文件不完整，后面的部分缺失。请确认原文件能正常打开，再重新上传。',
    en: 'The file is incomplete: its end is missing. Make sure that the original opens, then upload it again.',
  },
  damaged: {
    zh: '文件已损坏，内部结构前后矛盾。请打开原文件，另存后重新上传。',
    en: 'The file is damaged: its parts contradict each other. Open the original, save it anew and upload that.',
  },
  'two-types-at-once': {
    zh: '文件里还藏有另一种内容（{other}）。请用相应软件另存为干净的文件后上传。',
    en: 'The file hides something else as well ({other}). Save it as a clean file and upload that.',
  },
  malware: {
    zh: '查毒发现文件带有恶意程序。请先对所用电脑查杀病毒，再重新制作文件上传。',
    en: 'The virus scanner found a harmful program in the file. Clean the computer it came from, make the file anew and upload that.',
  },
  'scan-failed': {
    zh: '查毒程序无法检查这个文件（{status}）。请取消密码或拆成较小的文件后重新上传。',
    en: 'The virus scanner could not look into the file ({status}). Take its password off or split it, then upload it again.',
  },
  'image-too-large': {
    zh: '图片为 {width}×{height} 像素，超过 {most} 像素的上限。请缩小后重新上传。',
    en: 'The picture has {width} × {height} pixels; at most {most} are allowed. Make it smaller and upload it again.',
  },
  'text-unreadable': {
    zh: '文本文件中有无法识别的内容。请另存为 UTF-8 或 GB18030 编码的纯文本后上传。',
    en: 'The text holds bytes that are no text. Save it as plain text in UTF-8 or GB18030 and upload that.',
  },
  'password-protected': {
    zh: '文件设有密码，无法核验。请去掉密码后重新上传。',
    en: 'The file is locked with a password and cannot be checked. Remove the password and upload it again.',
  },
  'archive-too-many-entries': {
    zh: '压缩包内有 {entries} 个文件，超过 {most} 个的上限。请拆分后分别上传。',
    en: 'The archive holds {entries} files; at most {most} are allowed. Split it and upload the parts.',
  },
  'archive-too-big': {
    zh: '压缩包解压后有 {bytes} 字节，超过 {most} 字节的上限。请拆分后分别上传。',
    en: 'The archive unpacks to {bytes} bytes; at most {most} are allowed. Split it and upload the parts.',
  },
  'archive-ratio': {
    zh: '压缩包内“{entry}”的压缩比异常（超过 {most} 倍），可能是恶意文件。请取出其中的文件单独上传。',
    en: '“{entry}” in the archive unpacks to more than {most} times its size, as harmful files do. Take the files out and upload them by themselves.',
  },
  'archive-contradicts': {
    zh: '压缩包对“{entry}”的记录前后矛盾，可能已损坏或被改动。请重新压缩后上传。',
    en: 'The archive contradicts itself about “{entry}”; it is damaged or was altered. Make the archive again and upload it.',
  },
  'archive-overlaps': {
    zh: '压缩包内“{entry}”与其他文件重叠，可能是恶意文件。请重新压缩后上传。',
    en: '“{entry}” overlaps another file in the archive, as harmful files do. Make the archive again and upload it.',
  },
  'archive-name-unsafe': {
    zh: '压缩包内的文件名“{entry}”不安全（如指向压缩包之外）。请改名后重新压缩上传。',
    en: 'The name “{entry}” in the archive is not safe, for it may point outside the archive. Rename it, make the archive again and upload it.',
  },
  'archive-name-repeats': {
    zh: '压缩包内有重名文件“{entry}”。请改名后重新压缩上传。',
    en: 'The archive holds two files named “{entry}”. Rename one, make the archive again and upload it.',
  },
  'archive-link': {
    zh: '压缩包内“{entry}”是链接，不是文件。请放入文件本身后重新压缩上传。',
    en: '“{entry}” in the archive is a link, not a file. Put the file itself in, make the archive again and upload it.',
  },
  'archive-nested': {
    zh: '压缩包内还有压缩包“{entry}”。请先解压，把文件放在同一个压缩包里再上传。',
    en: 'The archive holds another archive, “{entry}”. Unpack it, put the files into one archive and upload that.',
  },
  'archive-program': {
    zh: '“{entry}”是程序，不能作为佐证材料。请去掉后重新压缩上传。',
    en: '“{entry}” is a program, which cannot be evidence. Leave it out, make the archive again and upload it.',
  },
  'archive-method': {
    zh: '“{entry}”的压缩方式无法核验。请用系统自带的 ZIP 压缩功能重新压缩后上传。',
    en: '“{entry}” is packed in a way that cannot be checked. Make the archive with your system’s own ZIP function and upload it.',
  },
  'xml-entities': {
    zh: '“{entry}”中含有办公文档不应有的实体定义，可能是恶意文件。请用办公软件另存后上传。',
    en: '“{entry}” holds entity definitions, which office documents never need and harmful files do. Save it anew with office software and upload that.',
  },
  'xml-too-deep': {
    zh: '“{entry}”的内部层次超过 {most} 层，可能是恶意文件。请用办公软件另存后上传。',
    en: '“{entry}” is nested more than {most} levels deep, as harmful files are. Save it anew with office software and upload that.',
  },
  'office-part-too-big': {
    zh: '文档解压后过大，“{entry}”部分无法核验（每部分最多 {part} 字节，合计最多 {most} 字节）。请拆分后分别上传。',
    en: 'Unpacked, the document is too big for its part “{entry}” to be checked (at most {part} bytes a part, {most} in all). Split the document and upload the parts.',
  },
  'office-macros': {
    zh: '“{entry}”中含有宏（会自动执行的程序）。请用办公软件另存为不含宏的文档后上传。',
    en: '“{entry}” carries macros, which are programs. Save the document without macros and upload that.',
  },
  'office-starts-program': {
    zh: '“{entry}”中含有会启动其他程序的内容（DDE）。请删除该域或链接，另存后上传。',
    en: '“{entry}” starts another program when it is opened (DDE). Remove that field or link, save the document and upload it.',
  },
  'workbook-links-outside': {
    zh: '表格引用了其他文件或网址的内容（“{entry}”）。请在“数据—编辑链接”中断开链接，只留下数值，另存后上传。',
    en: 'The workbook takes content from other files or addresses (“{entry}”). Break these links under “Data, Edit links” so that the values stay, save it and upload it.',
  },
  'document-loads-outside': {
    zh: '文档打开时会自动读取其他文件或网址的内容（“{entry}”），如模板、图片或链接的对象。请断开这些链接（“文件—信息—编辑指向文件的链接”），把图片直接插入文档，另存后上传。',
    en: 'When it is opened the document fetches content from other files or addresses (“{entry}”): a template, pictures or linked objects. Break these links under “File, Info, Edit Links to Files”, put the pictures into the document, save it and upload it.',
  },
  'table-starts-program': {
    zh: '表格中有会启动其他程序的单元格（如以 = 开头、含有“|”的公式）。请删除后上传。',
    en: 'The table has a cell that starts another program, such as a formula with “|” in it. Remove it and upload the table.',
  },
};

/** What a reviewer reads beside a file that was let through. */
export const inspectionFlagTexts: Readonly<Record<InspectionFlag, Bilingual>> = {
  macros: {
    zh: '文档含有宏。打开时请勿启用宏。',
    en: 'The document carries macros. Do not enable them when you open it.',
  },
  'active-content': {
    zh: '文件含有脚本、自动动作或类似内容。请在受保护的视图中打开。',
    en: 'The file carries scripts, automatic actions or the like. Open it in a protected view.',
  },
  'embedded-files': {
    zh: '文件内嵌有其他文件。内嵌文件请勿直接打开。',
    en: 'The file has other files inside it. Do not open those directly.',
  },
  'external-links': {
    zh: '文档记着作者电脑上的模板，打开时会在本机寻找同名文件。',
    en: 'The document names a template on its author’s computer; a file of that name is looked for on yours when you open it.',
  },
  'password-protected': {
    zh: '文件经过加密，可能需要密码才能打开，其内容未能全部核验。',
    en: 'The file is encrypted; it may ask for a password, and not all of it could be checked.',
  },
  'trailing-data': {
    zh: '图片末尾之后还有多余数据。',
    en: 'There is further data after the end of the picture.',
  },
};

/** A reason's sentence, filled with its facts. */
export function quarantineText(reason: QuarantineReason): Bilingual {
  return fillBoth(quarantineTexts[reason.code], reason.params);
}
