/** Texts that a spreadsheet, a browser or a program could take for something else than text. All are allowed in records. */
export const hostileTexts: readonly string[] = [
  '=1+1',
  '=HYPERLINK("http://example.invalid","点我")',
  '+86 825 0000000',
  '-2 分',
  '@SUM(A1)',
  '＝cmd|calc',
  '＋1',
  '－1',
  '＠x',
  "'已有撇号",
  '\t=1',
  '\n=1',
  ' =1',
  '\u200b=1',
  '<script>alert(1)</script>',
  '</td></table><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;不是标签&gt; &amp; &#13;',
  '-->]]><!--',
  '${1+1} {{1+1}}',
  '\u202e倒过来的文字',
  '\u2066\u202d混合\u2069 方向',
  '_x0041_ 与 _x000D_',
  '一行\n另一行\t制表',
  '回车\r与\r\n换行',
  '逗号,引号"分号;',
  '\ufeff开头的标记',
  '\ufffe\uffff 非字符',
];

/** 500 characters from CJK Extension B, outside the basic plane. */
export const rareCharacters = Array.from({ length: 500 }, (_, index) =>
  String.fromCodePoint(0x20000 + index * 7),
).join('');

/** A lone half of a surrogate pair cannot be written as UTF-8: it becomes the replacement character, everywhere alike. */
export const brokenText = '半个\ud800字';
