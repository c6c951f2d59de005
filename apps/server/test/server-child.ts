/** A server in a process of its own, as it really runs. Arguments: data folder; `replay` to build the replay. */
import { startServer } from '../src/app.ts';

const [dataDir = '', replay] = process.argv.slice(2);
const server = await startServer({
  dataDir,
  port: 0,
  host: '127.0.0.1',
  workers: 1,
  replay: replay === 'replay',
  ratePerMinute: 0,
  busyMs: 0,
});
process.stdout.write(`${JSON.stringify({ url: server.url, officerLink: server.officerLink })}\n`);
