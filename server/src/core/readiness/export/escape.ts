/** What hides or reorders text, but for line breaks and tabs. */
const INVISIBLE = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of anybody for HTML, between tags or in an attribute: no markup, no invisible or turning characters. */
export const html = (text: string): string =>
  text.replaceAll(INVISIBLE, '\ufffd').replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);

/** Platforms look for mentions and references in the text that is left when markup has been read. */
const MENTIONS: ReadonlySet<string> = new Set(['@', '#', '!']);
const ZERO_WIDTH_SPACE = '&#8203;';

/** Text of anybody for Markdown, on one line: no markup, link, mention or reference of its own. */
export const markdown = (text: string): string =>
  text
    .replaceAll(/[\n\r\t]+/g, ' ')
    .replaceAll(INVISIBLE, '\ufffd')
    .replaceAll(
      // A hyphen begins a list, a colon an address or the name of a picture.
      /^-|:(?=\S)|[\\`*_{}[\]()<>#+!|~@&$]/g,
      (mark) => `&#${mark.charCodeAt(0)};${MENTIONS.has(mark) ? ZERO_WIDTH_SPACE : ''}`,
    );
