/** Does the work of the page apart from it, so that the page can still be read: takes files, gives the report. */
import { memorySource, outerFolder, type Source } from '../files/source.ts';
import { zipSource } from '../files/zip.ts';
import { isClean, type Sentences, sentencesOf } from '../report.ts';
import { verifyAgain } from '../verify.ts';

/** A zip, or the files of a folder with their paths. */
export type Asked =
  | { readonly zip: ArrayBuffer }
  | { readonly files: readonly { readonly path: string; readonly bytes: ArrayBuffer }[] };

export type Answer =
  | { readonly kind: 'progress'; readonly doing: string; readonly part: number }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'report'; readonly isClean: boolean; readonly sentences: Sentences };

/** The part of a dedicated worker's scope that is used here; the program is also checked without the DOM. */
interface WorkerScope {
  onmessage: ((event: { readonly data: Asked }) => Promise<void>) | null;
  postMessage(answer: Answer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = async ({ data }) => {
  try {
    scope.postMessage(await answer(data));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    scope.postMessage({ kind: 'unreadable', message: `The check itself failed: ${reason}` });
  }
};

async function answer(asked: Asked): Promise<Answer> {
  const source = sourceOf(asked);
  if (typeof source === 'string') return { kind: 'unreadable', message: source };
  if (!source.paths.includes('checkpoint'))
    return {
      kind: 'unreadable',
      message: 'This is no record: there is no file named checkpoint in it.',
    };
  const report = await verifyAgain(source, {
    progress: (doing, part) => scope.postMessage({ kind: 'progress', doing, part }),
  });
  return { kind: 'report', isClean: isClean(report), sentences: sentencesOf(report) };
}

function sourceOf(asked: Asked): Source | string {
  if ('zip' in asked) {
    const zip = zipSource(new Uint8Array(asked.zip));
    return zip.ok ? zip.value : zip.error.message;
  }
  const outer = outerFolder(asked.files.map((f) => f.path));
  return memorySource(
    new Map(
      asked.files.map(({ path, bytes }) => [path.slice(outer.length), new Uint8Array(bytes)]),
    ),
  );
}
