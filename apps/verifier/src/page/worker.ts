/** Does the work of the page apart from it, so that the page can still be read: takes a zip, gives the report. */
import { zipSource } from '../files/zip.ts';
import { isClean, reportText } from '../report.ts';
import { verifyAgain } from '../verify.ts';

export interface Answer {
  readonly isClean: boolean;
  readonly text: string;
}

/** The part of a dedicated worker's scope that is used here; the program is also checked without the DOM. */
interface WorkerScope {
  onmessage: ((event: { readonly data: ArrayBuffer }) => Promise<void>) | null;
  postMessage(answer: Answer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = async ({ data }) => {
  scope.postMessage(await answer(new Uint8Array(data)));
};

async function answer(bytes: Uint8Array): Promise<Answer> {
  const zip = zipSource(bytes);
  if (!zip.ok) return { isClean: false, text: `${zip.error.message}\n` };
  const report = await verifyAgain(zip.value);
  return { isClean: isClean(report), text: reportText(report) };
}
