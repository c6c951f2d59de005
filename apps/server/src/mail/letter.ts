/**
 * A mail as a letter: greeting, paragraphs, one button. Written once, sent as plain text and as HTML,
 * so that the two parts always say the same. No pictures, nothing fetched, nothing that counts opens.
 */
export interface Letter {
  readonly subject: string;
  readonly greeting: string;
  readonly before: readonly string[];
  readonly button: { readonly text: string; readonly href: string };
  readonly after: readonly string[];
  readonly signature: string;
}

export interface MailBody {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function writeLetter(letter: Letter): MailBody {
  const { greeting, before, button, after, signature } = letter;
  const text = [greeting, ...before, `${button.text}:\n${button.href}`, ...after, signature].join(
    '\n\n',
  );
  const paragraph = (line: string): string =>
    `<p style="margin:0 0 1em">${escapeHtml(line).replaceAll('\n', '<br>')}</p>`;
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>',
    escapeHtml(letter.subject),
    '</title></head><body style="font:16px/1.5 system-ui,sans-serif;color:#111;background:#fff;max-width:36em;margin:1.5em auto;padding:0 1em">',
    paragraph(greeting),
    ...before.map(paragraph),
    `<p style="margin:1.5em 0"><a href="${escapeHtml(button.href)}" style="display:inline-block;padding:.75em 1.25em;background:#1d3f8f;color:#fff;text-decoration:none;border-radius:4px">${escapeHtml(button.text)}</a></p>`,
    `<p style="margin:0 0 1em">If the button does not work, copy this address into your browser:<br>${escapeHtml(button.href)}</p>`,
    ...after.map(paragraph),
    paragraph(signature),
    '</body></html>',
  ].join('');
  return { subject: oneLine(letter.subject), text: `${text}\n`, html };
}

/** A subject is one line: a title with a line break in it must not become a header of its own. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
