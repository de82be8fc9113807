import { describe, expect, test } from 'vitest';
import { isSafeFileName } from '../../../../shared/domain/evidence/file-name.ts';
import { inspectionFlagTexts, quarantineText } from '../../../../shared/domain/evidence/inspection-texts.ts';
import {
  acceptedFormats,
  acceptedType,
  acceptsFile,
  inspectionFlag,
  inspectionVerdict,
  quarantineCode,
  typeOfName,
} from '../../../../shared/domain/evidence/inspection.ts';

describe('what may be asked a link for', () => {
  test.each(acceptedType.options)('%s is taken under each of its extensions and content types', (type) => {
    const { extensions, contentTypes } = acceptedFormats[type];
    for (const extension of extensions) {
      expect(typeOfName(`通知.${extension}`)).toBe(type);
      for (const contentType of contentTypes)
        expect(acceptsFile({ name: `通知.${extension.toUpperCase()}`, contentType })).toBe(true);
    }
  });

  test('an extension stands for one type only, so that a name is never taken two ways', () => {
    const extensions = acceptedType.options.flatMap((type) => acceptedFormats[type].extensions);
    expect(new Set(extensions).size).toBe(extensions.length);
  });

  test.each([
    ['报表.docm', 'application/vnd.ms-word.document.macroEnabled.12'],
    ['通知.html', 'text/html'],
    ['图标.svg', 'image/svg+xml'],
    ['安装.exe', 'application/octet-stream'],
    ['通知.pdf', 'text/html'],
    ['照片.png', 'image/svg+xml'],
    ['通知', 'application/pdf'],
    ['.pdf', 'application/pdf'],
  ])('%s as %s is not, for it is nothing that evidence may be', (name, contentType) => {
    expect(acceptsFile({ name, contentType })).toBe(false);
  });

  test('parameters, capitals and what browsers say of unknown kinds do not matter', () => {
    expect(acceptsFile({ name: '说明.txt', contentType: 'Text/Plain; charset=gb18030' })).toBe(true);
    expect(acceptsFile({ name: '公文.ofd', contentType: 'application/octet-stream' })).toBe(true);
    expect(acceptsFile({ name: '通知.doc', contentType: 'application/wps-office.doc' })).toBe(true);
  });
});

describe('which names can be shown and saved anywhere', () => {
  test.each([
    '通知.pdf',
    '通知（2018）第1号.pdf',
    'ئۇقتۇرۇش.pdf',
    'བརྡ་ཐོ.doc',
    'a',
    'console.txt',
    '.gitignore',
    '👩‍👩‍👧.png',
  ])('%s can', (name) => {
    expect(isSafeFileName(name)).toBe(true);
  });

  test.each([
    '',
    '.',
    '..',
    'a/b',
    'a\\b',
    'a:b',
    'NUL',
    'lpt1.txt',
    'a.',
    'a ',
    ' a',
    'a\tb',
    'a?b',
    'x'.repeat(256),
  ])('%j cannot', (name) => {
    expect(isSafeFileName(name)).toBe(false);
  });
});

describe('what people read', () => {
  test.each(quarantineCode.options)('%s says in both languages what is wrong and what to do', (code) => {
    const { zh, en } = quarantineText({ code, params: {} });
    expect(zh).toMatch(/[。，]请.*。$/);
    expect(en).toMatch(/[.:;] [A-Z“m].*\.$/);
  });

  test.each(inspectionFlag.options)('%s tells reviewers in both languages what to mind', (flag) => {
    expect(inspectionFlagTexts[flag].zh).toMatch(/。$/);
    expect(inspectionFlagTexts[flag].en).toMatch(/\.$/);
  });

  test('a value that looks like a pattern stands in the sentence as it is', () => {
    const { zh } = quarantineText({ code: 'archive-link', params: { entry: '$& {entry}' } });
    expect(zh).toContain('“$& {entry}”');
  });
});

test('a verdict of no reasons, or with a code that nobody knows, is no verdict', () => {
  expect(inspectionVerdict.safeParse({ outcome: 'quarantined', reasons: [] }).success).toBe(false);
  const unknown = { outcome: 'quarantined', reasons: [{ code: 'bad', params: {} }] };
  expect(inspectionVerdict.safeParse(unknown).success).toBe(false);
});
