/** A server in a process of its own, for tests that kill it. Arguments: data folder, most pages or 0. */
import { startServer } from '../src/app.ts';

const [dataDir = '', mostPages = '0'] = process.argv.slice(2);
const server = await startServer({
  dataDir,
  port: 0,
  host: '127.0.0.1',
  workers: 1,
  replay: false,
  ratePerMinute: 0,
  ...(mostPages === '0' ? {} : { mostPages: Number(mostPages) }),
});
process.stdout.write(`${server.url}\n`);
