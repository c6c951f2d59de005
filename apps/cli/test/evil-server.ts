/** A server that shows what it likes and takes what it is handed: the keys of log and officer are its own. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { canonicalJson, unwrap, utf8 } from '@hustings/base';
import { blobsOf, type MemoryRecord, type NewBlob, newBlob, readLeaf } from '@hustings/record';
import type { Act } from '@hustings/rulebook';
import { onTestFinished } from 'vitest';
import { recordOf, type Society } from '../../../packages/record/test/society.ts';

export interface EvilServer {
  /** Of the proceeding. */
  readonly url: string;
  /** What it shows; undefined: the society's record as it is. */
  shown: MemoryRecord | undefined;
  /** Cuts the line when an act is handed in: before it is taken, or after it. */
  cuts: 'before' | 'after' | undefined;
  /** Every act that was handed in, taken or not. */
  readonly handed: Act[];
}

export async function evilServer(society: Society): Promise<EvilServer> {
  const evil: { -readonly [K in keyof EvilServer]: EvilServer[K] } = {
    url: '',
    shown: undefined,
    cuts: undefined,
    handed: [],
  };
  const waiting = new Map<string, NewBlob>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '', 'http://x').pathname;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const json = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const { recorder } = society;
    const file = /^\/p\/[^/]+\/log\/(.+)$/.exec(path)?.[1];
    if (file !== undefined) {
      const record = evil.shown ?? (await recordOf(society));
      const bytes = await record.read(file);
      if (bytes === undefined) response.writeHead(404).end();
      else response.end(bytes);
    } else if (path.endsWith('/place')) json(200, recorder.place(society.at));
    else if (path.includes('/acts/blobs/')) {
      const blob = newBlob(body);
      waiting.set(blob.sha256, blob);
      response.writeHead(204).end();
    } else if (path.endsWith('/acts')) {
      const { entry } = JSON.parse(body.toString()) as { entry: unknown };
      const leaf = unwrap(readLeaf(utf8(canonicalJson(entry))));
      if (leaf.kind !== 'event') throw new Error('a ballot was handed in');
      if (blobsOf(leaf.entry.act).some(({ sha256 }) => !waiting.has(sha256))) {
        json(409, { code: 'hand-in/blobs-missing', message: 'Send them.' });
        return;
      }
      evil.handed.push(leaf.entry.act);
      if (evil.cuts === 'before') {
        response.destroy();
        return;
      }
      const blobs = [...waiting.values()];
      waiting.clear();
      const taken = await recorder.takeSigned(leaf.entry, leaf.sig ?? '', society.at, blobs);
      if (evil.cuts === 'after') response.destroy();
      else if (taken.ok) json(201, { seq: taken.value.seq, at: taken.value.at });
      else json(409, taken.error);
    } else response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  evil.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/p/society-2026`;
  return evil;
}
