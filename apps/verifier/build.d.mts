/** Writes the page into `folder` (left out: dist) and returns its path. */
export function buildPage(folder?: string): Promise<string>;
