/** Text for a terminal of 80 columns. */

export const COLUMNS = 80;

/** Lines of at most `width` characters, broken at blanks; every line but the first begins with `hang`. */
export function wrap(text: string, hang = '', width: number = COLUMNS): string {
  const [indent = ''] = /^ */.exec(text) ?? [];
  const lines: string[] = [];
  let line = indent;
  let isEmpty = true;
  for (const word of text.slice(indent.length).split(' ')) {
    const longer = isEmpty ? line + word : `${line} ${word}`;
    if (isEmpty || longer.length <= width) line = longer;
    else {
      lines.push(line);
      line = hang + word;
    }
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

/** At most so many characters: what is cut off leaves `…`. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** Thousands set apart in the whole part of every number: `1,322.50`, `37/3`. */
export function grouped(figure: string | number): string {
  return String(figure).replace(/^(-?)(\d+)/, (_, sign: string, digits: string) => {
    return sign + digits.replace(/\B(?=(\d{3})+$)/g, ',');
  });
}
