import { describe, expect, it } from 'vitest';
import { markup, typed } from '../../../shared/report/html.ts';
import { brokenText, hostileTexts, rareCharacters } from './hostile.ts';
import { decodeEntities } from './read-back.ts';

describe('html templates', () => {
  it.each([...hostileTexts, rareCharacters])(
    'escape a text so that it comes back as it was and opens no tag: %j',
    (text) => {
      const { source } = markup`<p title="${text}">${text}</p>`;
      const inside = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(source);
      expect(inside?.slice(1).map(decodeEntities)).toEqual([text, text]);
    },
  );

  it('keep nested markup and lists of it as they are, because only the template makes markup', () => {
    const items = ['<a>', 'b'].map((text) => markup`<li>${text}</li>`);
    expect(markup`<ul>${items}</ul>`.source).toBe('<ul><li>&lt;a&gt;</li><li>b</li></ul>');
  });

  it('leave nothing behind for null and false, so that a condition can stand in a template', () => {
    expect(markup`${null}${false}${0}`.source).toBe('0');
  });

  it('write half a character as the replacement character, because UTF-8 has no other place for it', () => {
    expect(markup`${brokenText}`.source).toBe('半个\ufffd字');
  });

  it('isolate what a person typed, so that a turned writing direction ends with it', () => {
    expect(typed('\u202ea').source).toBe('<bdi>\u202ea</bdi>');
  });
});
