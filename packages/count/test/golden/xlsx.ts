/** The first sheet of an XLSX file as rows of texts: a ZIP archive with XML in it (ECMA-376). */
import { inflateRawSync } from 'node:zlib';

/** A member of a ZIP archive, by the central directory (APPNOTE 4.3.12). */
function memberOf(zip: Buffer, name: string): string | undefined {
  let at = zip.readUInt32LE(zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6])) + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => zip.readUInt16LE(at + o)) as [
      number,
      number,
      number,
    ];
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return (zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString('utf8');
    }
    at += 46 + nameLength + extra + comment;
  }
  return undefined;
}

const plain = (xml: string): string =>
  [...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)]
    .map((m) => m[1])
    .join('')
    .replace(
      /&lt;|&gt;|&quot;|&apos;|&amp;/g,
      (e) => ({ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' })[e] ?? e,
    );

/** `AB` is the column 27, from 0. */
const columnOf = (letters: string): number =>
  [...letters].reduce((n, letter) => 26 * n + letter.charCodeAt(0) - 64, 0) - 1;

/** Cells that are not there are empty. */
export function sheetRows(bytes: Uint8Array): readonly (readonly string[])[] {
  const zip = Buffer.from(bytes);
  const strings = [
    ...(memberOf(zip, 'xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs),
  ].map((m) => plain(m[1] as string));
  const sheet = memberOf(zip, 'xl/worksheets/sheet1.xml') ?? '';
  return [...sheet.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row = '']) => {
    const out: string[] = [];
    for (const [, attributes = '', body = ''] of row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const at = columnOf(/r="([A-Z]+)/.exec(attributes)?.[1] ?? 'A');
      const value = /<v>([^<]*)<\/v>/.exec(body)?.[1] ?? '';
      while (out.length < at) out.push('');
      out.push(
        attributes.includes('t="s"')
          ? (strings[Number(value)] ?? '')
          : attributes.includes('t="inlineStr"')
            ? plain(body)
            : value,
      );
    }
    return out;
  });
}
