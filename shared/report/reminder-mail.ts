import type { Bilingual } from '../domain/values.ts';
import { markup } from './html.ts';

export type Mail = Readonly<{ subject: string; text: string; html: string }>;

const foot: Bilingual = {
  zh: '这封邮件由标尺自动发出，请不要回复。想改提醒方式，请登录后在“我的提醒”里设置。',
  en: 'Biaochi sent this by itself; please do not reply. To change how you are told, sign in and open “My reminders”.',
};

/** A reminder as an e-mail in one language, as plain text and as a page without anything to load. */
export function mailOf(
  { title, body }: Readonly<{ title: Bilingual; body: Bilingual }>,
  language: keyof Bilingual,
): Mail {
  const paragraphs = body[language].split('\n');
  const page =
    markup`<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${title[language]}</title></head>
<body style="font-family:sans-serif;font-size:16px;line-height:1.6;max-width:40em">
${paragraphs.map((line) => markup`<p>${line}</p>\n`)}<p style="color:#555;font-size:14px">${foot[language]}</p></body></html>`
      .source;
  // A subject is one line, whatever its facts hold.
  const subject = title[language].replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return { subject, text: `${body[language]}\n\n${foot[language]}\n`, html: page };
}
